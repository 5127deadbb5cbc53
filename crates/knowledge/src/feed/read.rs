//! Reading a feed, entry by entry.

use std::io::Read;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::entry::{Configuration, CpeMatch, CveEntry, Node, Range};
use super::schema;
use crate::cpe::Cpe;
use crate::products::Products;
use crate::score::score;

/// Bounds on what a feed may bring.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FeedLimits {
    /// Bytes read.
    pub bytes: u64,
    /// Entries read; the whole NVD holds some 300,000.
    pub entries: usize,
    /// CPE matches of one entry.
    pub matches: usize,
}

impl Default for FeedLimits {
    fn default() -> Self {
        Self { bytes: 8 << 30, entries: 1_000_000, matches: 50_000 }
    }
}

/// Characters kept of a description.
const MAX_DESCRIPTION: usize = 4000;
/// References kept of an entry.
const MAX_REFERENCES: usize = 10;
/// Weaknesses kept of an entry.
const MAX_WEAKNESSES: usize = 10;

/// Why a feed was refused.
#[derive(Debug, thiserror::Error)]
pub enum FeedError {
    /// Not JSON in the NVD 2.0 form, cut short, over a limit, or the reader failed.
    #[error("could not read the vulnerability feed")]
    Form(#[source] serde_json::Error),
}

/// Reads a feed and hands each usable entry to `take`. Returns how many entries there were.
///
/// # Errors
/// The text is not NVD JSON 2.0, or is larger than the limits allow.
pub(crate) fn read(
    reader: impl Read,
    limits: FeedLimits,
    products: &Products,
    take: impl FnMut(CveEntry),
) -> Result<usize, FeedError> {
    let mut json = serde_json::Deserializer::from_reader(std::io::BufReader::new(reader.take(limits.bytes)));
    let count = Feed { limits, products, take }.deserialize(&mut json).map_err(FeedError::Form)?;
    json.end().map_err(FeedError::Form)?;
    Ok(count)
}

struct Feed<'a, F> {
    limits: FeedLimits,
    products: &'a Products,
    take: F,
}

impl<'de, F: FnMut(CveEntry)> DeserializeSeed<'de> for Feed<'_, F> {
    type Value = usize;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, F: FnMut(CveEntry)> Visitor<'de> for Feed<'_, F> {
    type Value = usize;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an object with \"vulnerabilities\"")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<usize, A::Error> {
        let Self { limits, products, mut take } = self;
        let mut count = None;
        while let Some(key) = map.next_key::<String>()? {
            if key == "vulnerabilities" && count.is_none() {
                count = Some(map.next_value_seed(Entries { limits, products, take: &mut take })?);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        count.ok_or_else(|| serde::de::Error::missing_field("vulnerabilities"))
    }
}

struct Entries<'a, F> {
    limits: FeedLimits,
    products: &'a Products,
    take: &'a mut F,
}

impl<'de, F: FnMut(CveEntry)> DeserializeSeed<'de> for Entries<'_, F> {
    type Value = usize;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, F: FnMut(CveEntry)> Visitor<'de> for Entries<'_, F> {
    type Value = usize;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a list of vulnerabilities")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<usize, A::Error> {
        let mut count = 0;
        while let Some(found) = seq.next_element::<schema::Vulnerability>()? {
            count += 1;
            if count > self.limits.entries {
                return Err(serde::de::Error::custom("more entries than the limit allows"));
            }
            if let Some(entry) = entry(found.cve, self.limits, self.products) {
                (self.take)(entry);
            }
        }
        Ok(count)
    }
}

/// `None` for rejected entries, ids that are none, and entries that no network service can be matched with.
fn entry(cve: schema::Cve, limits: FeedLimits, products: &Products) -> Option<CveEntry> {
    if !is_cve_id(&cve.id) || cve.vuln_status == "Rejected" {
        return None;
    }
    let mut left = limits.matches;
    let configurations: Vec<Configuration> = cve
        .configurations
        .into_iter()
        .map(|c| configuration(c, &mut left, products))
        .collect::<Option<_>>()?;
    let vulnerable = |m: &CpeMatch| m.vulnerable && m.cpe.part != 'h';
    if !configurations.iter().flat_map(|c| &c.nodes).flat_map(|n| &n.matches).any(vulnerable) {
        return None;
    }
    let description = cve.descriptions.into_iter().find(|d| d.lang.starts_with("en")).map(|d| d.value);
    let mut cwe: Vec<String> = Vec::new();
    for text in cve.weaknesses.into_iter().flat_map(|w| w.description) {
        if text.value.starts_with("CWE-") && cwe.len() < MAX_WEAKNESSES && !cwe.contains(&text.value) {
            cwe.push(text.value);
        }
    }
    Some(CveEntry {
        cvss_vector: best_vector(&cve.metrics),
        description: description.unwrap_or_default().chars().take(MAX_DESCRIPTION).collect(),
        cwe,
        references: cve.references.into_iter().map(|r| r.url).take(MAX_REFERENCES).collect(),
        configurations,
        id: cve.id,
    })
}

/// `CVE-`, four digits, `-`, four to nineteen digits.
fn is_cve_id(id: &str) -> bool {
    let digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    id.strip_prefix("CVE-")
        .and_then(|rest| rest.split_once('-'))
        .is_some_and(|(y, n)| y.len() == 4 && (4..=19).contains(&n.len()) && digits(y) && digits(n))
}

