//! One test, two databases.
//!
//! ```ignore
//! testkit::db_test! {
//!     async fn keeps_a_target(t: TestDb) {
//!         let mut tx = t.db.write().await.unwrap();
//!     }
//! }
//! ```
//!
//! (or `testkit::db_test!(keeps_a_target, |db| { … });` where the database alone will do)
//! becomes the tests `keeps_a_target::sqlite` and `keeps_a_target::postgres`. The second needs
//! `WATCHPOST_TEST_POSTGRES_URL` (see `tools/with-postgres`) and fails without it, unless `WATCHPOST_TEST_SKIP_POSTGRES=1`
//! says that there is none.

use std::future::Future;
use std::sync::Arc;

use model::env::FakeClock;
use model::organization::Organization;
use model::{Env, OrganizationId, Product, Timestamp};
use store::scratch::Scratch;
use store::{Db, DbOptions};

/// A migrated database of a test's own, with a clock that stands at 2026-01-01.
pub struct TestDb {
    /// The database.
    pub db: Db,
    /// Fake time, repeatable numbers.
    pub env: Env,
    /// The clock of `env`.
    pub clock: Arc<FakeClock>,
}

/// 2026-01-01T00:00:00Z.
pub const START: Timestamp = Timestamp::from_micros(1_767_225_600_000_000);

impl TestDb {
    /// A migrated database with a fake environment.
    pub fn new(db: Db) -> Self {
        let (env, clock) = Env::fake(START, 7);
        Self { db, env, clock }
    }

    /// An organization with all products that may scan private networks.
    pub async fn organization(&self, name: &str) -> OrganizationId {
        let now = self.env.now();
        let organization = Organization {
            id: self.env.id(),
            parent: None,
            name: name.to_owned(),
            products: Product::ALL.to_vec(),
            allowed_ranges: model::scope::private_ranges(),
            allowed_names: Vec::new(),
            created_at: now,
            updated_at: now,
        };
        let mut tx = self.db.write().await.expect("a transaction begins");
        store::organizations::insert(&mut tx, &organization).await.expect("an organization is stored");
        tx.commit().await.expect("the transaction ends");
        organization.id
    }
}

/// Makes a test for each database.
#[macro_export]
macro_rules! db_test {
    ($name:ident, |$db:ident| $body:block) => {
        $crate::db_test! {
            async fn $name(t: TestDb) {
                let $db = t.db;
                $body
            }
        }
    };
    ($($(#[$meta:meta])* async fn $name:ident($t:ident: TestDb) $body:block)+) => {$(
        mod $name {
            use super::*;

            $(#[$meta])*
            async fn case($t: $crate::TestDb) $body

            #[test]
            fn sqlite() {
                $crate::db::on_sqlite(case);
            }

            #[test]
            fn postgres() {
                $crate::db::on_postgres(case);
            }
        }
    )+};
}

fn block_on(future: impl Future<Output = ()>) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    runtime.expect("a runtime starts").block_on(future);
}

/// Runs a case on a SQLite file in a temporary folder.
pub fn on_sqlite<F: Future<Output = ()>>(case: impl FnOnce(TestDb) -> F) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    block_on(async {
        let options = DbOptions::Sqlite(folder.path().join("test.db"));
        let db = Db::open(&options).await.expect("the database opens");
        store::migrate::migrate(&db).await.expect("the database migrates");
        case(TestDb::new(db)).await;
    });
}

/// Runs a case on a PostgreSQL database that goes away afterwards.
///
/// # Panics
/// When there is no server and nobody said so.
pub fn on_postgres<F: Future<Output = ()>>(case: impl FnOnce(TestDb) -> F) {
    let Ok(url) = std::env::var("WATCHPOST_TEST_POSTGRES_URL") else {
        let skip = std::env::var("WATCHPOST_TEST_SKIP_POSTGRES").is_ok_and(|v| v == "1");
        assert!(skip, "WATCHPOST_TEST_POSTGRES_URL is not set: run the tests with tools/with-postgres");
        eprintln!("SKIPPED on PostgreSQL: WATCHPOST_TEST_SKIP_POSTGRES=1");
        return;
    };
    block_on(async {
        // Processes of a test run share the server: the name has to be new for each test.
        let id = Env::system().bytes::<8>();
        let name = format!("watchpost_test_{:016x}", u64::from_le_bytes(id));
        let scratch = Scratch::create(&url, &name).await.expect("a database is made from the template");
        let db = Db::open(&scratch.options).await.expect("the database opens");
        // A case that panics must not leave its database behind.
        let outcome = caught(case(TestDb::new(db))).await;
        scratch.remove().await.expect("the database is removed");
        if let Err(panic) = outcome {
            std::panic::resume_unwind(panic);
        }
    });
}

/// Runs a future and catches its panic.
async fn caught(future: impl Future<Output = ()>) -> std::thread::Result<()> {
    let mut future = std::pin::pin!(future);
    std::future::poll_fn(move |context| {
        let polled = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| future.as_mut().poll(context)));
        match polled {
            Ok(std::task::Poll::Pending) => std::task::Poll::Pending,
            Ok(std::task::Poll::Ready(())) => std::task::Poll::Ready(Ok(())),
            Err(panic) => std::task::Poll::Ready(Err(panic)),
        }
    })
    .await
}
