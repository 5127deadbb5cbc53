//! An interpreter reads a value.

use std::time::Duration;

use super::{Page, easy, hard, safe};
use crate::acts::script::{Flavour, Outcome, Thing, run};
use crate::acts::shell::arithmetic;
use crate::case::At::{Form, Json, Query};
use crate::reply::Reply;
use crate::visit::{Visit, escape};

fn outcome(visit: &Visit<'_>, out: &Outcome, complain: bool) -> Reply {
    let value = out.value.as_ref().map(Thing::shown).unwrap_or_default();
    let error = out.error.as_deref().filter(|_| complain).unwrap_or_default();
    let body = format!(
        "<p>{}</p><p>Result: {}</p><pre>{}</pre>",
        escape(&out.printed),
        escape(&value),
        escape(error)
    );
    visit.page("Result", &body).after(Duration::from_secs_f64(out.slept))
}

pub(super) fn pages() -> Vec<Page> {
    vec![
        easy("code/php", "/calc.php", Query("sum"))
            .seed("1+1")
            .note("eval of a whole value, PHP")
            .run(|v, q| outcome(v, &run(Flavour::Php, &format!("return {};", q.unwrap_or("1"))), true)),
        hard("code/php-string", "/hello.php", Query("name"))
            .seed("anna")
            .note("within double quotes of evaluated PHP")
            .run(|v, q| {
                outcome(
                    v,
                    &run(
                        Flavour::Php,
                        &format!("$m = \"Hello {}\";", q.unwrap_or_default()).replace("$m = ", ""),
                    ),
                    true,
                )
            }),
        hard("code/php-single", "/title.php", Form("title"))
            .seed("Harbour")
            .note("within single quotes of evaluated PHP")
            .run(|v, q| outcome(v, &run(Flavour::Php, &format!("echo '{}';", q.unwrap_or_default())), true)),
        hard("code/python-blind", "/formula", Query("f"))
            .seed("2*3")
            .note("eval of Python; nothing shows")
            .run(|v, q| {
                let out = run(Flavour::Python, q.unwrap_or("1"));
                v.page("Formula", "<p>Stored.</p>").after(Duration::from_secs_f64(out.slept))
            }),
        easy("code/python", "/price", Query("discount"))
            .seed("10")
            .note("eval of Python; the value shows")
            .run(|v, q| outcome(v, &run(Flavour::Python, q.unwrap_or("1")), false)),
        hard("code/js", "/api/evaluate", Json("expression"))
            .seed("3*4")
            .note("eval of JavaScript in JSON")
            .run(|_, q| {
                let out = run(Flavour::Js, q.unwrap_or("1"));
                let value = out.value.map(|v| v.shown()).unwrap_or_default();
                Reply::json(format!("{{\"value\":{}}}", crate::visit::quoted(&value)))
            }),
        hard("code/ruby", "/badge", Query("text"))
            .seed("captain")
            .note("within double quotes of evaluated Ruby")
            .run(|v, q| {
                outcome(v, &run(Flavour::Ruby, &format!("\"Badge: {}\"", q.unwrap_or_default())), false)
            }),
        safe("code/safe-sums", "/calculator", Query("sum"))
            .seed("6*7")
            .note("a calculator: numbers and four signs, nothing else")
            .run(|v, q| {
                let q = q.unwrap_or_default();
                let plain = q.chars().all(|c| c.is_ascii_digit() || "+-*/() ".contains(c));
                let value = plain.then(|| arithmetic(q)).flatten();
                v.page(
                    "Calculator",
                    &value.map_or("<p>That is no sum.</p>".to_owned(), |n| format!("<p>Result: {n}</p>")),
                )
            }),
        safe("code/safe-echo", "/snippet", Form("code"))
            .seed("print(1)")
            .note("shows code, written out, and its length")
            .run(|v, q| {
                let q = q.unwrap_or_default();
                v.page("Snippet", &format!("<pre>{}</pre><p>{} signs</p>", escape(q), q.len()))
            }),
        safe("code/safe-digest", "/digest", Query("text"))
            .seed("rope")
            .note("the MD5 sum of the value as it is, as its purpose is")
            .run(|v, q| {
                let text = q.unwrap_or_default().replace(['\\', '\''], "");
                let sum =
                    run(Flavour::Php, &format!("md5('{text}')")).value.map(|v| v.shown()).unwrap_or_default();
                v.page("Digest", &format!("<code>{sum}</code>"))
            }),
        safe("code/safe-parsed", "/settings", Query("volume"))
            .seed("7")
            .note("read as a number, complaints in the words of an interpreter")
            .run(|v, q| match q.map(str::parse::<i64>) {
                Some(Ok(n)) => v.page("Settings", &format!("<p>Volume {n}</p>")),
                _ => v
                    .page("Settings", "<pre>ValueError: invalid literal for int() with base 10</pre>")
                    .status(400),
            }),
    ]
}
