//! Scripting by values that come back in the same answer.

use crawl::{Exchange, Place};
use model::definition::Effect;
use model::evidence::WebEvidence;
use model::finding::Observation;
use model::profile::Payloads;
use model::severity::Severity;

use crate::Check;
use crate::answer::shown_around;
use crate::conclude::{Sighting, conclude};
use crate::markup::context::{Context, contexts, find};
use crate::markup::css;
use crate::markup::medium::{Medium, final_medium, medium, policy_blocks_inline};
use crate::markup::payload;
use crate::markup::proof::{Proof, prove, prove_xml};
use crate::probe::{Probe, ProbeError};
use crate::tries::Tries;

const WORDS: &[&str] = &["xss-reflected", "html-injection", "css-injection"];

/// Scripting by reflection.
pub(crate) const CHECK: Check = Check {
    name: "xss-reflected",
    words: WORDS,
    effect: Effect::Safe,
    from: Payloads::Light,
    applies: |_| true,
    run: |probe| {
        Box::pin(async move {
            let mut observed = Vec::new();
            let end = attack(probe, &mut observed).await;
            conclude(WORDS, observed, end)
        })
    },
};

/// A value that came back.
struct Reflection {
    token: String,
    exchange: Exchange,
    /// What must stand before the payload for the value to come back.
    prefix: String,
    medium: Medium,
}

/// The harmless value that comes back, if one does in an answer that a browser renders.
async fn reflection(probe: &Probe<'_>, tries: &mut Tries) -> Result<Option<Reflection>, ProbeError> {
    let original = &probe.point.value;
    let mut prefixes = vec![String::new()];
    if !original.is_empty() && probe.payloads > Payloads::Light && probe.point.place != Place::PathSegment {
        prefixes.push(original.clone());
    }
    for prefix in prefixes {
        let token = probe.token();
        let Some(exchange) = tries.send(probe, &format!("{prefix}{token}")).await? else { continue };
        let medium = medium(&exchange);
        let back = find(&exchange.response.text(), &token).is_some();
        if back && medium != Medium::Inert {
            return Ok(Some(Reflection { token, exchange, prefix, medium }));
        }
    }
    Ok(None)
}

async fn attack(probe: &Probe<'_>, observed: &mut Vec<Observation>) -> Result<(), ProbeError> {
    let mut tries = Tries::of(probe.payloads, 8, 30, 70);
    let Some(reflection) = reflection(probe, &mut tries).await? else { return Ok(()) };
    if reflection.medium == Medium::Xml {
        return attack_xml(probe, &reflection, &mut tries, observed).await;
    }
    let found = contexts(&reflection.exchange.response.body, &reflection.token);
    let survivors = survivors(probe, &reflection, &mut tries).await?;
    let ways = Ways { reflection: &reflection, found: &found, survivors };
    if !ways.try_all(probe, &mut tries, observed).await? {
        css::attack(probe, &found, &reflection.prefix, &mut tries, observed).await?;
    }
    Ok(())
}

/// The contexts of a value that comes back, and what is known about its filter.
struct Ways<'a> {
    reflection: &'a Reflection,
    found: &'a [Context],
    survivors: Option<String>,
}

impl Ways<'_> {
    /// Tries the payloads of each context; whether one of them ran. Markup that does not run is reported if none did.
    async fn try_all(
        &self,
        probe: &Probe<'_>,
        tries: &mut Tries,
        observed: &mut Vec<Observation>,
    ) -> Result<bool, ProbeError> {
        let mut markup: Option<Observation> = None;
        for context in self.found {
            let t = probe.token();
            // A short token for values that are cut.
            let short = t.get(..4).unwrap_or(&t).to_owned();
            let chosen = chosen(context, &t, self.survivors.as_deref(), probe.payloads);
            let brief = payload::brief(context, &short).map(|value| (value, &short));
            for (value, token) in chosen.into_iter().map(|value| (value, &t)).chain(brief) {
                let value = format!("{}{value}", self.reflection.prefix);
                let Some(answer) = tries.send(probe, &value).await? else { continue };
                let Some(proof) = proven(&answer, token, is_lenient(self.found)) else { continue };
                let mut seen = sighting(probe, &proof, &value, &answer, token, self.reflection);
                seen.place = probe.place_of(&value, |e| proven(e, token, true).is_some()).await;
                if proof.runs() {
                    observed.push(seen);
                    return Ok(true);
                }
                markup = markup.or(Some(seen));
            }
            if tries.is_over() {
                break;
            }
        }
        observed.extend(markup);
        Ok(false)
    }
}

