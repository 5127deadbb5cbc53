//! XPath, LDAP and MongoDB, acted by evaluators of the few forms that a query takes here.

use std::sync::LazyLock;

use regex::Regex;

use super::{Run, expect};
use crate::support::{Seen, get, page, point, post, reply, site};

type Page = fn(&Seen) -> Vec<u8>;

fn found(yes: bool) -> Vec<u8> {
    page(if yes { "Alice lives here" } else { "nobody of that name" })
}

/// The truth of `a - b = c` in a text, written with any blanks and one or two equal signs.
fn difference(text: &str) -> Option<bool> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(\d+) ?- ?(\d+) ?==? ?(\d+)").unwrap());
    let found = FORM.captures(text)?;
    let number = |i: usize| found[i].parse::<i64>().unwrap();
    Some(number(1) - number(2) == number(3))
}

#[tokio::test]
async fn finds_xpath() {
    let cases: [(&str, &str, Page); 3] = [
        ("error", "alice", |s| {
            let q = s.param("q");
            if q.contains('\'') {
                page("Warning: SimpleXMLElement::xpath(): Invalid predicate")
            } else {
                found(q == "alice")
            }
        }),
        ("condition", "alice", |s| {
            let q = s.param("q");
            let Some(rest) = q.strip_prefix("alice' and (") else { return found(q == "alice") };
            let whole = rest.ends_with(" and 'w'='w") && rest.contains("string-length(");
            found(whole && difference(rest) == Some(true))
        }),
        ("whatever value", "nobody", |s| {
            let q = s.param("q");
            found(q.contains("' or (") && q.contains("string-length(") && difference(&q) == Some(true))
        }),
    ];
    for (what, value, answer) in cases {
        let (port, _) = site(answer).await;
        let outcome = Run::default().get("xpath", port, &format!("/?q={value}"), "q").await;
        expect(&outcome, &["xpath-injection"], what);
    }
}

/// Whether the filter `(&(uid={q})(kind=person))` finds Alice; `None` if it cannot be read.
fn directory(q: &str) -> Option<bool> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"^\(&\(uid=alice\*?\)\(!\(([!|])\(objectClass=\w+\)\)\)\(objectClass=\*\)\(kind=person\)\)$",
        )
        .unwrap()
    });
    let filter = format!("(&(uid={q})(kind=person))");
    let count = |c: char| filter.matches(c).count();
    if count('(') != count(')') || filter.contains("()") {
        return None;
    }
    Some(FORM.captures(&filter).map_or(q == "alice" || q == "*", |c| &c[1] == "|"))
}

#[tokio::test]
async fn finds_ldap() {
    let cases: [(&str, Page); 2] = [
        ("error", |s| {
            directory(&s.param("q"))
                .map_or_else(|| page("javax.naming.directory.InvalidSearchFilterException: x"), found)
        }),
        ("condition", |s| found(directory(&s.param("q")).unwrap_or(false))),
    ];
    for (what, answer) in cases {
        let (port, _) = site(answer).await;
        let outcome = Run::default().get("ldap", port, "/?q=alice", "q").await;
        expect(&outcome, &["ldap-injection"], what);
    }
}

#[tokio::test]
async fn a_search_that_knows_stars_is_no_directory() {
    let answer: Page = |s| {
        let q = s.param("q");
        found(q.contains('*') || q.contains("alice"))
    };
    let (port, _) = site(answer).await;
    expect(&Run::default().get("ldap", port, "/?q=alice", "q").await, &[], "stars");
}

#[tokio::test]
async fn finds_operators() {
    let answer: Page = |s| match s.method.as_str() {
        "POST" => {
            let body: serde_json::Value = serde_json::from_str(&s.body).unwrap();
            let password = &body["password"];
            let (Some(above), Some(below)) = (password["$gt"].as_str(), password["$lt"].as_str()) else {
                return reply("401 Unauthorized", "", "wrong");
            };
            if (above..below).contains(&"k3bn") {
                page("welcome")
            } else {
                reply("401 Unauthorized", "", "wrong")
            }
        }
        _ => {
            let (above, below) = (s.param("q[$gt]"), s.param("q[$lt]"));
            found(s.param("q") == "alice" || (above.as_str() < "alice" && "alice" < below.as_str()))
        }
    };
    let (port, _) = site(answer).await;
    expect(&Run::default().get("nosql", port, "/?q=alice", "q").await, &["nosql-injection"], "query");
    let mut login = post(port, "/login", &[]);
    login.body = crawl::Body::Json(serde_json::json!({"user": "alice", "password": "x"}));
    let outcome = Run::default().at("nosql", &login, &point(&login, "/password")).await;
    expect(&outcome, &["nosql-injection"], "JSON");
}

#[tokio::test]
async fn finds_conditions_in_javascript() {
    let answer: Page = |s| {
        let q = s.param("q");
        let whole = q.starts_with("alice' && ") && q.ends_with(" && 'w'=='w");
        found(q == "alice" || (whole && difference(&q) == Some(true)))
    };
    let (port, _) = site(answer).await;
    expect(&Run::default().get("nosql", port, "/?q=alice", "q").await, &["nosql-injection"], "condition");
}

#[tokio::test]
async fn finds_objects() {
    let answer: Page = |s| {
        let cookie = s.header("Cookie").unwrap_or_default().replace("session=", "");
        page(if cookie.ends_with('}') { "hello" } else { "Notice: unserialize(): Error at offset 20" })
    };
    let (port, _) = site(answer).await;
    let request = get(port, "/");
    let mut cookie = point(&request, "session");
    r#"O:4:"User":1:{s:4:"name";s:5:"alice"}"#.clone_into(&mut cookie.value);
    expect(
        &Run::default().at("serialized", &request, &cookie).await,
        &["insecure-deserialization"],
        "cookie",
    );
}
