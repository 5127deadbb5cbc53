//! Code that shows nothing, told to wait.
//!
//! Each way of waiting is written as its language alone has it: a name of a module, a method, a function of no database. What
//! keeps the processor busy is bounded by the clock.

use std::time::Duration;

use super::CODE;
use crate::conclude::Sighting;
use crate::data::delay::{self, Pace, seconds};
use crate::data::point;
use crate::probe::{Probe, ProbeError};

/// What came of it.
pub(super) enum Waited {
    Proven(Box<Sighting>),
    No,
    Unclear(String),
}

/// A busy wait of `{M}` milliseconds in JavaScript.
const BUSY: &str = "(function(){var e=Date.now()+{M};while(Date.now()<e);return '{T}'})()";

/// `{S}` are seconds, `{M}` milliseconds, `{U}` microseconds, `{V}` the present value, `{T}` a random word, `{J}` the busy wait.
const TEMPLATES: &[(&str, &str)] = &[
    ("Python", "__import__('time').sleep({S}) or '{T}'"),
    ("Python", "{T}'+str(__import__('time').sleep({S}))+'"),
    ("Python", "{T}\"+str(__import__('time').sleep({S}))+\""),
    ("PHP", "usleep({U});//{T}"),
    ("PHP", "{V};usleep({U});//{T}"),
    ("PHP", "{T}'.usleep({U}).'"),
    ("PHP", "{T}\".usleep({U}).\""),
    ("PHP", "{T}{${usleep({U})}}"),
    ("Ruby", "Kernel.sleep({S})&&'{T}'"),
    ("Ruby", "{T}'+Kernel.sleep({S}).to_s+'"),
    ("Ruby", "{T}#{Kernel.sleep({S})}"),
    ("JavaScript", "{J}"),
    ("JavaScript", "{T}'+{J}+'"),
    ("JavaScript", "{T}\"+{J}+\""),
];

/// Tries every way.
pub(super) async fn prove(probe: &Probe<'_>) -> Result<Waited, ProbeError> {
    let delay = match delay::pace(probe).await? {
        Pace::Delay(delay) => delay,
        Pace::Unclear(why) => return Ok(Waited::Unclear(why)),
    };
    for (language, template) in TEMPLATES {
        let wait = |units: u32, delay: Duration| fill(probe, template, units, delay);
        if let Some(delayed) = delay::decide(probe, &wait, delay).await? {
            let summary = format!("{} (a wait as {language} writes it)", delayed.summary);
            return Ok(Waited::Proven(Box::new(Sighting::confirmed(CODE, summary, delayed.web))));
        }
    }
    Ok(delay::lost(probe).map_or(Waited::No, Waited::Unclear))
}

fn fill(probe: &Probe<'_>, template: &str, units: u32, delay: Duration) -> String {
    let whole = delay * units;
    template
        .replace("{J}", BUSY)
        .replace("{S}", &seconds(units, delay))
        .replace("{M}", &whole.as_millis().to_string())
        .replace("{U}", &whole.as_micros().to_string())
        .replace("{T}", &probe.token())
        .replace("{V}", point::base(probe))
}
