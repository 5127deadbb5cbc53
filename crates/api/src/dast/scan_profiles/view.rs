//! What is shown of a scan profile.

use model::definition::Effect;
use model::profile::{Payloads, ScanProfile, Speed, WebProfile};
use serde::Serialize;
use utoipa::ToSchema;

/// A scan profile.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Profile {
    id: String,
    name: String,
    description: String,
    archived: bool,
    /// `web`, `api`.
    r#type: &'static str,
    /// 10 slow, 20 normal, 30 fast.
    speed: u8,
    /// 10 light, 20 normal, 30 thorough.
    payloads: u8,
    /// Weaknesses that it is kept to; none are all.
    vulnerabilities: Vec<ProfileVulnerability>,
    /// `all`, `safe` (GET, HEAD and OPTIONS only).
    methods: &'static str,
    can_scan_unverified: bool,
    /// Milliseconds between two requests of a connection.
    delay: u16,
    /// Seconds.
    max_run_time: u32,
    dedup_enabled: bool,
    auto_patterns_enabled: bool,
    max_urls: u32,
    builtin: bool,
}

/// A weakness.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ProfileVulnerability {
    id: String,
    name: String,
    desc: String,
}

impl Profile {
    /// A profile of the web side; `None` for others.
    pub(crate) fn new(profile: &ScanProfile) -> Option<Self> {
        let web: &WebProfile = profile.web.as_ref()?;
        Some(Self {
            id: profile.id.clone(),
            name: profile.name.clone(),
            description: profile.description.clone(),
            archived: false,
            r#type: web.kind.as_str(),
            speed: match web.speed {
                Speed::Slow => 10,
                Speed::Normal => 20,
                Speed::Fast => 30,
            },
            payloads: match web.payloads {
                Payloads::Light => 10,
                Payloads::Normal => 20,
                Payloads::Thorough => 30,
            },
            vulnerabilities: Vec::new(),
            methods: if profile.effect_ceiling <= Effect::Safe { "safe" } else { "all" },
            can_scan_unverified: web.can_scan_unverified,
            delay: web.delay_ms,
            max_run_time: web.max_run_time_s,
            dedup_enabled: web.dedup_enabled,
            auto_patterns_enabled: web.auto_patterns_enabled,
            max_urls: web.max_urls,
            builtin: true,
        })
    }
}
