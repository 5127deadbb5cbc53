use std::sync::Mutex;

use crawl::{
    CrawlError, CrawlOptions, Detector, FormLogin, Login, LoginError, LogoutDetection, Reason, crawl,
};
use model::definition::Effect;
use secrecy::SecretString;

use crate::support::{
    Log, Seen, client, lines, missing, options, page, redirect, reply, run, site, slow_site, url,
};

const FORM: &str = "<form method=post action=/login><input type=hidden name=csrf value=tok>\
                    <input name=user><input type=password name=pass><button>Log in</button></form>";

fn form_login(port: u16, password: &str) -> Login {
    let fields =
        vec![("user".to_owned(), "ann".to_owned().into()), ("pass".to_owned(), password.to_owned().into())];
    let check_pattern = Some("Hello Ann".to_owned());
    Login { form: Some(FormLogin { url: url(port, "/login"), fields, check_pattern }), ..Login::default() }
}

/// A site behind a form. `/kick` ends the session.
async fn members() -> (u16, Log) {
    let session = Mutex::new(0_u32);
    site(move |seen: &Seen| {
        let mut session = session.lock().unwrap();
        let inside = *session > 0 && seen.header("cookie") == Some(&format!("s={session}"));
        match (seen.method.as_str(), seen.target.as_str()) {
            ("POST", "/login") if seen.body == "csrf=tok&user=ann&pass=right" => {
                *session += 1;
                let cookie = format!("Location: /\r\nSet-Cookie: s={session}\r\n");
                reply("302 Found", &cookie, "")
            }
            ("POST", "/login") | ("GET", "/login") => page(FORM),
            _ if !inside => redirect("/login"),
            ("GET", "/") => page("Hello Ann <a href=/kick>k</a><a href=/inside>i</a><a href=/more>m</a>"),
            ("GET", "/kick") => {
                *session += 1;
                redirect("/login")
            }
            ("GET", "/inside" | "/more") => page("<p>only for members"),
            _ => missing(),
        }
    })
    .await
}

#[tokio::test]
async fn signs_in_by_form_and_again_when_signed_out() {
    let (port, _) = members().await;
    let options = CrawlOptions { login: form_login(port, "right"), ..options(port) };
    let outcome = run(&options, Effect::Safe).await;
    let inside = |path: &str| {
        outcome.site.pages.iter().any(|p| p.url.path() == path && p.status == 200 && p.authenticated)
    };
    assert!(inside("/") && inside("/inside") && inside("/more"), "{:?}", outcome.ledger.rows());
    assert!((2..=10).contains(&outcome.logins), "{}", outcome.logins);
    assert!(!serde_json::to_string(&outcome.ledger).unwrap().contains("right"));
}

/// A members' site whose answers come in the order that blames the innocent: `/inside` and `/more` are answered only once
/// `/kick` has ended the session, as long as all three fly at once.
async fn kicked_first() -> (u16, Log) {
    let (session, kicked) = (Mutex::new(0_u32), tokio::sync::watch::Sender::new(false));
    slow_site(move |seen: Seen| {
        let mut session = session.lock().unwrap();
        let inside = *session > 0 && seen.header("cookie") == Some(&format!("s={session}"));
        let mut told = None;
        let answer = match (seen.method.as_str(), seen.target.as_str()) {
            ("POST", "/login") => {
                *session += 1;
                reply("302 Found", &format!("Location: /\r\nSet-Cookie: s={session}\r\n"), "")
            }
            ("GET", "/login") => page(FORM),
            ("GET", "/inside" | "/more") if !*kicked.borrow() => {
                told = Some(kicked.subscribe());
                redirect("/login")
            }
            _ if !inside => redirect("/login"),
            ("GET", "/") => page(
                "Hello Ann <a href=/kick>k</a><a href=/inside>i</a><a href=/more>m</a><a href=/staff>s</a>",
            ),
            ("GET", "/kick") => {
                *session += 1;
                kicked.send_replace(true);
                redirect("/login")
            }
            ("GET", "/staff") => redirect("/login"),
            ("GET", "/inside" | "/more") => page("<p>only for members"),
            _ => missing(),
        };
        async move {
            if let Some(mut told) = told {
                let _ = told.wait_for(|kicked| *kicked).await;
            }
            answer
        }
    })
    .await
}

