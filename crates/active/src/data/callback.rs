//! Proofs by a target that calls back.

use std::time::Duration;

use model::evidence::WebEvidence;
use net::{CallbackListener, Hit};

use crate::data::compare::{Asked, Payload, ask};
use crate::probe::{Probe, ProbeError, shown};

/// How long a call may come after the answer that it belongs to. What is later, a look at the end finds.
const PATIENCE: Duration = Duration::from_millis(150);

/// A call that was proven.
pub(crate) struct Called {
    pub(crate) summary: String,
    pub(crate) web: WebEvidence,
    /// Whether what the listener answered stands in the answer of the target.
    pub(crate) read: bool,
    /// Whether it was run as PHP there.
    pub(crate) executed: bool,
}

/// Makes a payload out of an address of the listener.
pub(crate) type WithUrl<'a> = &'a (dyn Fn(&str) -> String + Send + Sync);

/// Whether the target fetches an address of the listener that one of `attacks` puts in, and not one that `control` puts in. Each
/// address is new.
pub(crate) async fn prove(
    probe: &Probe<'_>,
    listener: &CallbackListener,
    attacks: &[WithUrl<'_>],
    control: WithUrl<'_>,
) -> Result<Option<Called>, ProbeError> {
    let Some(attack) = first_hit(probe, listener, attacks).await? else { return Ok(None) };
    let Some((attacked, hit)) = call(probe, listener, attack).await? else { return Ok(None) };
    let token = probe.token();
    let controlled = ask(probe, &Payload::Text(control(&listener.url(&token)))).await?;
    let Some((second, _)) = call(probe, listener, attack).await? else { return Ok(None) };
    // Looked for last: a late call of the control counts too.
    if listener.wait(&token, PATIENCE).await.is_some() {
        return Ok(None);
    }
    Ok(Some(called(probe, listener, &attacked, &second, &controlled, &hit)))
}

/// The first attack that brings a call. All are sent before any is waited for.
async fn first_hit<'a>(
    probe: &Probe<'_>,
    listener: &CallbackListener,
    attacks: &[WithUrl<'a>],
) -> Result<Option<WithUrl<'a>>, ProbeError> {
    let mut tokens = Vec::new();
    for attack in attacks {
        let token = probe.token();
        ask(probe, &Payload::Text(attack(&listener.url(&token)))).await?;
        if listener.seen(&token).is_some() {
            return Ok(Some(*attack));
        }
        tokens.push((token, *attack));
    }
    if let Some((last, _)) = tokens.last() {
        listener.wait(last, PATIENCE).await;
    }
    Ok(tokens.into_iter().find(|(token, _)| listener.seen(token).is_some()).map(|(_, attack)| attack))
}

async fn call(
    probe: &Probe<'_>,
    listener: &CallbackListener,
    make: WithUrl<'_>,
) -> Result<Option<(Asked, Hit)>, ProbeError> {
    let token = probe.token();
    let asked = ask(probe, &Payload::Text(make(&listener.url(&token)))).await?;
    let hit = listener.wait(&token, PATIENCE).await;
    Ok(hit.map(|hit| (asked, hit)))
}

fn called(
    probe: &Probe<'_>,
    listener: &CallbackListener,
    attacked: &Asked,
    second: &Asked,
    controlled: &Asked,
    hit: &Hit,
) -> Called {
    let (marker, run) = (listener.marker(), listener.executed_marker());
    let holds = |asked: &Asked, text: &str| asked.exchange.response.text().contains(text);
    let both = |text: &str| holds(attacked, text) && holds(second, text) && !holds(controlled, text);
    let (read, executed) = (both(marker), both(run));
    let mut summary = format!(
        "{} asked \"{}\" of the scanner's listener, and again for another random address; the address of the control \
         request was not asked for",
        hit.from, hit.request_line
    );
    if read {
        summary.push_str(&format!("; the answer holds \"{marker}\", which only the listener's answer does"));
    }
    let shown_text = if executed { run } else { marker };
    let control = &controlled.exchange;
    let web = probe.evidence_at(&attacked.value, &attacked.exchange, shown_text).with(
        "control",
        &control.raw_request,
        shown(control),
    );
    Called { summary, web, read, executed }
}
