//! The verdict of a PCI scan.
//!
//! Source: PCI Security Standards Council, *Approved Scanning Vendors Program Guide*, its rules on vulnerability
//! ranking and on compliance determination:
//!
//! 1. a weakness with a CVSS base score of 4.0 or higher fails the component, and one failed component fails the scan;
//! 2. a weakness that can only deny service does not fail the scan, whatever its score;
//! 3. some weaknesses fail irrespective of their score: SSL and early TLS, anonymous key exchange, default accounts,
//!    products without support, data stores open to the Internet, unrestricted zone transfers, backdoors;
//! 4. false positives that were shown to be such, and weaknesses covered by a compensating control that was reviewed,
//!    do not count; a risk that somebody merely accepted does.
//!
//! Which check falls under rule 3 is data: `pci = "fail"` in the definition files.

use model::Severity;
use model::run::Compliance;
use serde::Deserialize;

/// The lowest base score that fails a scan.
pub const FAILING_SCORE: Severity = Severity::from_tenths(40);

/// What a definition says about the verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PciRule {
    /// Fails whatever its score.
    Fail,
    /// Never fails.
    Pass,
    /// Fails from a base score of 4.0 unless it can only deny service.
    #[default]
    ByScore,
}

/// A reviewed decision on a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PciException {
    /// The weakness is not there.
    FalsePositive,
    /// Another control covers it.
    CompensatingControl,
    /// Accepted as it is: does not change the verdict.
    AcceptedRisk,
}

/// What the verdict needs to know of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PciFinding {
    /// Base score.
    pub severity: Severity,
    /// What its definition says.
    pub rule: PciRule,
    /// Whether availability is all that suffers.
    pub denial_of_service_only: bool,
    /// A reviewed decision that is in force.
    pub exception: Option<PciException>,
}

/// What one finding does to the verdict, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Assessment {
    /// Whether it passes.
    pub compliance: Compliance,
    /// Why, for the report.
    pub reason: &'static str,
}

/// Assesses one finding.
pub fn assess(finding: PciFinding) -> Assessment {
    let PciFinding { severity, rule, denial_of_service_only, exception } = finding;
    let (compliance, reason) = match (exception, rule) {
        (Some(PciException::FalsePositive), _) => (Compliance::Pass, "shown to be a false positive"),
        (Some(PciException::CompensatingControl), _) => {
            (Compliance::Pass, "covered by a compensating control")
        }
        (_, PciRule::Fail) => (Compliance::Fail, "fails irrespective of its score"),
        (_, PciRule::Pass) => (Compliance::Pass, "does not count by the program guide"),
        (_, PciRule::ByScore) if severity < FAILING_SCORE => (Compliance::Pass, "CVSS base score below 4.0"),
        (_, PciRule::ByScore) if denial_of_service_only => (Compliance::Pass, "can only deny service"),
        (_, PciRule::ByScore) => (Compliance::Fail, "CVSS base score of 4.0 or higher"),
    };
    Assessment { compliance, reason }
}

/// The verdict over all open findings of a run: one failing finding fails it.
pub fn verdict(findings: impl IntoIterator<Item = PciFinding>) -> Compliance {
    if findings.into_iter().any(|f| assess(f).compliance == Compliance::Fail) {
        Compliance::Fail
    } else {
        Compliance::Pass
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use PciException::{AcceptedRisk, CompensatingControl, FalsePositive};
    use PciRule::{ByScore, Fail, Pass};

    #[test]
    fn follows_the_program_guide() {
        let (pass, fail) = (Compliance::Pass, Compliance::Fail);
        for (tenths, rule, dos, exception, expect) in [
            (0, ByScore, false, None, pass),
            (39, ByScore, false, None, pass),
            (40, ByScore, false, None, fail),
            (98, ByScore, false, None, fail),
            (75, ByScore, true, None, pass),
            (75, Fail, true, None, fail),
            (0, Fail, false, None, fail),
            (98, Pass, false, None, pass),
            (98, ByScore, false, Some(FalsePositive), pass),
            (98, Fail, false, Some(CompensatingControl), pass),
            (98, ByScore, false, Some(AcceptedRisk), fail),
            (20, ByScore, false, Some(AcceptedRisk), pass),
        ] {
            let severity = Severity::from_tenths(tenths);
            let finding = PciFinding { severity, rule, denial_of_service_only: dos, exception };
            assert_eq!(assess(finding).compliance, expect, "{finding:?}");
        }
    }

    #[test]
    fn one_failing_finding_fails_the_run() {
        let finding = |tenths| PciFinding {
            severity: Severity::from_tenths(tenths),
            rule: ByScore,
            denial_of_service_only: false,
            exception: None,
        };
        assert_eq!(verdict([]), Compliance::Pass);
        assert_eq!(verdict([finding(10), finding(39)]), Compliance::Pass);
        assert_eq!(verdict([finding(10), finding(50), finding(0)]), Compliance::Fail);
    }
}
