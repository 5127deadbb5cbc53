//! Severity as a CVSS score in tenths, and the five bands that people speak of.

use serde::{Deserialize, Serialize};

/// A severity in tenths of a CVSS point, 0 to 100: exact, ordered, the same in both databases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Default)]
#[serde(transparent)]
pub struct Severity(u8);

impl Severity {
    /// No weakness, only information.
    pub const INFO: Self = Self(0);

    /// From tenths; values above 100 become 100.
    pub const fn from_tenths(tenths: u8) -> Self {
        Self(if tenths > 100 { 100 } else { tenths })
    }

    /// From a score of 0.0 to 10.0, rounded to a tenth and clamped.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0..=100 first")]
    pub fn from_score(score: f64) -> Self {
        Self((score * 10.0).round().clamp(0.0, 100.0) as u8)
    }

    /// In tenths of a point.
    pub const fn tenths(self) -> u8 {
        self.0
    }

    /// As a score of 0.0 to 10.0.
    pub fn score(self) -> f64 {
        f64::from(self.0) / 10.0
    }

    /// The band, by the CVSS v3 qualitative rating scale (specification section 5).
    pub const fn threat(self) -> Threat {
        match self.0 {
            90.. => Threat::Critical,
            70..=89 => Threat::High,
            40..=69 => Threat::Medium,
            1..=39 => Threat::Low,
            0 => Threat::Info,
        }
    }
}

impl std::fmt::Display for Severity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.0 / 10, self.0 % 10)
    }
}

crate::words! {
    /// The band of a severity, mildest first.
    Threat { Info = "info", Low = "low", Medium = "medium", High = "high", Critical = "critical" }
}

impl Threat {
    /// The lowest severity of the band.
    pub const fn floor(self) -> Severity {
        match self {
            Self::Info => Severity(0),
            Self::Low => Severity(1),
            Self::Medium => Severity(40),
            Self::High => Severity(70),
            Self::Critical => Severity(90),
        }
    }
}

/// How many findings fall into each band.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SeverityCounts {
    /// 9.0 to 10.0
    pub critical: u64,
    /// 7.0 to 8.9
    pub high: u64,
    /// 4.0 to 6.9
    pub medium: u64,
    /// 0.1 to 3.9
    pub low: u64,
    /// 0.0
    pub info: u64,
}

impl SeverityCounts {
    /// Counts one more finding.
    pub const fn add(&mut self, severity: Severity) {
        *self.slot(severity.threat()) += 1;
    }

    /// The counter of one band.
    pub const fn slot(&mut self, threat: Threat) -> &mut u64 {
        match threat {
            Threat::Critical => &mut self.critical,
            Threat::High => &mut self.high,
            Threat::Medium => &mut self.medium,
            Threat::Low => &mut self.low,
            Threat::Info => &mut self.info,
        }
    }

    /// All bands together.
    pub const fn total(&self) -> u64 {
        self.critical + self.high + self.medium + self.low + self.info
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_follow_the_cvss_scale() {
        for (score, threat) in [
            (0.0, "info"),
            (0.1, "low"),
            (3.9, "low"),
            (4.0, "medium"),
            (6.9, "medium"),
            (7.0, "high"),
            (9.0, "critical"),
            (12.0, "critical"),
        ] {
            assert_eq!(Severity::from_score(score).threat().as_str(), threat, "{score}");
        }
        assert_eq!(Severity::from_score(9.8).to_string(), "9.8");
    }
}
