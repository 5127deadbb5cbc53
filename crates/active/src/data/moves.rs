//! Whether a value has any influence on the answer that is not chance.
//!
//! Most values of most sites have none. Then a condition that is true of no more rows than the value itself can show nothing:
//! the checks that compare pages ask here first, and the answer is found out once for a point.

use model::definition::Effect;

use crate::data::compare::{Asked, Payload, ask};
use crate::data::page::{Divide, Features};
use crate::data::point;
use crate::probe::{Probe, ProbeError};

/// Whether the answers to other words, to quotes and to the value itself differ.
pub(crate) async fn moves(probe: &Probe<'_>) -> Result<bool, ProbeError> {
    probe.memo.moves.get_or_try_init(|| look(probe)).await.copied()
}

/// Whether a condition makes sense at the point. One that reaches more rows than the value does may show what the value does
/// not; of headers and cookies that is not believed.
pub(crate) async fn worth(probe: &Probe<'_>, reaches_more: bool) -> Result<bool, ProbeError> {
    Ok(reaches_more && !point::is_outside(probe) || moves(probe).await?)
}

async fn look(probe: &Probe<'_>) -> Result<bool, ProbeError> {
    let base = point::base(probe).to_owned();
    let features = |asked: Asked| Features::of(&asked.exchange);
    // What may change state is never sent twice alike: there any other value stands against the answer to the present one.
    if probe.request.effect() > Effect::Safe {
        let Some(baseline) = probe.baseline else { return Ok(true) };
        let other = ask(probe, &Payload::Text(format!("{base}{}", probe.token()))).await?;
        if Divide::learn(&[Features::of(baseline)], &[features(other)]).is_some() {
            return Ok(true);
        }
    }
    let changes = probe.request.effect() > Effect::Safe;
    let mut same = Vec::new();
    for _ in 0..2 {
        let value = if changes { format!("{base}{}", probe.token()) } else { base.clone() };
        same.push(features(ask(probe, &Payload::Text(value)).await?));
    }
    for other in [format!("{base}'"), format!("{base}\""), format!("{base})\\"), String::new()] {
        let word = |text: &str| Payload::Text(format!("{text}{}", probe.token()));
        let others = [features(ask(probe, &word(&other)).await?), features(ask(probe, &word(&other)).await?)];
        if Divide::learn(&same, &others).is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}
