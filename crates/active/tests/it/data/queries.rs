//! XPath, LDAP and MongoDB, acted by evaluators of the few forms that a query takes here.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::{Run, expect};
use crate::support::{Seen, get, page, point, post, reply, site};

type Page = fn(&Seen) -> Vec<u8>;

fn found(yes: bool) -> Vec<u8> {
    page(if yes { "Alice lives here" } else { "nobody of that name" })
}

/// The truth of the length of a text, as XPath or JavaScript ask for it.
fn measured(text: &str) -> Option<bool> {
    static FORM: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"string-length\('(\w+)'\)=(\d+)|'(\w+)'\.length==(\d+)").unwrap());
    let found = FORM.captures(text)?;
    let (word, length) = (found.get(1).or(found.get(3))?, found.get(2).or(found.get(4))?);
    Some(word.as_str().len().to_string() == length.as_str())
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
            found(whole && measured(rest) == Some(true))
        }),
        ("whatever value", "nobody", |s| {
            let q = s.param("q");
            found(q.contains("' or (") && q.contains("string-length(") && measured(&q) == Some(true))
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
            r"^\(&\(uid=alice\*?\)\(!\((?:([!|])\(objectClass=\w+\)|\|\(objectClass=\*\)\(\w+=\*\))\)\)\(objectClass=\*\)\(kind=person\)\)$",
        )
        .unwrap()
    });
    let filter = format!("(&(uid={q})(kind=person))");
    let count = |c: char| filter.matches(c).count();
    if count('(') != count(')') || filter.contains("()") {
        return None;
    }
    Some(FORM.captures(&filter).map_or(q == "alice" || q == "*", |c| holds(&c)))
}

/// Whether a condition holds: a sign before a filter that finds nothing does; that there is no class at all does not.
fn holds(condition: &Captures<'_>) -> bool {
    condition.get(1).is_some_and(|sign| sign.as_str() == "|")
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
    // A command interpreter sees two commands where a bar stands, whatever is around it.
    let (port, _) = site(|seen: &Seen| {
        let commands = seen.param("q").split('|').count();
        page(&format!("<p>{}{}", "not found ".repeat(commands), seen.param("q")))
    })
    .await;
    expect(&Run::default().get("ldap", port, "/?q=alice", "q").await, &[], "commands");
}

#[tokio::test]
async fn finds_a_directory_behind_a_login() {
    /// Lenient: what follows the first whole filter is dropped. The password is none of anybody's.
    fn first(filter: &str) -> Option<&str> {
        let mut depth = 0;
        let end = filter.char_indices().find(|(_, c)| {
            depth += i32::from(*c == '(') - i32::from(*c == ')');
            depth == 0
        });
        filter.get(..=end?.0)
    }
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        let form = r"^\(&\(uid=(?:\*|carl)\)\(!\((?:([!|])\(objectClass=\w+\)|\|\(objectClass=\*\)\(\w+=\*\))\)\)\)$";
        Regex::new(form).unwrap()
    });
    let answer: Page = |s| {
        let filter = format!("(&(uid={})(userPassword={}))", s.param("user"), "none");
        let opens = first(&filter).and_then(|f| FORM.captures(f)).is_some_and(|c| holds(&c));
        page(if opens { "You are signed in" } else { "Wrong name or password" })
    };
    let (port, _) = site(answer).await;
    for name in ["carl", "nobody"] {
        let login = post(port, "/login", &[("user", name), ("password", "x")]);
        let outcome = Run::default().at("ldap", &login, &point(&login, "user")).await;
        expect(&outcome, &["ldap-injection"], name);
    }
    // A form that changes something is not asked for everybody.
    let rename = post(port, "/rename", &[("user", "nobody"), ("title", "x")]);
    expect(&Run::default().at("ldap", &rename, &point(&rename, "user")).await, &[], "no login");
}

#[tokio::test]
async fn finds_single_operators() {
    let cases: [(&str, Page); 3] = [
        ("unlike", |s| found(s.param("q") == "alice" || s.target.contains("q%5B%24ne%5D="))),
        ("pattern", |s| {
            let pattern = s.param("q[$regex]");
            found(
                s.param("q") == "alice"
                    || Regex::new(&pattern).is_ok_and(|p| !pattern.is_empty() && p.is_match("alice")),
            )
        }),
        ("whatever its value", |s| {
            let (above, below) = (s.param("q[$ne]"), s.param("q[$eq]"));
            found(s.param("q") == "alice" || (!above.is_empty() && below.is_empty()))
        }),
    ];
    for (what, answer) in cases {
        let (port, _) = site(answer).await;
        let outcome = Run::default().get("nosql", port, "/?q=alice", "q").await;
        expect(&outcome, &["nosql-injection"], what);
    }
}

#[tokio::test]
async fn operators_in_place_of_a_password() {
    let cases: [(&str, &[&str], Page); 5] = [
        ("any operator", &["nosql-injection"], |s| taken(s.body.contains("{\"$"))),
        ("unlike", &["nosql-injection"], |s| taken(s.body.contains("{\"$ne\":"))),
        ("guard", &[], |s| {
            if s.body.contains('$') { reply("403 Forbidden", "", "blocked") } else { taken(false) }
        }),
        ("texts only", &[], |s| {
            if s.body.contains("\"password\":{") {
                reply("400 Bad Request", "", "a text, please")
            } else {
                taken(false)
            }
        }),
        ("any object", &[], |s| taken(s.body.contains("\"password\":{"))),
    ];
    for (what, words, answer) in cases {
        let (port, _) = site(answer).await;
        let mut login = post(port, "/login", &[]);
        login.body = crawl::Body::Json(serde_json::json!({"user": "alice", "password": "x"}));
        expect(&Run::default().at("nosql", &login, &point(&login, "/password")).await, words, what);
    }
}

fn taken(yes: bool) -> Vec<u8> {
    if yes { page("{\"token\":1}") } else { reply("401 Unauthorized", "", "wrong") }
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
        found(q == "alice" || (whole && measured(&q) == Some(true)))
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