#[tokio::test]
async fn only_the_request_that_ended_the_session_is_blamed() {
    let (port, log) = kicked_first().await;
    let options = CrawlOptions { login: form_login(port, "right"), ..options(port) };
    let outcome = run(&options, Effect::Safe).await;
    let row = |path: &str| {
        outcome.ledger.rows().iter().find(|r| r.url.ends_with(path)).map(|r| (r.reason, r.status)).unwrap()
    };
    assert_eq!(row("/kick"), (Some(Reason::LogsOut), None));
    assert_eq!((row("/inside"), row("/more")), ((None, Some(200)), (None, Some(200))));
    assert_eq!(row("/staff"), (None, Some(302)), "sends everybody away, and ends nothing");
    assert_eq!(
        (outcome.logins, outcome.session_lost),
        (3, false),
        "first, after the kick, after its repetition"
    );
    assert_eq!(lines(&log).iter().filter(|l| *l == "GET /kick").count(), 2);
}

#[tokio::test]
async fn a_crawl_that_cannot_sign_in_any_more_goes_on_signed_out() {
    let (port, _) = members().await;
    let login = Login { max_logins: Some(1), ..form_login(port, "right") };
    let outcome = run(&CrawlOptions { login, ..options(port) }, Effect::Safe).await;
    assert_eq!((outcome.logins, outcome.session_lost), (1, true));
    let kick = outcome.ledger.rows().iter().find(|r| r.url.ends_with("/kick")).unwrap();
    assert_eq!((kick.reason, kick.status, kick.authenticated), (None, Some(302), false));
}

#[tokio::test]
async fn a_refused_login_is_an_error_without_the_password() {
    let (port, _) = members().await;
    let options = CrawlOptions { login: form_login(port, "wrong-pw"), ..options(port) };
    let error = crawl(&client(Effect::Safe), &options, None, &mut ()).await.unwrap_err();
    assert!(matches!(error, CrawlError::Login(LoginError::Refused)), "{error:?}");
    assert!(!format!("{error:?} {options:?}").contains("wrong-pw"));
}

#[tokio::test]
async fn fixed_secrets_go_to_the_own_origins_only() {
    let (other, other_log) = site(|_| page("<p>other")).await;
    let (port, log) = site(move |seen| match seen.target.as_str() {
        "/" => page(&format!("<a href=http://127.0.0.1:{other}/extra>e</a>")),
        _ => missing(),
    })
    .await;
    let login = Login {
        basic: Some(("ann".to_owned(), SecretString::from("pw"))),
        headers: vec![("X-Key".to_owned(), SecretString::from("k1"))],
        cookies: vec![("token".to_owned(), SecretString::from("t1"))],
        ..Login::default()
    };
    let mut options = CrawlOptions { login, ..options(port) };
    options.scope = options.scope.with_extra_hosts([format!("127.0.0.1:{other}")]);
    run(&options, Effect::Safe).await;
    let seen = log.lock().unwrap()[0].clone();
    assert_eq!(seen.header("authorization"), Some("Basic YW5uOnB3"));
    assert_eq!((seen.header("x-key"), seen.header("cookie")), (Some("k1"), Some("token=t1")));
    assert!(lines(&other_log).contains(&"GET /extra".to_owned()));
    for seen in other_log.lock().unwrap().iter() {
        assert!(
            ["authorization", "x-key", "cookie"].iter().all(|h| seen.header(h).is_none()),
            "{}",
            seen.head
        );
    }
}

#[tokio::test]
async fn detectors_decide_about_a_check_page() {
    let (port, _) = site(|seen| match (seen.target.as_str(), seen.header("cookie")) {
        ("/me", Some("token=good")) => page("<p>profile"),
        ("/me", _) => page("<form id=signin>"),
        _ => page("<p>public"),
    })
    .await;
    for (token, fine) in [("good", true), ("bad", false)] {
        let login = Login {
            cookies: vec![("token".to_owned(), SecretString::from(token))],
            logout: LogoutDetection {
                check_url: Some(url(port, "/me")),
                detectors: vec![Detector::Selector("#signin".parse().unwrap())],
                ..LogoutDetection::default()
            },
            ..Login::default()
        };
        let options = CrawlOptions { login, ..options(port) };
        let result = crawl(&client(Effect::Safe), &options, None, &mut ()).await;
        assert_eq!(result.is_ok(), fine, "{token}");
    }
}
