//! Payloads that make the server wait, decided by time.
//!
//! Delays are asked for in multiples of a unit that is well above what the answers waver by. A payload that waits one or two
//! units and one that waits none alternate at random; each answer must be on its side of a border fixed before. The error
//! rate is that of [`stats`].

use std::sync::atomic::Ordering;
use std::time::Duration;

use crawl::Exchange;
use model::definition::Effect;
use model::evidence::WebEvidence;

use crate::data::{point, stats};
use crate::probe::{Probe, ProbeError, shown};

/// The share of a delay that must be seen: clocks and rounding may take the rest.
const SEEN: f64 = 0.9;
/// The part of a delay that is tried first where answers come at once, and the shortest that it may be.
const QUICK: u32 = 4;
const SHORTEST: Duration = Duration::from_millis(50);
/// How often a payload without a delay may take as long as one before the checks of the point give up.
const SLOW_ANYWAY: u32 = 4;
/// The most units that a delay is stretched to where answers waver.
const MOST_STRETCH: u32 = 4;

/// How long a delay lasts here, or why none can be told.
pub(crate) enum Pace {
    Delay(Duration),
    Unclear(String),
}

/// A delay that was proven.
pub(crate) struct Delayed {
    pub(crate) summary: String,
    pub(crate) web: WebEvidence,
}

/// What waits `units` times the delay; 0 does not wait.
pub(crate) type Wait<'a> = &'a (dyn Fn(u32, Duration) -> String + Send + Sync);

/// The unit for this point: the probe's, or more of them if answers without any delay take long.
pub(crate) async fn pace(probe: &Probe<'_>) -> Result<Pace, ProbeError> {
    let slowest = *probe.memo.slowest.get_or_try_init(|| slowest(probe)).await?;
    let unit = probe.time_unit;
    let stretch = (1..=MOST_STRETCH).find(|n| slowest * 2 < unit * *n);
    Ok(match stretch {
        Some(n) => Pace::Delay(unit * n),
        None => Pace::Unclear(format!("answers take up to {} ms without any delay", slowest.as_millis())),
    })
}

/// The slowest of three answers without any delay.
async fn slowest(probe: &Probe<'_>) -> Result<Duration, ProbeError> {
    let mut slowest = Duration::ZERO;
    for _ in 0..3 {
        let base = point::base(probe);
        let changes = probe.request.effect() > Effect::Safe;
        let value = if changes { format!("{base}{}", probe.token()) } else { base.to_owned() };
        slowest = slowest.max(probe.send_timed(&value).await?.1);
    }
    Ok(slowest)
}

/// Why no delay can be told from what payloads take anyway, if that turned out.
pub(crate) fn lost(probe: &Probe<'_>) -> Option<String> {
    let times = probe.memo.slow_anyway.load(Ordering::Relaxed);
    (times >= SLOW_ANYWAY)
        .then(|| format!("payloads that ask for no delay took as long as one, {times} times"))
}

/// A part of the delay that is enough where answers come at once.
fn quick(probe: &Probe<'_>, delay: Duration) -> Option<Duration> {
    let slowest = *probe.memo.slowest.get()?;
    let quick = delay / QUICK;
    (quick >= SHORTEST && slowest * 4 < quick).then_some(quick)
}

/// Whether the server waits as long as `wait` says.
pub(crate) async fn decide(
    probe: &Probe<'_>,
    wait: Wait<'_>,
    delay: Duration,
) -> Result<Option<Delayed>, ProbeError> {
    // A first look that counts for nothing: most payloads end here.
    if lost(probe).is_some() || probe.send_timed(&wait(1, delay)).await?.1 < delay.mul_f64(SEEN) {
        return Ok(None);
    }
    // The same words without a delay: some take long over any text of that length.
    if probe.send_timed(&wait(0, delay)).await?.1 >= delay.mul_f64(SEEN) {
        probe.memo.slow_anyway.fetch_add(1, Ordering::Relaxed);
        return Ok(None);
    }
    // A single slow answer ends a try, and some know whole seconds only: then tries with longer delays.
    for delay in quick(probe, delay).into_iter().chain([delay, delay * 2]) {
        if let Some(delayed) = trial(probe, wait, delay).await? {
            return Ok(Some(delayed));
        }
        // Without a delay that is seen again there is nothing to try.
        let longest = delay.max(probe.time_unit);
        if probe.send_timed(&wait(2, longest)).await?.1 < (longest * 2).mul_f64(SEEN) {
            return Ok(None);
        }
    }
    Ok(None)
}

async fn trial(probe: &Probe<'_>, wait: Wait<'_>, delay: Duration) -> Result<Option<Delayed>, ProbeError> {
    let mut slow: Option<(String, Exchange, Duration)> = None;
    let mut fast: Option<(Exchange, Duration)> = None;
    for waits in stats::order(probe.client.env(), stats::TIMES) {
        let units = if waits { 1 + u32::try_from(probe.client.env().below(2)).unwrap_or(0) } else { 0 };
        let value = wait(units, delay);
        let (exchange, took) = probe.send_timed(&value).await?;
        let right = if waits { took >= (delay * units).mul_f64(SEEN) } else { took < delay.mul_f64(SEEN) };
        if !right {
            return Ok(None);
        }
        if waits && slow.as_ref().is_none_or(|(_, _, least)| took < *least) {
            slow = Some((value, exchange, took));
        } else if !waits && fast.as_ref().is_none_or(|(_, most)| took > *most) {
            fast = Some((exchange, took));
        }
    }
    let (Some((value, slow, least)), Some((fast, most))) = (slow, fast) else { return Ok(None) };
    let summary = format!(
        "The server waits as long as the payload says: with delays of one and two times {} ms no answer took less than its \
         delay (shortest {} ms), without delay none took more than {} ms ({})",
        delay.as_millis(),
        least.as_millis(),
        most.as_millis(),
        stats::chance(stats::TIMES)
    );
    let web = probe.evidence(&value, &slow).with("control", &fast.raw_request, shown(&fast));
    Ok(Some(Delayed { summary, web }))
}

/// Seconds as a decimal number without needless digits: `1`, `0.05`.
pub(crate) fn seconds(units: u32, delay: Duration) -> String {
    let text = format!("{:.3}", (delay * units).as_secs_f64());
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_seconds() {
        let unit = Duration::from_millis(50);
        assert_eq!([0, 1, 2, 20].map(|n| seconds(n, unit)), ["0", "0.05", "0.1", "1"]);
    }
}