/// `None` when the entry holds more matches than allowed: a part of them would be a wrong answer.
fn configuration(
    from: schema::Configuration,
    left: &mut usize,
    products: &Products,
) -> Option<Configuration> {
    let mut nodes = Vec::with_capacity(from.nodes.len());
    for node in from.nodes {
        *left = left.checked_sub(node.cpe_match.len())?;
        let all = node.operator == "AND";
        let mut matches = Vec::with_capacity(node.cpe_match.len());
        for m in node.cpe_match {
            match cpe_match(m, products) {
                Some(m) => matches.push(m),
                // A name that cannot be read drops out of an OR; an AND without it would hold too often.
                None if all || node.negate => return Some(never()),
                None => {}
            }
        }
        nodes.push(Node { all, negate: node.negate, matches });
    }
    Some(Configuration { all: from.operator == "AND", negate: from.negate, nodes })
}

const fn never() -> Configuration {
    Configuration { all: false, negate: false, nodes: Vec::new() }
}

fn cpe_match(from: schema::CpeMatch, products: &Products) -> Option<CpeMatch> {
    let cpe: Cpe = from.criteria.parse().ok()?;
    let key = cpe.key()?;
    let range = Range {
        start_including: from.version_start_including,
        start_excluding: from.version_start_excluding,
        end_including: from.version_end_including,
        end_excluding: from.version_end_excluding,
    };
    Some(CpeMatch { vulnerable: from.vulnerable, key: products.canonical(&key).to_owned(), cpe, range })
}

fn best_vector(metrics: &schema::Metrics) -> String {
    let schema::Metrics { cvss_metric_v40, cvss_metric_v31, cvss_metric_v30, cvss_metric_v2 } = metrics;
    for list in [cvss_metric_v31, cvss_metric_v30, cvss_metric_v40, cvss_metric_v2] {
        let mut sorted: Vec<&schema::Metric> = list.iter().collect();
        sorted.sort_by_key(|m| m.kind != "Primary");
        for metric in sorted {
            if !metric.cvss_data.vector_string.is_empty() && score(&metric.cvss_data.vector_string).is_ok() {
                return metric.cvss_data.vector_string.clone();
            }
        }
    }
    String::new()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn load(text: &str, limits: FeedLimits) -> Result<Vec<CveEntry>, FeedError> {
        let mut out = Vec::new();
        read(text.as_bytes(), limits, &Products::load().unwrap(), |e| out.push(e)).map(|_| out)
    }

    fn feed(cve: &str) -> String {
        format!(r#"{{"format":"NVD_CVE","vulnerabilities":[{{"cve":{cve}}}],"totalResults":1}}"#)
    }

    const WHOLE: &str = r#"{"id":"CVE-2020-1234","sourceIdentifier":"x","vulnStatus":"Analyzed",
        "descriptions":[{"lang":"es","value":"hola"},{"lang":"en","value":"A flaw."}],
        "metrics":{"cvssMetricV31":[
          {"source":"b","type":"Secondary","cvssData":{"vectorString":"CVSS:3.1/AV:L/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N"}},
          {"source":"a","type":"Primary","cvssData":{"version":"3.1","vectorString":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H","baseScore":9.8}}]},
        "weaknesses":[{"source":"a","type":"Primary","description":[{"lang":"en","value":"CWE-22"},{"lang":"en","value":"NVD-CWE-noinfo"}]}],
        "configurations":[{"nodes":[{"operator":"OR","negate":false,"cpeMatch":[
          {"vulnerable":true,"criteria":"cpe:2.3:a:igor_sysoev:nginx:*:*:*:*:*:*:*:*","versionEndExcluding":"1.2","matchCriteriaId":"0"}]}]}],
        "references":[{"url":"https://nginx.org/","source":"a","tags":["Patch"]}]}"#;

    #[test]
    fn reads_what_it_needs() {
        let entries = load(&feed(WHOLE), FeedLimits::default()).unwrap();
        let [entry] = entries.as_slice() else { panic!("{entries:?}") };
        assert_eq!((entry.id.as_str(), entry.description.as_str()), ("CVE-2020-1234", "A flaw."));
        assert!(entry.cvss_vector.contains("AV:N") && entry.cwe == ["CWE-22"]);
        let m = &entry.configurations[0].nodes[0].matches[0];
        assert_eq!((m.key.as_str(), m.range.to_string().as_str()), ("f5:nginx", "< 1.2"));
    }

    #[test]
    fn leaves_out_what_cannot_match() {
        for broken in [
            WHOLE.replace("Analyzed", "Rejected"),
            WHOLE.replace("CVE-2020-1234", "GHSA-1"),
            WHOLE.replace("cpe:2.3:a:", "cpe:2.3:h:"),
            WHOLE.replace("\"vulnerable\":true", "\"vulnerable\":false"),
            WHOLE.replace("cpe:2.3:a:", "nonsense:"),
        ] {
            assert_eq!(load(&feed(&broken), FeedLimits::default()).unwrap(), [], "{broken}");
        }
    }

    #[test]
    fn refuses_what_is_no_feed() {
        let small = FeedLimits { bytes: 100, ..FeedLimits::default() };
        let none = FeedLimits { entries: 0, ..FeedLimits::default() };
        assert!(load(&feed(WHOLE), small).is_err());
        assert!(load(&feed(WHOLE), none).is_err());
        for text in ["", "{}", "[]", r#"{"vulnerabilities":[{}]}"#, r#"{"vulnerabilities":[]} x"#] {
            assert!(load(text, FeedLimits::default()).is_err(), "{text}");
        }
        let few = FeedLimits { matches: 0, ..FeedLimits::default() };
        assert_eq!(load(&feed(WHOLE), few).unwrap(), []);
    }

    proptest! {
        #[test]
        fn never_panics(at in 0usize..1200, with in ".{0,4}") {
            let whole = feed(WHOLE);
            let at = at.min(whole.len());
            let text = format!("{}{with}{}", &whole[..at], &whole[at..]);
            let _ = load(&text, FeedLimits::default());
        }
    }
}
