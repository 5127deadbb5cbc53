//! What pages are told of changes, and who is told.

use std::time::Duration;

use axum::body::{Body, BodyDataStream};
use futures::StreamExt;
use model::user::Role;
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::browser::Browser;
use crate::support::TestApp;

/// Far longer than a change takes to be told; only a failure waits for it.
const PATIENCE: Duration = Duration::from_secs(60);

/// What a page is told.
struct Page {
    body: BodyDataStream,
    text: String,
}

impl Page {
    async fn open(app: &TestApp, browser: &Browser) -> Self {
        let request = browser.request("GET", "/app/events").body(Body::empty()).unwrap();
        let response = app.router.clone().oneshot(request).await.unwrap();
        assert_eq!(
            (response.status().as_u16(), &response.headers()["content-type"]),
            (200, &"text/event-stream".parse().unwrap())
        );
        Self { body: response.into_body().into_data_stream(), text: String::new() }
    }

    /// The next event; `None` when there will be no more.
    async fn next(&mut self) -> Option<Value> {
        loop {
            if let Some((event, rest)) = self.text.split_once("\n\n") {
                let data = event.strip_prefix("event: change\ndata: ").map(str::to_owned);
                self.text = rest.to_owned();
                if let Some(data) = data {
                    return Some(serde_json::from_str(&data).unwrap());
                }
                continue;
            }
            let more = tokio::time::timeout(PATIENCE, self.body.next()).await.expect("something is told");
            self.text.push_str(std::str::from_utf8(&more?.unwrap()).unwrap());
        }
    }
}

async fn target(app: &TestApp, browser: &Browser, name: &str) -> Value {
    let body = json!({"target": {"name": name, "hosts": "127.0.0.1"}});
    let id = browser.send(app, "POST", "/v2/targets", &body).await.expect(201).id();
    json!({"topic": "targets", "id": id, "dialect": "both"})
}

testkit::db_test! {
    async fn an_organization_is_told_of_its_own_changes_only(t: TestDb) {
        let app = TestApp::new(&t);
        let (one, two) = (app.organization("One").await, app.organization("Two").await);
        app.user(&one, Role::Owner, "one@example.org").await;
        app.user(&two, Role::Owner, "two@example.org").await;
        let (one, two) = (Browser::new(&app, "one@example.org").await, Browser::new(&app, "two@example.org").await);
        let (mut first, mut second) = (Page::open(&app, &one).await, Page::open(&app, &two).await);
        let changed = target(&app, &one, "a").await;
        assert_eq!(first.next().await, Some(changed));
        let changed = target(&app, &two, "b").await;
        assert_eq!(second.next().await, Some(changed), "told of another organization's change");
    }

    async fn a_stream_ends_with_its_session(t: TestDb) {
        let app = TestApp::new(&t);
        app.owner().await;
        let (one, two) = (Browser::new(&app, "owner@example.org").await, Browser::new(&app, "owner@example.org").await);
        let (mut first, mut second) = (Page::open(&app, &one).await, Page::open(&app, &two).await);
        one.send(&app, "DELETE", "/app/session", &Value::Null).await.expect(204);
        assert_eq!(first.next().await, None);
        let changed = target(&app, &two, "a").await;
        assert_eq!(second.next().await, Some(changed), "the other session goes on");
    }
}

#[test]
fn strangers_and_too_many_pages_are_not_told() {
    crate::support::on_sqlite(async |app| {
        app.get("", "/app/events").await.expect(401);
        let token = app.owner().await;
        app.get(&token, "/app/events").await.expect(401);
        let browser = Browser::new(&app, "owner@example.org").await;
        let mut pages = Vec::new();
        for _ in 0..8 {
            pages.push(Page::open(&app, &browser).await);
        }
        browser.get(&app, "/app/events").await.expect(429);
        // A page that is gone makes room.
        drop(pages.pop());
        Page::open(&app, &browser).await;
    });
}
