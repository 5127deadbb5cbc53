//! A client of the DAST dialect.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::eventually;
use super::process::{EMAIL, PASSWORD};

/// A signed-in client.
pub(crate) struct Dast {
    base: String,
    token: String,
    http: reqwest::Client,
}

impl Dast {
    /// Signs in at the server with the address `base`.
    pub(crate) async fn sign_in(base: &str) -> Self {
        let http = reqwest::Client::new();
        let mut dast = Self { base: base.trim_end_matches('/').to_owned(), token: String::new(), http };
        let answer = dast.post("/auth/obtain/", json!({"username": EMAIL, "password": PASSWORD})).await;
        dast.token = answer["token"].as_str().expect("a token").to_owned();
        dast
    }

    pub(crate) async fn get(&self, path: &str) -> Value {
        self.send(self.http.get(format!("{}{path}", self.base))).await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Value {
        self.send(self.http.post(format!("{}{path}", self.base)).json(&body)).await
    }

    pub(crate) async fn text(&self, path: &str) -> String {
        self.answer(self.http.get(format!("{}{path}", self.base))).await
    }

    async fn send(&self, request: reqwest::RequestBuilder) -> Value {
        let text = self.answer(request).await;
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
    }

    async fn answer(&self, request: reqwest::RequestBuilder) -> String {
        let request = match self.token.as_str() {
            "" => request,
            token => request.header("Authorization", format!("JWT {token}")),
        };
        let response = request.send().await.expect("the server answers");
        let status = response.status();
        let text = response.text().await.expect("text");
        assert!(status.is_success(), "{status}: {text}");
        text
    }

    /// Makes a target.
    pub(crate) async fn target(&self, url: &str) -> String {
        let target = self.post("/targets/", json!({"site": {"name": "test", "url": url}})).await;
        target["id"].as_str().expect("an id").to_owned()
    }

    /// Starts a scan of a target.
    pub(crate) async fn scan_now(&self, target: &str, profile: &str) -> String {
        let scan = self.post(&format!("/targets/{target}/scan_now/"), json!({"scan_profile": profile})).await;
        scan["id"].as_str().expect("an id").to_owned()
    }

    /// Status of a scan.
    pub(crate) async fn status(&self, scan: &str) -> String {
        self.get(&format!("/scans/{scan}/")).await["status"].as_str().expect("a status").to_owned()
    }

    /// Waits for the end of a scan; its status.
    pub(crate) async fn ended(&self, scan: &str) -> String {
        eventually("the end of the scan", || async {
            let status = self.status(scan).await;
            ["completed", "failed", "canceled"].contains(&status.as_str()).then_some(status)
        })
        .await
    }

    /// Findings of a target: definition, address below `url`, parameter, severity and state.
    pub(crate) async fn findings(&self, target: &str, url: &str) -> BTreeSet<String> {
        let list = self.get(&format!("/targets/{target}/findings/?length=500")).await;
        let text = |finding: &Value, name: &str| finding[name].as_str().unwrap_or_default().to_owned();
        let told = |finding: &Value| {
            // Attack values are part of the address: what was put there is random.
            let address = text(finding, "url").replacen(url.trim_end_matches('/'), "", 1);
            let path = address.split('?').next().unwrap_or_default().to_owned();
            let name = &finding["definition"]["name"];
            format!(
                "{name} {path} {} {} {}",
                text(finding, "parameter"),
                finding["severity"],
                text(finding, "state")
            )
        };
        list["results"].as_array().expect("a list").iter().map(told).collect()
    }
}
