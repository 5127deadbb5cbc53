//! Style rules of one's own by values that come back in a style sheet of the page.

use model::finding::Observation;

use crate::conclude::Sighting;
use crate::markup::context::Context;
use crate::markup::html::{Holder, Node, read};
use crate::markup::medium::{Medium, final_medium};
use crate::markup::proof::own_host;
use crate::probe::{Probe, ProbeError};
use crate::tries::Tries;

/// Tries to add a declaration that loads something from another server.
pub(crate) async fn attack(
    probe: &Probe<'_>,
    found: &[Context],
    prefix: &str,
    tries: &mut Tries,
    observed: &mut Vec<Observation>,
) -> Result<(), ProbeError> {
    let in_style = |c: &&Context| matches!(c, Context::Style(_) | Context::Raw("style"));
    for context in found.iter().filter(in_style) {
        let t = probe.token();
        let load = format!("background:url(//{}/)", own_host(&t));
        let value = match context {
            Context::Style(_) => format!("{prefix}red;{load};x:"),
            _ => format!("{prefix}red}}*{{{load}}}x{{y:"),
        };
        let Some(answer) = tries.send(probe, &value).await? else { continue };
        if final_medium(&answer) == Medium::Html && is_declared(&answer.response.body, &load) {
            let web = probe.evidence_at(&value, &answer, &t);
            let summary = format!(
                "the value of {} \"{}\" adds a declaration to the style of the page that loads from another server",
                probe.point.place, probe.point.name
            );
            observed.push(probe.observe(Sighting::confirmed("css-injection", summary, web)));
            return Ok(());
        }
    }
    Ok(())
}

/// Whether `declaration` stands in a style of the page where a declaration may begin, outside strings and comments.
fn is_declared(html: &[u8], declaration: &str) -> bool {
    let holds = |css: &str| {
        css.match_indices(declaration).any(|(at, _)| {
            let before = css.get(..at).unwrap_or_default();
            let even = |q: char| before.matches(q).count() % 2 == 0;
            let commented =
                before.rfind("/*").is_some_and(|open| !before.get(open..).unwrap_or_default().contains("*/"));
            before.trim_end().ends_with([';', '{']) && even('"') && even('\'') && !commented
        })
    };
    read(html).iter().any(|placed| match &placed.node {
        Node::Text { text, holder: Holder::Raw("style") } => holds(text),
        Node::Start { attributes, .. } => attributes.iter().any(|a| a.name == "style" && holds(&a.value)),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_declarations_from_text() {
        let d = "background:url(//t.example/)";
        for (html, expect) in [
            (format!("<p style='color:red;{d};x:'>"), true),
            (format!("<style>a{{color:red}}*{{{d}}}</style>"), true),
            (format!("<style>a{{content:\"red;{d}\"}}</style>"), false),
            (format!("<p style='color:{d}'>"), false),
            (format!("<p>color:red;{d}</p>"), false),
            (format!("<style>/* x;{d} */</style>"), false),
        ] {
            assert_eq!(is_declared(html.as_bytes(), d), expect, "{html}");
        }
    }
}
