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
    /// How many runs may be under way at a time.
    pub runs: RunLimits,
    /// Name and version of this program, printed in reports.
    pub generator: String,
}

/// How many runs may be under way at a time, and how long one may. 0 is no limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RunLimits {
    /// Of a target.
    pub per_target: u32,
    /// Of an organization.
    pub per_organization: u32,
    /// Of this scanner, whatever the organization.
    pub per_scanner: u32,
    /// The longest run in seconds, pauses left out. Profiles of web applications have bounds of their own.
    pub longest_seconds: i64,
}

impl Default for RunLimits {
    fn default() -> Self {
        Self { per_target: 1, per_organization: 0, per_scanner: 0, longest_seconds: 7 * 24 * 3600 }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            require_api_key: false,
            session_seconds: 12 * 3600,
            passwords: auth::policy::Policy::default(),
            catch_up_grace_seconds: 24 * 3600,
            runs: RunLimits::default(),
            generator: concat!("Watchpost ", env!("CARGO_PKG_VERSION")).to_owned(),
        }
    }
}
