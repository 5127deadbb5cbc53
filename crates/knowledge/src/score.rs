//! CVSS vectors: the one place where a score comes from.

use std::str::FromStr;

use cvss::Cvss;
use model::Severity;

/// What a CVSS vector says about a weakness.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Score {
    /// Base score.
    pub severity: Severity,
    /// Whether availability is all that suffers. Such weaknesses do not fail a PCI scan.
    pub denial_of_service_only: bool,
}

/// Why a vector was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{vector}\" is not a CVSS vector")]
pub(crate) struct BadVector {
    /// The text, cut to 128 characters.
    pub vector: String,
}

/// Scores a vector of any CVSS version; the empty text is information (score 0).
///
/// # Errors
/// The text is not a CVSS vector.
pub(crate) fn score(vector: &str) -> Result<Score, BadVector> {
    if vector.is_empty() {
        return Ok(Score { severity: Severity::INFO, denial_of_service_only: false });
    }
    let parsed =
        Cvss::from_str(vector).map_err(|_| BadVector { vector: vector.chars().take(128).collect() })?;
    Ok(Score {
        severity: Severity::from_score(parsed.score()),
        denial_of_service_only: availability_alone(vector),
    })
}

/// The value of a metric in a vector's text: `metric("CVSS:3.1/AV:N/…", "AV")` is `N`.
pub(crate) fn metric<'a>(vector: &'a str, name: &str) -> Option<&'a str> {
    vector
        .split('/')
        .find_map(|part| part.split_once(':').filter(|(n, _)| *n == name).map(|(_, value)| value))
}

/// CVSS 4.0 names the impacts on the vulnerable system `VC`, `VI`, `VA` and those beyond it `SC`, `SI`.
fn availability_alone(vector: &str) -> bool {
    let hit = |name: &str| metric(vector, name).is_some_and(|value| value != "N");
    let data = ["C", "I", "VC", "VI", "SC", "SI"].into_iter().any(hit);
    let availability = ["A", "VA", "SA"].into_iter().any(hit);
    availability && !data
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(vector: &str, tenths: u8, dos: bool) {
        let expect = Score { severity: Severity::from_tenths(tenths), denial_of_service_only: dos };
        assert_eq!(score(vector), Ok(expect), "{vector}");
    }

    #[test]
    fn scores_every_version() {
        check("", 0, false);
        check("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", 98, false);
        check("CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H", 75, true);
        check("AV:N/AC:L/Au:N/C:P/I:P/A:P", 75, false);
        check("AV:N/AC:L/Au:N/C:N/I:N/A:P", 50, true);
        check("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N", 93, false);
        check("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:H/SC:N/SI:N/SA:N", 87, true);
        assert!(score("CVSS:3.1/AV:X").is_err() && score("nonsense").is_err());
    }
}
