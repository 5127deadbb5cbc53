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

fn octal(a: u64, b: u64) -> String {
    format!("{:o}", a * 10_000 + b)
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
    Form { text: "{{printf \"%o\" AB}}", result: octal },
    Form { text: "{{#with \"A\" as |x|}}{{x}}{{x}}{{/with}}", result: twice },
    Form { text: "{{=A*B}}", result: product },
    Form { text: "__${A*B}__::x", result: product },
];
/// How many forms are tried at a point whose value does not come back.
const BLIND: usize = 3;

/// How often operands are drawn until they fit.
const DRAWS: usize = 20;

/// A value to send and how its evaluation shows.
struct Sum {
    value: String,
    /// What stands before and behind the expression, lower case. Either may be lost on the way, both may not.
    start: String,
    end: String,
    result: String,
}

impl Sum {
    /// A sum in this form with operands whose result no page holds by chance, and which no filter that only removes
    /// characters makes of the value.
    fn new(probe: &Probe<'_>, form: &Form) -> Self {
        let env = probe.client.env();
        let original = &probe.point.value;
        let inside = form.text.starts_with("}}") && !original.is_empty();
        let mut sum = None;
        for _ in 0..DRAWS {
            let (a, b) = (1_000 + env.below(9_000), 1_000 + env.below(9_000));
            let start = if inside { original.clone() } else { probe.token() };
            let text = form.text.replace('A', &a.to_string()).replace('B', &b.to_string());
            let end = probe.token().get(..4).unwrap_or_default().to_owned();
            let (value, result) = (format!("{start}{text}{end}"), (form.result)(a, b));
            let fits = !is_left(&value, &result);
            // What the value begins with within an expression is taken in by it.
            let start = if inside { String::new() } else { start };
            sum = Some(Self { value, start, end, result });
            if fits {
                break;
            }
        }
        sum.expect("operands are drawn at least once")
    }

    /// What shows that the value came back.
    fn mark(&self) -> &str {
        if self.start.is_empty() { &self.end } else { &self.start }
    }

    /// Whether a text shows the result next to what stood around the expression.
    fn is_in(&self, text: &str) -> bool {
        let text = text.to_ascii_lowercase();
        written(&self.result).iter().any(|number| {
            let before = !self.start.is_empty() && text.contains(&format!("{}{number}", self.start));
            before || text.contains(&format!("{number}{}", self.end))
        })
    }
}

/// Whether `result` is left of `value` if some of its characters are removed.
fn is_left(value: &str, result: &str) -> bool {
    let mut rest = value.chars();
    result.chars().all(|c| rest.any(|v| v == c))
}

async fn attack(probe: &Probe<'_>, observed: &mut Vec<Observation>) -> Result<(), ProbeError> {
    let mut tries = Tries::of(probe.payloads, 4, 15, 26);
    let mut comes_back = false;
    for (i, form) in FORMS.iter().enumerate() {
        if !comes_back && i >= if probe.payloads == Payloads::Thorough { 4 } else { BLIND } {
            return Ok(());
        }
        let sum = Sum::new(probe, form);
        let Some(answer) = tries.send(probe, &sum.value).await? else {
            if tries.is_over() {
                return Ok(());
            }
            continue;
        };
        let text = answer.response.text();
        comes_back |= text.to_ascii_lowercase().contains(sum.mark());
        if sum.is_in(&text) && confirmed(probe, form, &sum, &answer, &mut tries, observed).await? {
            return Ok(());
        }
        if i == 0 {
            in_browser(probe, &sum, &answer, observed);
        }
    }
    Ok(())
}

/// A number as pages write it: plain, or grouped by thousands.
fn written(number: &str) -> Vec<String> {
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
    ["", ",", ".", "\u{a0}", "\u{202f}", "&nbsp;", "'", "’"].iter().map(|s| grouped(s)).collect()
}

/// Asks again with other operands: the answer must hold their result and no longer the first.
async fn confirmed(
    probe: &Probe<'_>,
    form: &Form,
    first: &Sum,
    answer: &Exchange,
    tries: &mut Tries,
    observed: &mut Vec<Observation>,
) -> Result<bool, ProbeError> {
    let second = Sum::new(probe, form);
    let Some(control) = tries.send(probe, &second.value).await? else { return Ok(false) };
    let text = control.response.text();
    if !second.is_in(&text) || first.is_in(&text) {
        return Ok(false);
    }
    let (value, result, expected) = (&first.value, &first.result, &second.result);
    let web = probe.evidence_at(value, answer, result).with(
        "control",
        &control.raw_request,
        shown_around(&control, expected),
    );
    let summary = format!(
        "the server evaluates expressions in the value of {} \"{}\": \"{value}\" came back as {result}, other operands as {expected}",
        probe.point.place, probe.point.name
    );
    let mut seen = probe.observe(Sighting::confirmed("ssti", summary, web));
    seen.place = probe.place_of(value, |e| first.is_in(&e.response.text())).await;
    observed.push(seen);
    Ok(true)
}

/// Reports an expression that came back as it is, where a framework in the browser evaluates it.
fn in_browser(probe: &Probe<'_>, sum: &Sum, answer: &Exchange, observed: &mut Vec<Observation>) {
    let (value, t) = (sum.value.as_str(), sum.mark());
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
    fn knows_results_by_what_stands_around_them() {
        let sum = |start: &str| Sum {
            value: String::new(),
            start: start.into(),
            end: "yz".into(),
            result: "12345678".into(),
        };
        for (text, expect) in [
            ("ab12345678yz", true),
            ("AB12,345,678", true),
            ("x 12.345.678yz", true),
            ("ab 12345678 yz", false),
            ("ab1234,5678yz", false),
        ] {
            assert_eq!(sum("ab").is_in(text), expect, "{text}");
        }
        assert!(!sum("").is_in("12345678"));
        assert!(is_left("a1{{23*45}}", "1245") && !is_left("a1{{23*45}}", "1254"));
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
