//! Values that a form gives out anew, and points at which nothing looks.

use active::{Memo, Probe, needs_fresh};
use crawl::{InsertionPoint, SiteRequest};
use model::definition::Effect;
use model::profile::Payloads;
use std::sync::Mutex;
use std::time::Duration;

use crate::support::{Seen, client, get, header_point, host, page, post, reply, site, url};

/// A form with a token that the server checks, or does not.
async fn form(checks: bool) -> (u16, SiteRequest) {
    let given = Mutex::new(0_u32);
    let (port, _) = site(move |seen: &Seen| {
        let mut given = given.lock().unwrap();
        match seen.method.as_str() {
            "POST" if checks && seen.param("csrf") != format!("t{given}") => {
                reply("403 Forbidden", "", "no")
            }
            "POST" => page("<p>thank you</p>"),
            _ => {
                *given += 1;
                page(&format!(
                    "<form method=post action=/send><input type=hidden name=csrf value=t{given}><input name=a></form>"
                ))
            }
        }
    })
    .await;
    let mut request = post(port, "/send", &[("csrf", "t0"), ("a", "1")]);
    request.source = Some(url(port, "/"));
    (port, request)
}

#[tokio::test]
async fn tokens_are_read_anew_where_somebody_looks_at_them() {
    for checks in [true, false] {
        let (_, request) = form(checks).await;
        assert_eq!(needs_fresh(&client(Effect::StateChanging), &request).await, checks, "{checks}");
    }
    let (port, mut request) = form(true).await;
    request.source = Some(url(port, "/elsewhere"));
    request.body = crawl::Body::Form(vec![("a".to_owned(), "1".to_owned())]);
    assert!(!needs_fresh(&client(Effect::StateChanging), &request).await, "no token");
}

#[tokio::test]
async fn many_headers_take_one_value() {
    let (port, log) = site(|seen: &Seen| {
        let greeting =
            if seen.header("accept-language").is_none_or(|l| l == "en") { "hello" } else { "hallo" };
        page(&format!("<p>{greeting}"))
    })
    .await;
    let request = get(port, "/");
    let all: Vec<InsertionPoint> = ["User-Agent", "Referer", "Accept-Language"].map(header_point).into();
    for (count, expect) in [(2, true), (3, false)] {
        let (client, host) = (client(Effect::Safe), host());
        let probe = Probe {
            client: &client,
            request: &request,
            point: &all[0],
            also: &all[1..count],
            host: &host,
            is_parameter: false,
            payloads: Payloads::Light,
            baseline: None,
            refresh: true,
            stack: &[],
            callback: None,
            time_unit: Duration::from_millis(100),
            memo: Memo::default(),
        };
        assert_eq!(probe.is_indifferent().await.unwrap(), expect, "{count}");
    }
    let log = log.lock().unwrap();
    assert!(
        log.iter().any(|s| s.header("referer").is_some() && s.header("referer") == s.header("user-agent"))
    );
}
