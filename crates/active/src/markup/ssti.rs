//! Templates that evaluate what a request brings: on the server, or in the browser.

use crawl::Exchange;
use model::definition::Effect;
use model::finding::Observation;
use model::profile::Payloads;

use crate::Check;
use crate::answer::shown_around;
use crate::conclude::{Sighting, conclude};
use crate::markup::html::{Holder, Node, read};
use crate::markup::medium::{Medium, final_medium};
use crate::probe::{Probe, ProbeError};
use crate::tries::Tries;

const WORDS: &[&str] = &["ssti", "client-template-injection"];

/// Template injection.
pub(crate) const CHECK: Check = Check {
    name: "ssti",
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

/// A sum in the language of some engines. `A` and `B` stand for the operands.
struct Form {
    text: &'static str,
    result: fn(u64, u64) -> String,
}

fn product(a: u64, b: u64) -> String {
    (a * b).to_string()
}

fn twice(a: u64, _: u64) -> String {
    format!("{a}{a}")
}

/// Commonest first: Jinja, Twig, Nunjucks, Tornado, Vue on the server; expression languages of Java, FreeMarker, Mako; the
/// first within an expression; ERB, EJS; Pug, Ruby; Smarty, Latte; Razor; Thymeleaf; Velocity; Struts; Liquid; Django; Go;
/// Handlebars; doT.
const FORMS: &[Form] = &[
    Form { text: "{{A*B}}", result: product },
    Form { text: "${A*B}", result: product },
    Form { text: "}}{{A*B}}", result: product },
    Form { text: "<%= A*B %>", result: product },
    Form { text: "#{A*B}", result: product },
    Form { text: "{A*B}", result: product },
    Form { text: "@(A*B)", result: product },
    Form { text: "[[${A*B}]]", result: product },
    Form { text: "*{A*B}", result: product },
    Form { text: "#set($x=A*B)${x}", result: product },
    Form { text: "%{A*B}", result: product },
    Form { text: "{%print(A*B)%}", result: product },
    Form { text: "{{A|times:B}}", result: product },
    Form { text: "{{A|add:B}}", result: |a, b| (a + b).to_string() },
    Form { text: "{{printf \"%d%d\" A A}}", result: twice },
    Form { text: "{{#with \"A\" as |x|}}{{x}}{{x}}{{/with}}", result: twice },
    Form { text: "{{=A*B}}", result: product },
    Form { text: "__${A*B}__::x", result: product },
];
/// How many forms are tried at a point whose value does not come back.
const BLIND: usize = 3;

/// Two operands whose product no page holds by chance.
fn operands(probe: &Probe<'_>) -> (u64, u64) {
    let env = probe.client.env();
    (1_000 + env.below(9_000), 1_000 + env.below(9_000))
}

/// The value and what a page holds if it was evaluated.
fn fill(form: &Form, a: u64, b: u64, t: &str) -> (String, String) {
    let text = form.text.replace('A', &a.to_string()).replace('B', &b.to_string());
    (format!("{t}{text}"), (form.result)(a, b))
}

async fn attack(probe: &Probe<'_>, observed: &mut Vec<Observation>) -> Result<(), ProbeError> {
    let mut tries = Tries::of(probe.payloads, 4, 15, 26);
    let mut comes_back = false;
    let original = probe.point.value.clone();
    for (i, form) in FORMS.iter().enumerate() {
        if !comes_back && i >= if probe.payloads == Payloads::Thorough { 4 } else { BLIND } {
            return Ok(());
        }
        let ((a, b), t) = (operands(probe), probe.token());
        let start = if form.text.starts_with("}}") && !original.is_empty() { &original } else { &t };
        let (value, result) = fill(form, a, b, start);
        let Some(answer) = tries.send(probe, &value).await? else {
            if tries.is_over() {
                return Ok(());
            }
            continue;
        };
        let text = answer.response.text();
        comes_back |= text.contains(&t);
        if holds(&text, &result)
            && confirmed(probe, form, &value, &result, &answer, &mut tries, observed).await?
        {
            return Ok(());
        }
        if i == 0 {
            in_browser(probe, &value, &answer, &t, observed);
        }
    }
    Ok(())
}

/// Whether a text holds a number, grouped by thousands or not.
fn holds(text: &str, number: &str) -> bool {
    if text.contains(number) {
        return true;
    }
    let grouped = |separator: &str| {
        let mut out = String::new();
        for (i, digit) in number.chars().enumerate() {
            if i > 0 && (number.len() - i).is_multiple_of(3) {
                out.push_str(separator);
            }
            out.push(digit);
        }
        out
    };
    [",", ".", "\u{a0}", "\u{202f}", "&nbsp;", "'", "’"].iter().any(|s| text.contains(&grouped(s)))
}

/// Asks again with other operands: the answer must hold their result and no longer the first.
async fn confirmed(
    probe: &Probe<'_>,
    form: &Form,
    value: &str,
    result: &str,
    answer: &Exchange,
    tries: &mut Tries,
    observed: &mut Vec<Observation>,
) -> Result<bool, ProbeError> {
    let ((a, b), t) = (operands(probe), probe.token());
    let original = &probe.point.value;
    let start = if form.text.starts_with("}}") && !original.is_empty() { original } else { &t };
    let (second, expected) = fill(form, a, b, start);
    let Some(control) = tries.send(probe, &second).await? else { return Ok(false) };
    let text = control.response.text();
    if !holds(&text, &expected) || holds(&text, result) {
        return Ok(false);
    }
    let web = probe.evidence_at(value, answer, result).with(
        "control",
        &control.raw_request,
        shown_around(&control, &expected),
    );
    let summary = format!(
        "the server evaluates expressions in the value of {} \"{}\": \"{value}\" came back as {result}, other operands as {expected}",
        probe.point.place, probe.point.name
    );
    observed.push(probe.observe(Sighting::confirmed("ssti", summary, web)));
    Ok(true)
}

/// Reports an expression that came back as it is, where a framework in the browser evaluates it.
fn in_browser(probe: &Probe<'_>, value: &str, answer: &Exchange, t: &str, observed: &mut Vec<Observation>) {
    if final_medium(answer) != Medium::Html || !is_compiled(&answer.response.body, value) {
        return;
    }
    let web = probe.evidence_at(value, answer, t);
    let summary = format!(
        "the value of {} \"{}\" comes back within a part of the page that AngularJS or Vue compiles, which evaluates \
         the expression in it",
        probe.point.place, probe.point.name
    );
    observed.push(probe.observe(Sighting::likely("client-template-injection", summary, web)));
}

/// Whether `value` stands as text in a part of the page that AngularJS compiles, or Vue does in the whole page.
fn is_compiled(html: &[u8], value: &str) -> bool {
    let nodes = read(html);
    let has =
        |name: &str, attributes: &[crate::markup::html::Attribute]| attributes.iter().any(|a| a.name == name);
    // Vue compiles what stands in the page only where it finds its marks there.
    let text = String::from_utf8_lossy(html).replace(value, "");
    let marks = ["{{", " v-if", " v-for", " v-model", " v-on:", " v-bind", " @click", " :class"]
        .iter()
        .any(|m| text.contains(m));
    let vue = marks
        && nodes.iter().any(|p| match &p.node {
            Node::Text { text, holder: Holder::Script } => {
                text.contains("new Vue(") || text.contains("Vue.createApp(")
            }
            _ => false,
        });
    let (mut compiled, mut spared) = (vue, false);
    for placed in &nodes {
        match &placed.node {
            Node::Start { attributes, .. } => {
                compiled |= has("ng-app", attributes)
                    || has("data-ng-app", attributes)
                    || has("x-ng-app", attributes);
                spared = has("ng-non-bindable", attributes) || has("v-pre", attributes);
                let inside = attributes.iter().any(|a| a.value.contains(value));
                if compiled && !spared && !vue && inside {
                    return true;
                }
            }
            Node::Text { text, holder: Holder::Markup } if compiled && !spared && text.contains(value) => {
                return true;
            }
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_grouped_numbers() {
        for (text, expect) in
            [("12345678", true), ("12,345,678", true), ("12.345.678", true), ("1234,5678", false)]
        {
            assert_eq!(holds(text, "12345678"), expect, "{text}");
        }
    }

    #[test]
    fn knows_what_is_compiled() {
        for (html, expect) in [
            ("<body ng-app><p>{{x}}</p>", true),
            ("<body ng-app><p ng-non-bindable>{{x}}</p>", false),
            ("<body><p>{{x}}</p>", false),
            ("<body ng-app><script>var a = '{{x}}'</script>", false),
            ("<script>new Vue({el:'#a'})</script><div id=a><i v-if=b></i>{{x}}</div>", true),
            ("<div id=a>{{x}}{{y}}</div><script>new Vue({el:'#a'})</script>", true),
            ("<div id=a>{{x}}</div><script>new Vue({render: r})</script>", false),
        ] {
            assert_eq!(is_compiled(html.as_bytes(), "{{x}}"), expect, "{html}");
        }
    }
}
