//! A signed-in API client.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::eventually;

pub(crate) struct Client {
    http: reqwest::Client,
    pub(crate) base: String,
    token: String,
}

/// A finding without what differs between installations: ids and times.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Seen {
    pub(crate) check: String,
    pub(crate) place: String,
    pub(crate) state: String,
    severity: String,
    evidence: String,
}

impl Client {
    pub(crate) async fn sign_in(base: &str, email: &str, password: &str) -> Self {
        // A second installation is refused, and that is fine.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = reqwest::Client::builder().no_proxy().build().expect("a client");
        let mut client = Self { http, base: base.to_owned(), token: String::new() };
        let body = json!({"username": email, "password": password});
        let answer = client.post("/v2/auth/sign_in", body).await;
        client.token = answer["token"].as_str().expect("a token").to_owned();
        client
    }

    async fn send(&self, request: reqwest::RequestBuilder) -> (u16, Vec<u8>) {
        let request = if self.token.is_empty() { request } else { request.bearer_auth(&self.token) };
        let answer = request.send().await.expect("the server answers");
        (answer.status().as_u16(), answer.bytes().await.expect("a whole body").to_vec())
    }

    pub(crate) async fn bytes(&self, path: &str) -> Vec<u8> {
        let (status, body) = self.send(self.http.get(format!("{}{path}", self.base))).await;
        assert!(status < 300, "GET {path}: {status} {}", String::from_utf8_lossy(&body));
        body
    }

    pub(crate) async fn get(&self, path: &str) -> Value {
        serde_json::from_slice(&self.bytes(path).await).expect("JSON")
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Value {
        let (status, body) = self.send(self.http.post(format!("{}{path}", self.base)).json(&body)).await;
        assert!(status < 300, "POST {path}: {status} {}", String::from_utf8_lossy(&body));
        serde_json::from_slice(&body).expect("JSON")
    }

    pub(crate) async fn put(&self, path: &str, body: Value) {
        let (status, body) = self.send(self.http.put(format!("{}{path}", self.base)).json(&body)).await;
        assert!(status < 300, "PUT {path}: {status} {}", String::from_utf8_lossy(&body));
    }

    /// Removes something.
    pub(crate) async fn delete(&self, path: &str) {
        let (status, body) = self.send(self.http.delete(format!("{}{path}", self.base))).await;
        assert!(status < 300, "DELETE {path}: {status} {}", String::from_utf8_lossy(&body));
    }

    async fn create(&self, path: &str, body: Value) -> String {
        id(&self.post(path, body).await["data"])
    }

    /// A scan of hosts over ports, with a target and a port list of its own.
    pub(crate) async fn scan(&self, hosts: &str, ports: &str, profile: &str) -> String {
        let target =
            self.create("/v2/targets", json!({"name": format!("target of {ports}"), "hosts": hosts})).await;
        let list =
            self.create("/v2/port_lists", json!({"name": format!("list of {ports}"), "ports": ports})).await;
        let body = json!({"name": format!("scan of {ports}"), "target_id": target, "profile_id": profile, "port_list_id": list});
        self.create("/v2/scans", body).await
    }

    /// Starts a scan; gives the run.
    pub(crate) async fn start(&self, scan: &str) -> String {
        id(&self.post(&format!("/v2/scans/{scan}/start"), json!({})).await["data"])
    }

    /// The run as it stands.
    pub(crate) async fn run(&self, scan: &str, run: &str) -> Value {
        self.get(&format!("/v2/scans/{scan}/histories/{run}")).await["data"]["attributes"].clone()
    }

    pub(crate) async fn status(&self, scan: &str, run: &str) -> String {
        self.run(scan, run).await["status"].as_str().expect("a state").to_owned()
    }

    /// Waits until a run is at its end; gives its state.
    pub(crate) async fn ended(&self, scan: &str, run: &str) -> String {
        eventually("the end of the run", || async {
            let status = self.status(scan, run).await;
            let over = ["completed", "completed_invalid", "failed", "canceled"].contains(&status.as_str());
            over.then_some(status)
        })
        .await
    }

    /// Every finding of a scan, those that are gone included.
    pub(crate) async fn findings(&self, scan: &str) -> BTreeSet<Seen> {
        let mut all = BTreeSet::new();
        for page in 1.. {
            let list = self
                .get(&format!("/v2/scans/{scan}/vulnerabilities?q[state]=*&per_page=100&page={page}"))
                .await;
            let items = list["data"].as_array().expect("a list");
            all.extend(items.iter().map(|item| seen(&item["attributes"])));
            if items.len() < 100 {
                return all;
            }
        }
        all
    }
}

fn id(object: &Value) -> String {
    object["id"].as_str().unwrap_or_else(|| panic!("no id: {object}")).to_owned()
}

fn seen(a: &Value) -> Seen {
    Seen {
        check: a["nvt"]["check"].as_str().expect("a check").to_owned(),
        place: format!("{}:{}/{} {}", a["host"], a["port"], a["protocol"], a["url"]),
        state: a["state"].as_str().expect("a state").to_owned(),
        severity: a["severity"].to_string(),
        evidence: a["evidence"].to_string(),
    }
}
