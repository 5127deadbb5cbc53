use std::sync::Mutex;

use crawl::{CrawlError, CrawlOptions, Detector, FormLogin, Login, LoginError, LogoutDetection, crawl};
use model::definition::Effect;
use secrecy::SecretString;

use crate::support::{Log, Seen, client, lines, missing, options, page, redirect, reply, run, site, url};

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
