//! Ends of support: which release lines of a product no longer get security fixes.

use std::collections::HashMap;

use serde::Deserialize;

use crate::version;

const FILE: &str = include_str!("../data/eol.toml");

/// One release line of a product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cycle {
    /// Leading part of the versions of the line: `7.4`.
    pub cycle: String,
    /// Last day of support by its maker, `YYYY-MM-DD`.
    pub end: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    product: Vec<ProductLines>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProductLines {
    key: String,
    /// Where the dates are from.
    #[serde(rename = "source")]
    _source: String,
    /// The line that every version below it is older than, with the day on which the newest of those ended.
    #[serde(default)]
    older_than: Option<[String; 2]>,
    /// Cycle → last day of support.
    ends: std::collections::BTreeMap<String, String>,
}

/// The table of ends of support.
#[derive(Debug, Clone)]
pub(crate) struct EndOfLife {
    lines: HashMap<String, (Vec<Cycle>, Option<Cycle>)>,
}

impl EndOfLife {
    /// Reads the compiled-in table.
    ///
    /// # Errors
    /// The file is not as it should be; a test reads it.
    pub(crate) fn load() -> Result<Self, toml::de::Error> {
        let File { product } = toml::from_str(FILE)?;
        let lines = product
            .into_iter()
            .map(|p| {
                let cycles = p.ends.into_iter().map(|(cycle, end)| Cycle { cycle, end }).collect();
                (p.key, (cycles, p.older_than.map(|[cycle, end]| Cycle { cycle, end })))
            })
            .collect();
        Ok(Self { lines })
    }

    /// The release line that a version belongs to and that ended before `today` (`YYYY-MM-DD`); `None` when the line
    /// is still supported or not known.
    pub(crate) fn ended(&self, key: &str, full_version: &str, today: &str) -> Option<Cycle> {
        let (cycles, older_than) = self.lines.get(key)?;
        let upstream = version::upstream(full_version);
        let line = cycles.iter().filter(|c| belongs(upstream, &c.cycle)).max_by_key(|c| c.cycle.len());
        let cycle = match line {
            Some(cycle) => cycle.clone(),
            None => {
                let first = older_than.as_ref()?;
                if !upstream.starts_with(|c: char| c.is_ascii_digit())
                    || version::compare(upstream, &first.cycle).is_ge()
                {
                    return None;
                }
                Cycle { cycle: format!("before {}", first.cycle), end: first.end.clone() }
            }
        };
        (cycle.end.as_str() < today).then_some(cycle)
    }
}

/// `7.4.33` belongs to `7.4`, `7.40` does not.
fn belongs(version: &str, cycle: &str) -> bool {
    version.strip_prefix(cycle).is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_ends_of_support() {
        let table = EndOfLife::load().unwrap();
        for (key, version, today, expect) in [
            ("php:php", "7.4.33", "2026-01-01", Some("7.4")),
            ("php:php", "7.4.33", "2022-11-28", None),
            ("php:php", "5.3.3", "2026-01-01", Some("before 5.6")),
            ("openssl:openssl", "1.0.2k-fips", "2026-01-01", Some("1.0.2")),
            ("openssl:openssl", "3.0.15", "2025-01-01", None),
            ("apache:http_server", "2.2.34", "2026-01-01", Some("2.2")),
            ("apache:http_server", "2.4.6", "2026-01-01", None),
            ("postgresql:postgresql", "9.6.24", "2026-01-01", Some("9.6")),
            ("oracle:mysql", "5.7.44-log", "2026-01-01", Some("5.7")),
            ("mariadb:mariadb", "5.5.5-10.3.39-MariaDB", "2026-01-01", Some("10.3")),
            ("openbsd:openssh", "1.0", "2026-01-01", None),
            ("php:php", "", "2026-01-01", None),
        ] {
            let found = table.ended(key, version, today).map(|c| c.cycle);
            assert_eq!(found.as_deref(), expect, "{key} {version} {today}");
        }
    }

    #[test]
    fn dates_are_dates() {
        for (key, (cycles, older)) in &EndOfLife::load().unwrap().lines {
            for c in cycles.iter().chain(older) {
                let ok = c.end.len() == 10
                    && c.end
                        .bytes()
                        .enumerate()
                        .all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() });
                assert!(ok, "{key} {}: {}", c.cycle, c.end);
            }
        }
    }
}
