//! Pages of members: signed in by a form with a token, and signed in again by whoever lost the session.

use std::collections::BTreeSet;
use std::sync::Mutex;

use model::definition::Effect;
use model::unit::UnitOutcome;
use model::web::{FormLoginSettings, NamedSecret};

use crate::harness;
use crate::scripted::{self, Asked, Log, Reply};
use crate::web::{places, unit};

/// Tokens of login pages that were shown, and sessions that last.
#[derive(Default)]
struct Desk {
    count: u32,
    tokens: BTreeSet<String>,
    sessions: BTreeSet<String>,
}

impl Desk {
    fn next(&mut self, prefix: &str) -> String {
        self.count += 1;
        format!("{prefix}{}", self.count)
    }

    fn member(&self, asked: &Asked) -> Option<String> {
        let sid = asked.cookie.split("; ").find_map(|c| c.strip_prefix("sid="))?;
        self.sessions.get(sid).cloned()
    }
}

/// A club. Its archive ends the session of whoever sends a quotation mark; the search behind it shows what was asked.
async fn club() -> (u16, Log) {
    let desk = Mutex::new(Desk::default());
    scripted::site(move |asked| {
        let mut desk = desk.lock().unwrap();
        let member = desk.member(asked);
        match (asked.method.as_str(), asked.path(), member) {
            ("GET", "/", _) => Reply::page("<title>Club</title><a href='/login'>members</a>"),
            ("GET", "/login", _) => {
                let token = desk.next("t");
                desk.tokens.insert(token.clone());
                Reply::page(&format!(
                    "<form method=post action=/login><input type=hidden name=csrf value={token}>\
                     <input name=user><input type=password name=pass></form>"
                ))
            }
            ("POST", "/login", _) => {
                let valid = desk.tokens.remove(&asked.param("csrf"));
                if !valid || asked.param("user") != "ann" || asked.param("pass") != "tea time" {
                    return Reply::to("/login");
                }
                let sid = desk.next("s");
                desk.sessions.insert(sid.clone());
                Reply::to("/members").cookie(&format!("sid={sid}"))
            }
            (_, path, None) if path.starts_with("/members") || path == "/leave" => Reply::to("/login"),
            ("GET", "/members", _) => Reply::page(
                "<title>Members</title><a href='/leave'>bye</a><a href='/members/archive?year=last'>archive</a>\
                 <a href='/members/search?q=tea'>search</a>",
            ),
            ("GET", "/leave", Some(sid)) => {
                desk.sessions.remove(&sid);
                Reply::to("/login")
            }
            ("GET", "/members/archive", Some(sid)) => {
                if asked.param("year").contains(['\'', '"', '<']) {
                    desk.sessions.remove(&sid);
                    return Reply::to("/login");
                }
                Reply::page("<p>nothing from that year</p>")
            }
            ("GET", "/members/search", _) => Reply::page(&format!("<p>no {}</p>", asked.param("q"))),
            _ => Reply::page("<p>nothing here").status("404 Not Found"),
        }
    })
    .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn checks_run_inside_the_session_and_win_it_back() {
    let (port, log) = club().await;
    let mut unit = unit(port, Effect::Safe);
    let field = |name: &str, value: &str| NamedSecret { name: name.into(), value: value.into() };
    let target = &mut unit.plan.web.as_mut().unwrap().target;
    target.auth_enabled = true;
    target.form_login = FormLoginSettings {
        enabled: true,
        url: format!("http://127.0.0.1:{port}/login"),
        check_pattern: String::new(),
        fields: vec![field("user", "ann"), field("pass", "tea time")],
    };
    let story = harness::run(unit, None).await;
    assert_eq!(*story.outcome(), UnitOutcome::Completed);
    let found = places(&[story]);
    let expect = ("xss-reflected".to_owned(), "GET /members/search query:q".to_owned());
    let log = log.lock().unwrap();
    assert!(found.contains(&expect), "{found:?}");
    // The one thing that is sent although it may change something is the login itself.
    assert!(log.iter().filter(|a| a.method == "POST").all(|a| a.path() == "/login"));
    let first_check = log.iter().position(|a| a.path() == "/members/archive" && a.target.contains("%27"));
    let after = log.iter().skip(first_check.expect("the archive was tested"));
    assert!(after.filter(|a| a.method == "POST").count() > 0, "nobody signed in again");
}
