//! What the cases share: a server process, a client, scripted services.

pub(crate) mod client;
pub(crate) mod dast;
pub(crate) mod process;
pub(crate) mod services;
pub(crate) mod tap;
pub(crate) mod weak_site;

use std::time::Duration;

use tokio::time::Instant;

/// The longest wait for anything: far above what a loaded machine needs, so that only a hang fails a test.
pub(crate) const PATIENCE: Duration = Duration::from_secs(120);

/// Asks until the answer is there.
pub(crate) async fn eventually<T, F: Future<Output = Option<T>>>(
    what: &str,
    mut ask: impl FnMut() -> F,
) -> T {
    let until = Instant::now() + PATIENCE;
    loop {
        if let Some(answer) = ask().await {
            return answer;
        }
        assert!(Instant::now() < until, "waited in vain: {what}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}
