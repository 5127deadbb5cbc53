//! LDAP injection: by error texts and by pages that follow a condition.
//!
//! A star that finds more is no proof: many searches know it. What counts is the structure of the filter: the same words and
//! brackets, of which only a directory can tell whether a condition is negated once or twice.

use std::sync::LazyLock;

use model::finding::Observation;
use model::profile::Payloads;
use regex::Regex;

use crate::Running;
use crate::conclude::Sighting;
use crate::data::compare::{self, Payload};
use crate::data::signatures::{Pattern, broken};
use crate::data::verdict::Verdict;
use crate::data::{moves, point, stats};
use crate::probe::{Probe, ProbeError, shown};

/// The words of this check.
pub(crate) const WORDS: &[&str] = &[LDAP];
const LDAP: &str = "ldap-injection";

static ERRORS: Pattern = LazyLock::new(|| {
    Regex::new(
        r"javax\.naming\.(?:directory\.)?\w*(?:Filter|Name|Naming)\w*Exception|LDAPException|com\.sun\.jndi\.ldap|Warning: ldap_\w+\(\)|ldap_search\(\): Search: Bad search filter|Bad search filter \(-7\)|LDAP(?:Invalid)?FilterError|LDAP_FILTER_ERROR|ldap\.FILTER_ERROR|ldap3\.core\.exceptions|The search filter (?:is invalid|cannot be recognized)|System\.DirectoryServices\.|Net::LDAP::(?:Filter|Error)|Unbalanced parenthesis in (?:LDAP )?filter|Error: unmatched parentheses",
    )
    .ok()
});

/// `{V}` is the present value, `{X}` a condition, `{T}` a random word. The last bracket is left to the statement, or what
/// follows becomes a filter of its own, which lenient readers drop: so a word asked for besides, a password, counts no more.
const TEMPLATES: &[(Payloads, &str)] = &[
    (Payloads::Light, "{V}){X}(objectClass=*"),
    (Payloads::Normal, "{V}*){X}(objectClass=*"),
    (Payloads::Normal, "{V}){X})(|(uid={T}"),
    (Payloads::Normal, "*){X}(objectClass=*"),
    (Payloads::Normal, "*){X})(|(uid={T}"),
    (Payloads::Thorough, "{V})){X}(objectClass=*"),
    (Payloads::Thorough, "*)){X}(|(uid={T}"),
];

/// The payload with a condition.
fn fill(probe: &Probe<'_>, template: &str, condition: &str) -> String {
    let text = template.replace("{X}", condition).replace("{T}", &probe.token());
    text.replace("{V}", point::base(probe))
}

/// Errors first, then conditions.
pub(crate) fn run<'a>(probe: &'a Probe<'a>) -> Running<'a> {
    Box::pin(async move {
        let mut verdict = Verdict::new(WORDS);
        let end = prove(probe).await.map(|observed| match observed {
            Some(observed) => verdict.proven(LDAP, observed),
            None => verdict.no(LDAP),
        });
        verdict.end(end)
    })
}

async fn prove(probe: &Probe<'_>) -> Result<Option<Observation>, ProbeError> {
    if let Some(broken) = broken(probe, &ERRORS, &[")(", "(", "\\"]).await? {
        let summary = format!(
            "A bracket makes the search filter unreadable: the server says \"{}\", twice in two tries, and not for a word in its \
             place",
            broken.text
        );
        let control = &broken.control.exchange;
        let web = probe.evidence_at(&broken.attack.value, &broken.attack.exchange, &broken.text).with(
            "control",
            &control.raw_request,
            shown(control),
        );
        return Ok(Some(probe.observe(Sighting::confirmed(LDAP, summary, web))));
    }
    for (_, template) in TEMPLATES.iter().filter(|(from, _)| *from <= probe.payloads) {
        let widens = !template.contains("{V}");
        // A star finds more than the value does.
        let reaches_more = widens || template.contains("{V}*");
        if widens && !point::may_widen(probe) || !moves::worth(probe, reaches_more).await? {
            continue;
        }
        let by_sign = |yes: bool| {
            // Not one of nothing, or not not: as long as each other, one sign apart.
            let sign = if yes { '|' } else { '!' };
            let condition = format!("(!({sign}(objectClass={})))", probe.token());
            Payload::Text(fill(probe, template, &condition))
        };
        let by_value = |yes: bool| {
            // Not a class that nothing has, or not any class: the same words and operators, in the same order.
            let word = probe.token();
            let classes =
                if yes { format!("(objectClass={word})") } else { format!("(objectClass=*)({word}=*)") };
            Payload::Text(fill(probe, template, &format!("(!(|{classes}))")))
        };
        let Some(decided) = compare::decide(probe, &by_sign).await? else { continue };
        // Signs mean something to a command interpreter too; what they mean together, to a directory alone.
        if compare::decide(probe, &by_value).await?.is_some() {
            let summary = format!(
                "The answers follow a condition put into the search filter: attack and control are made of the same signs, and \
                 only a directory tells which holds ({})",
                stats::chance(stats::PAGES)
            );
            return Ok(Some(probe.observe(Sighting::confirmed(LDAP, summary, decided.evidence(probe)))));
        }
    }
    Ok(None)
}
