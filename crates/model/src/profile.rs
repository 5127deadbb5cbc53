//! Scan profiles: read-only, system-defined, product-specific.

use serde::{Deserialize, Serialize};

use crate::definition::Effect;
use crate::ports::PortSet;
use crate::product::Product;

/// How a scan behaves. Each run keeps a copy of the version it ran with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScanProfile {
    /// A word: `normal`, `full`, `pci_asv`.
    pub id: String,
    /// Title.
    pub name: String,
    /// Raised with every change of meaning.
    pub version: u32,
    /// What it does, in a sentence or two.
    pub description: String,
    /// Why it is as it is and cannot be changed.
    pub rationale: String,
    /// Products that offer it.
    pub products: Vec<Product>,
    /// Products in which it is used when none is chosen.
    pub default_for: Vec<Product>,
    /// Products in which nothing else may be used.
    pub mandatory_for: Vec<Product>,
    /// Port list word: `top100`, `top1000`, `all_tcp`, `pci`.
    pub port_list: String,
    /// How hosts are looked for.
    pub discovery: Discovery,
    /// Which checks run.
    pub checks: CheckSelection,
    /// The strongest effect a check may have.
    pub effect_ceiling: Effect,
    /// Whether versions are held against the vulnerability feed.
    pub version_checks: bool,
    /// Whether services are identified at all (a discovery scan may stop at open ports).
    pub detect_services: bool,
    /// Whether TLS services are inspected.
    pub inspect_tls: bool,
    /// How hard it pushes.
    pub intensity: Intensity,
    /// How web applications and APIs are tested; `None` for profiles of network targets.
    #[serde(default)]
    pub web: Option<WebProfile>,
}

crate::words! {
    /// What a profile of the web side is for.
    WebKind { Web = "web", Api = "api" }
}

crate::words! {
    /// How many payloads a check tries at a place, fewest first.
    Payloads { Light = "light", Normal = "normal", Thorough = "thorough" }
}

crate::words! {
    /// How fast requests follow each other.
    Speed { Slow = "slow", Normal = "normal", Fast = "fast" }
}

/// How web applications and APIs are tested. Which methods may be sent follows from the effect ceiling.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WebProfile {
    /// Web applications or APIs.
    pub kind: WebKind,
    /// Whether insertion points are attacked; without it only answers are read.
    pub active: bool,
    /// Whether the site is crawled; without it only the start address is asked for.
    pub crawl: bool,
    /// Payloads.
    pub payloads: Payloads,
    /// Speed.
    pub speed: Speed,
    /// Whether targets whose ownership is not proven may be tested.
    pub can_scan_unverified: bool,
    /// Pause of each connection between two requests, milliseconds.
    pub delay_ms: u16,
    /// Longest run, seconds.
    pub max_run_time_s: u32,
    /// Pages built alike are tested once.
    pub dedup_enabled: bool,
    /// Address patterns are recognised and bounded.
    pub auto_patterns_enabled: bool,
    /// The most addresses.
    pub max_urls: u32,
}

/// How a run finds out which hosts are alive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Discovery {
    /// A few common ports and, where allowed, ICMP; silent hosts are left out.
    Probe,
    /// Every host is taken to be alive.
    AssumeUp,
}

/// Which checks run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum CheckSelection {
    /// None: only inventory.
    None,
    /// All that stay under the effect ceiling, less these words.
    AllExcept(Vec<String>),
    /// Only these words.
    Only(Vec<String>),
}

impl CheckSelection {
    /// Whether a check of this word is selected.
    pub fn selects(&self, check: &str) -> bool {
        match self {
            Self::None => false,
            Self::AllExcept(out) => !out.iter().any(|c| c == check),
            Self::Only(only) => only.iter().any(|c| c == check),
        }
    }
}

/// How hard a run pushes. Adaptive control stays below these.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Intensity {
    /// Hosts of one unit scanned at the same time.
    pub parallel_hosts: u16,
    /// Connections to one host at the same time.
    pub parallel_connections: u16,
    /// Checks against one host at the same time.
    pub parallel_checks: u16,
    /// New connections a second to one host; 0 is unbounded.
    pub connections_per_second: u32,
    /// Milliseconds to wait for a connection.
    pub connect_timeout_ms: u32,
    /// Milliseconds to wait for an answer.
    pub read_timeout_ms: u32,
    /// How often a silent port is asked again.
    pub retries: u8,
}

/// A built-in or own port list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PortListDef {
    /// A word for built-in lists.
    pub id: String,
    /// Title.
    pub name: String,
    /// Remark.
    pub comment: String,
    /// Products that offer it.
    pub products: Vec<Product>,
    /// The ports.
    pub ports: PortSet,
}
