//! The part of the NVD JSON 2.0 schema that matching and reports need; everything else is skipped.

use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Vulnerability {
    pub(super) cve: Cve,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Cve {
    pub(super) id: String,
    #[serde(default)]
    pub(super) vuln_status: String,
    #[serde(default)]
    pub(super) descriptions: Vec<LangText>,
    #[serde(default)]
    pub(super) metrics: Metrics,
    #[serde(default)]
    pub(super) weaknesses: Vec<Weakness>,
    #[serde(default)]
    pub(super) configurations: Vec<Configuration>,
    #[serde(default)]
    pub(super) references: Vec<Reference>,
}

#[derive(Deserialize)]
pub(super) struct LangText {
    pub(super) lang: String,
    pub(super) value: String,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Metrics {
    pub(super) cvss_metric_v40: Vec<Metric>,
    pub(super) cvss_metric_v31: Vec<Metric>,
    pub(super) cvss_metric_v30: Vec<Metric>,
    pub(super) cvss_metric_v2: Vec<Metric>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Metric {
    /// `Primary` (NVD) or `Secondary`.
    #[serde(default, rename = "type")]
    pub(super) kind: String,
    pub(super) cvss_data: CvssData,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CvssData {
    pub(super) vector_string: String,
}

#[derive(Deserialize)]
pub(super) struct Weakness {
    #[serde(default)]
    pub(super) description: Vec<LangText>,
}

#[derive(Deserialize)]
pub(super) struct Reference {
    pub(super) url: String,
}

#[derive(Deserialize)]
pub(super) struct Configuration {
    #[serde(default)]
    pub(super) operator: String,
    #[serde(default)]
    pub(super) negate: bool,
    #[serde(default)]
    pub(super) nodes: Vec<Node>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Node {
    #[serde(default)]
    pub(super) operator: String,
    #[serde(default)]
    pub(super) negate: bool,
    #[serde(default)]
    pub(super) cpe_match: Vec<CpeMatch>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CpeMatch {
    pub(super) vulnerable: bool,
    pub(super) criteria: String,
    pub(super) version_start_including: Option<String>,
    pub(super) version_start_excluding: Option<String>,
    pub(super) version_end_including: Option<String>,
    pub(super) version_end_excluding: Option<String>,
}
