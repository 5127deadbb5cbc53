//! What the installation was told at its start, as far as use-cases care.

/// Settings of the installation. `Default` is what a fresh installation runs with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Whether every request must carry an `x-api-key`. One that is sent is checked in any case.
    pub require_api_key: bool,
    /// How long a session lives, in seconds.
    pub session_seconds: u32,
    /// What new passwords must be.
    pub passwords: auth::policy::Policy,
    /// How long a missed due time may be caught up, in seconds.
    pub catch_up_grace_seconds: i64,
    /// Name and version of this program, printed in reports.
    pub generator: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            require_api_key: false,
            session_seconds: 12 * 3600,
            passwords: auth::policy::Policy::default(),
            catch_up_grace_seconds: 24 * 3600,
            generator: concat!("Watchpost ", env!("CARGO_PKG_VERSION")).to_owned(),
        }
    }
}
