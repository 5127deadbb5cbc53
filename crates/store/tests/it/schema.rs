//! Both schemas have one shape, and databases of other versions are treated as they should be.

use store::{Db, DbError, DbOptions, maintenance, migrate};
use testkit::db_test;

/// The shape of a fresh SQLite database.
async fn sqlite_shape() -> std::collections::BTreeMap<String, String> {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open(&DbOptions::Sqlite(folder.path().join("shape.db"))).await.unwrap();
    migrate::migrate(&db).await.unwrap();
    maintenance::shape(&mut db.read().await.unwrap()).await.unwrap()
}

db_test! {
    async fn has_the_same_shape_everywhere(t: TestDb) {
        let shape = maintenance::shape(&mut t.db.read().await.unwrap()).await.unwrap();
        let sqlite = sqlite_shape().await;
        assert!(shape.len() > 200 && shape.contains_key("findings_by_severity on findings"), "{}", shape.len());
        for (what, how) in &sqlite {
            assert_eq!(shape.get(what), Some(how), "{what}");
        }
        assert_eq!(shape.len(), sqlite.len(), "something is in one database only");
    }

    async fn refuses_a_newer_database(t: TestDb) {
        let known = migrate::known_version();
        assert_eq!(migrate::version(&t.db).await.unwrap(), known);
        migrate::pretend_version(&t.db, 9999).await.unwrap();
        let error = migrate::migrate(&t.db).await.unwrap_err();
        assert!(matches!(error, DbError::Newer { found: 9999, .. }), "{error}");
        let found = maintenance::check(&t.db).await.unwrap();
        assert_eq!(found.problems.len(), 1, "{found:?}");
    }

    async fn migrates_once_and_finds_nothing_wrong(t: TestDb) {
        let again = migrate::migrate(&t.db).await.unwrap();
        assert_eq!((again.from, again.backup), (again.to, None));
        assert_eq!(maintenance::check(&t.db).await.unwrap(), maintenance::Findings::default());
    }
}

#[test]
fn migrations_come_in_pairs() {
    let [sqlite, postgres] = migrate::inventory();
    assert_eq!(sqlite, postgres);
}

#[tokio::test]
async fn copies_an_older_sqlite_database_before_it_migrates() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.db");
    let db = Db::open(&DbOptions::Sqlite(path.clone())).await.unwrap();
    migrate::migrate(&db).await.unwrap();
    let backup = folder.path().join("copy.db");
    maintenance::backup(&db, &backup).await.unwrap();
    assert!(maintenance::backup(&db, &backup).await.is_err(), "a backup never overwrites");
    let copy = Db::open(&DbOptions::Sqlite(backup)).await.unwrap();
    assert_eq!(maintenance::check(&copy).await.unwrap(), maintenance::Findings::default());

    // A database of version 1 whose next step cannot be done: its copy is there all the same.
    migrate::forget_from(&db, 2).await.unwrap();
    migrate::migrate(&db).await.unwrap_err();
    assert!(folder.path().join("old.db.backup-v1").exists());
}

#[tokio::test]
async fn says_how_postgres_is_backed_up() {
    let Ok(url) = std::env::var("WATCHPOST_TEST_POSTGRES_URL") else { return };
    let db = Db::open(&DbOptions::postgres(url)).await.unwrap();
    let error = maintenance::backup(&db, std::path::Path::new("x")).await.unwrap_err();
    assert!(error.to_string().contains("pg_dump"), "{error}");
}
