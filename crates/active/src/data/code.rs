//! Code put into the application's own: what it evaluates in PHP, Perl, Python, Ruby or JavaScript.
//!
//! The proof is a product between two words, joined to them as the language joins texts. An application that works out sums
//! is none: the words around the product make it code. Expressions within texts (`${}`, `#{}`) are left to the check of
//! templates, which know them too. Where a sign joins texts in SQL too (`+` in that of Microsoft), the product goes through a
//! method, which no SQL knows. Where nothing shows, the code is told to wait.

mod wait;

use model::profile::Payloads;

use crate::Running;
use crate::conclude::Sighting;
use crate::data::compare::{Payload, ask};
use crate::data::point;
use crate::data::product::Product;
use crate::data::verdict::Verdict;
use crate::probe::{Probe, ProbeError};

/// The words of this check.
pub(crate) const WORDS: &[&str] = &[CODE];
const CODE: &str = "code-injection";

/// `{L}` and `{R}` are the words, `{A}` and `{B}` the numbers, `{V}` the present value.
const TEMPLATES: &[(Payloads, &str, &str)] = &[
    (Payloads::Light, "PHP or Perl", "{L}'.({A}*{B}).'{R}"),
    (Payloads::Light, "PHP or Perl", "'{L}'.({A}*{B}).'{R}'"),
    (Payloads::Light, "JavaScript", "{L}'+({A}*{B}).toString()+'{R}"),
    (Payloads::Light, "JavaScript", "'{L}'+({A}*{B}).toString()+'{R}'"),
    (Payloads::Light, "Python", "'{L}'+str({A}*{B}).upper()+'{R}'"),
    (Payloads::Light, "PHP", "{V};print('{L}'.({A}*{B}).'{R}');//"),
    (Payloads::Normal, "PHP or Perl", "{L}\".({A}*{B}).\"{R}"),
    (Payloads::Normal, "JavaScript", "{L}\"+({A}*{B}).toString()+\"{R}"),
    (Payloads::Normal, "Python", "{L}'+str({A}*{B}).upper()+'{R}"),
    (Payloads::Normal, "Python", "{L}\"+str({A}*{B}).upper()+\"{R}"),
    (Payloads::Normal, "Ruby", "{L}'+({A}*{B}).to_s+'{R}"),
    (Payloads::Normal, "Ruby", "'{L}'+({A}*{B}).to_s+'{R}'"),
    (Payloads::Normal, "PHP", "{V}';print('{L}'.({A}*{B}).'{R}');//"),
    (Payloads::Normal, "PHP", "{V}\";print('{L}'.({A}*{B}).'{R}');//"),
    (Payloads::Normal, "PHP", "{${print('{L}'.({A}*{B}).'{R}')}}"),
    (Payloads::Normal, "PHP", "print('{L}'.({A}*{B}).'{R}');"),
    (Payloads::Thorough, "PHP", "{V}');print('{L}'.({A}*{B}).'{R}');//"),
    (Payloads::Thorough, "PHP", "{V});print('{L}'.({A}*{B}).'{R}');//"),
    (Payloads::Thorough, "PHP", "<?php print('{L}'.({A}*{B}).'{R}');?>"),
    (Payloads::Thorough, "Python", "print('{L}'+str({A}*{B}).upper()+'{R}')"),
    (Payloads::Thorough, "Perl", "{V}\";print('{L}'.({A}*{B}).'{R}');#"),
    (Payloads::Thorough, "Perl", "{V};print('{L}'.({A}*{B}).'{R}');#"),
    (Payloads::Thorough, "Ruby", "{L}\"+({A}*{B}).to_s+\"{R}"),
    (Payloads::Thorough, "JavaScript", "{L}`+({A}*{B}).toString()+`{R}"),
];

/// Every template that the number of payloads allows.
pub(crate) fn run<'a>(probe: &'a Probe<'a>) -> Running<'a> {
    Box::pin(async move {
        let mut verdict = Verdict::new(WORDS);
        let end = attempts(probe, &mut verdict).await;
        verdict.end(end)
    })
}

async fn attempts(probe: &Probe<'_>, verdict: &mut Verdict) -> Result<(), ProbeError> {
    if let Some(sighting) = by_result(probe).await? {
        verdict.proven(CODE, probe.observe(sighting));
        return Ok(());
    }
    if probe.payloads < Payloads::Normal || point::is_outside(probe) {
        verdict.no(CODE);
        return Ok(());
    }
    match wait::prove(probe).await? {
        wait::Waited::Proven(sighting) => verdict.proven(CODE, probe.observe(*sighting)),
        wait::Waited::No => verdict.no(CODE),
        wait::Waited::Unclear(why) => verdict.unclear(CODE, why),
    }
    Ok(())
}

/// By a product in the answer. Also what tells code from the condition of a query that is written in a programming language.
pub(crate) async fn by_result(probe: &Probe<'_>) -> Result<Option<Sighting>, ProbeError> {
    for (_, language, template) in TEMPLATES.iter().filter(|(from, _, _)| *from <= probe.payloads) {
        if let Some(sighting) = attempt(probe, language, template).await? {
            return Ok(Some(sighting));
        }
    }
    Ok(None)
}

fn fill(probe: &Probe<'_>, template: &str, product: &Product) -> Payload {
    let text = template
        .replace("{A}", &product.a.to_string())
        .replace("{B}", &product.b.to_string())
        .replace("{L}", &product.left)
        .replace("{R}", &product.right)
        .replace("{V}", point::base(probe));
    Payload::Text(text)
}

async fn attempt(probe: &Probe<'_>, language: &str, template: &str) -> Result<Option<Sighting>, ProbeError> {
    let product = Product::new(probe);
    let attack = ask(probe, &fill(probe, template, &product)).await?;
    if !attack.exchange.response.text().contains(&product.text()) {
        return Ok(None);
    }
    // Without the brackets of the product the code cannot be read; and once more with other numbers.
    let (wrong, again) = (Product::new(probe), Product::new(probe));
    let broken = template.replace("{A}*{B}", "{A}*{B}((");
    let control = ask(probe, &fill(probe, &broken, &wrong)).await?;
    let second = ask(probe, &fill(probe, template, &again)).await?;
    let repeats = second.exchange.response.text().contains(&again.text());
    if control.exchange.response.text().contains(&wrong.text()) || !repeats {
        return Ok(None);
    }
    let result = product.text();
    let summary = format!(
        "The application evaluates the value as {language}: the answer holds \"{result}\", which stands nowhere in the \
         request, twice in two tries with other numbers; with unreadable code it does not"
    );
    Ok(Some(Sighting::confirmed(CODE, summary, product.evidence(probe, &attack, &control, &result))))
}