/// Whether a script of the page did not look whole before anything was put in.
fn is_lenient(found: &[Context]) -> bool {
    found.iter().any(|c| matches!(c, Context::Script(s) | Context::Handler(_, s) if s.unsound))
}

/// What `answer` proves.
pub(crate) fn proven(answer: &Exchange, token: &str, lenient: bool) -> Option<Proof> {
    match final_medium(answer) {
        Medium::Html => prove(&answer.response.body, token, lenient),
        Medium::Xml => prove_xml(&answer.response.body, token),
        Medium::Inert | Medium::Sniffed => None,
    }
}

/// Characters of the second probe that came back as they were; `None` if nothing came back.
async fn survivors(
    probe: &Probe<'_>,
    reflection: &Reflection,
    tries: &mut Tries,
) -> Result<Option<String>, ProbeError> {
    let (head, tail) = (probe.token(), probe.token());
    let tail = tail.get(..4).unwrap_or_default();
    let value = format!("{}{head}'\"<>`()=;/ \\{tail}", reflection.prefix);
    let Some(answer) = tries.send(probe, &value).await? else { return Ok(None) };
    let text = answer.response.text();
    let lower = text.to_ascii_lowercase();
    let mut out = String::new();
    let mut seen = false;
    for (at, _) in lower.match_indices(&head).take(20) {
        seen = true;
        let rest = lower.get(at + head.len()..).unwrap_or_default();
        let end = rest.find(tail).unwrap_or(rest.len()).min(120);
        out.extend(rest.chars().take(end).filter(|c| !c.is_alphanumeric()));
    }
    Ok(seen.then_some(out))
}

/// The payloads worth sending in a context, given which characters come back.
fn chosen(context: &Context, token: &str, survivors: Option<&str>, payloads: Payloads) -> Vec<String> {
    let all = payload::payloads(context, token);
    let (plain, encoded) = match payloads {
        Payloads::Light => (3, 0),
        Payloads::Normal => (9, 2),
        Payloads::Thorough => (20, 5),
    };
    let passes = |c: char| survivors.is_none_or(|s| s.contains(c));
    let plain = if all.needs.is_none_or(passes) { plain } else { 0 };
    all.plain.into_iter().take(plain).chain(all.encoded.into_iter().take(encoded)).collect()
}

async fn attack_xml(
    probe: &Probe<'_>,
    reflection: &Reflection,
    tries: &mut Tries,
    observed: &mut Vec<Observation>,
) -> Result<(), ProbeError> {
    let t = probe.token();
    for value in payload::xml(&t) {
        let Some(answer) = tries.send(probe, &value).await? else { continue };
        if let Some(proof) = proven(&answer, &t, false) {
            observed.push(sighting(probe, &proof, &value, &answer, &t, reflection));
            return Ok(());
        }
    }
    Ok(())
}

fn sighting(
    probe: &Probe<'_>,
    proof: &Proof,
    value: &str,
    answer: &Exchange,
    token: &str,
    reflection: &Reflection,
) -> Observation {
    let web = probe.evidence_at(value, answer, token);
    let web = with_control(web, reflection);
    let name = format!("the value of {} \"{}\"", probe.point.place, probe.point.name);
    let described = proof.describe();
    if !proof.runs() {
        let summary = format!("{name} comes back as {described}, which leads to another server");
        return probe.observe(Sighting::confirmed("html-injection", summary, web));
    }
    let blocked = policy_blocks_inline(&answer.response);
    let far = matches!(probe.point.place, Place::Header | Place::Cookie);
    let mut summary = format!("{name} comes back as {described} and would run in the browser");
    if blocked {
        summary.push_str("; the content security policy of the page holds inline scripts back");
    }
    let sure = !blocked && !far;
    let sighting = if sure {
        Sighting::confirmed("xss-reflected", summary, web)
    } else {
        Sighting::likely("xss-reflected", summary, web)
    };
    // Other sites cannot make a browser send these, so a cache or another weakness has to help.
    probe.observe(sighting.severity(far.then(|| Severity::from_tenths(31))))
}

fn with_control(web: WebEvidence, reflection: &Reflection) -> WebEvidence {
    let shown = shown_around(&reflection.exchange, &reflection.token);
    web.with("control", &reflection.exchange.raw_request, shown)
}
