//! Templates and includes that evaluate what a request brings.

use crate::markup::{Answer, each, escaped};
use crate::support::page;

/// Evaluates sums between `open` and `close` as an engine would; anything else stays.
fn evaluated(text: &str, open: &str, close: &str, show: fn(u64) -> String) -> String {
    let Some((before, rest)) = text.split_once(open) else { return text.to_owned() };
    let Some((inside, after)) = rest.split_once(close) else { return text.to_owned() };
    let sum = inside
        .trim()
        .split_once('*')
        .and_then(|(a, b)| Some(a.trim().parse::<u64>().ok()? * b.trim().parse::<u64>().ok()?));
    let shown = sum.map_or_else(String::new, show);
    format!("{before}{shown}{after}")
}

fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

fn plain(number: u64) -> String {
    number.to_string()
}

fn shown(text: &str) -> Vec<u8> {
    page(&format!("<p>Hello {text}</p>"))
}

const WEAK: &[(&str, Answer)] = &[
    ("double braces", |q| shown(&escaped(&evaluated(q, "{{", "}}", plain)))),
    ("dollar, numbers grouped", |q| shown(&evaluated(q, "${", "}", grouped))),
    ("percent", |q| shown(&evaluated(q, "<%=", "%>", plain))),
    ("hash", |q| shown(&evaluated(q, "#{", "}", plain))),
    ("single braces", |q| shown(&evaluated(q, "{", "}", plain))),
    ("at", |q| shown(&evaluated(q, "@(", ")", plain))),
    ("capitals", |q| shown(&evaluated(q, "{{", "}}", plain).to_uppercase())),
    ("octal, as printf writes it", |q| {
        let Some((before, rest)) = q.split_once("{{printf \"%o\" ") else { return shown(&escaped(q)) };
        let (number, after) = rest.split_once("}}").unwrap();
        shown(&format!("{before}{:o}{after}", number.parse::<u64>().unwrap()))
    }),
    ("within an expression", |q| {
        // The value is part of an expression of the template: alone it is the name of nothing.
        let template = format!("{{{{ user.{q} }}}}");
        let (first, rest) = template.split_once("}}").unwrap();
        let name = if first.contains("shoes") { "Ann" } else { "" };
        shown(&format!("{name}{}", evaluated(rest, "{{", "}}", plain).replace(" }}", "")))
    }),
    ("error page names the value, result on another line", |q| {
        page(&format!("<h1>Error</h1>\n<pre>{}</pre>", evaluated(&escaped(q), "{{", "}}", plain)))
    }),
];

const SAFE: &[(&str, Answer)] = &[
    ("shown as it is", |q| shown(&escaped(q))),
    ("braces removed", |q| shown(&q.replace(['{', '}', '$', '#'], ""))),
    ("only letters and digits stay", |q| {
        shown(&q.chars().filter(char::is_ascii_alphanumeric).collect::<String>())
    }),
    ("only digits stay", |q| shown(&q.chars().filter(char::is_ascii_digit).collect::<String>())),
    ("only letters, digits and spaces stay, each group twice", |q| {
        let kept: String = q.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
        shown(&format!("{kept} {}", kept.replace(' ', "")))
    }),
    ("every number in the page", |_| page(&(1_000..3_000).map(|i| format!("{i} ")).collect::<String>())),
    ("refuses odd characters", |q| shown(if q.chars().all(char::is_alphanumeric) { q } else { "invalid" })),
];

#[tokio::test]
async fn finds_evaluated_templates() {
    each("ssti", WEAK, &["ssti"]).await;
    each("ssti", SAFE, &[]).await;
}

#[tokio::test]
async fn finds_templates_of_the_browser() {
    let weak: &[(&str, Answer)] = &[
        ("AngularJS", |q| page(&format!("<body ng-app=shop><p>{}</p></body>", escaped(q)))),
        ("Vue", |q| {
            page(&format!(
                "<div id=a><i v-if=b></i>{}</div><script>new Vue({{el:'#a'}})</script>",
                escaped(q)
            ))
        }),
    ];
    each("ssti", weak, &["client-template-injection"]).await;
    let safe: &[(&str, Answer)] = &[
        ("not compiled", |q| page(&format!("<body ng-app><p ng-non-bindable>{}</p></body>", escaped(q)))),
        ("braces parted", |q| page(&format!("<body ng-app><p>{}</p></body>", q.replace("{{", "{ {")))),
    ];
    each("ssti", safe, &[]).await;
}

fn included(text: &str) -> String {
    let Some((before, rest)) = text.split_once("<!--#config timefmt=\"") else { return text.to_owned() };
    let Some((format, rest)) = rest.split_once("\" -->") else { return text.to_owned() };
    let rest = rest.replace("<!--#echo var=\"DATE_LOCAL\" -->", &format.replace("%Y", "2024"));
    format!("{before}{rest}")
}

#[tokio::test]
async fn finds_includes() {
    each("ssi-injection", &[("server", |q| shown(&included(q)))], &["ssi-injection"]).await;
    let edge: Answer =
        |q| shown(&q.replace("<!--esi ", "").replace("-->", if q.contains("<!--esi ") { "" } else { "-->" }));
    each("ssi-injection", &[("edge", edge)], &["esi-injection"]).await;
    let safe: &[(&str, Answer)] = &[
        ("shown as it is", shown),
        ("escaped", |q| shown(&escaped(q))),
        ("comments removed", |q| {
            let parts = q.split("<!--").map(|p| p.split_once("-->").map_or(p, |(_, after)| after));
            shown(&parts.collect::<String>())
        }),
    ];
    each("ssi-injection", safe, &[]).await;
}
