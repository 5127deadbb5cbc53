//! Interfaces of data stores and control planes over HTTP that answer whoever asks. Each is asked only for what shows
//! that it answers, and only where its front page or port makes it likely.

use model::definition::Effect;
use model::evidence::Evidence;
use model::finding::Observation;
use net::NetError;
use net::http::{Request, Response};
use serde_json::Value;

use super::{applies, get, nowhere, request};
use crate::CheckGroup;
use crate::context::Context;
use crate::talk::{gathering, group};

const WORDS: &[&str] = &[
    "elasticsearch-open",
    "couchdb-open",
    "etcd-open",
    "docker-api-open",
    "kubelet-open",
    "consul-open",
    "jenkins-open",
    "prometheus-open",
];

pub(crate) const PLANES: CheckGroup = CheckGroup {
    name: "http-planes",
    words: WORDS,
    effect: Effect::Safe,
    applies,
    start: gathering!(WORDS, talk),
};

group!(MANAGEMENT: "rabbitmq-management", &["rabbitmq-default-credentials"], Tcp, &["http", "rabbitmq-management"], &[15672], guest);
/// RabbitMQ's management interface.
pub(crate) const RABBITMQ: CheckGroup = MANAGEMENT;

/// One interface: what is asked and what the answer must be.
struct Plane {
    word: &'static str,
    method: &'static str,
    path: &'static str,
    body: &'static [u8],
    summary: &'static str,
    is: fn(&Response) -> bool,
}

const fn plane(
    word: &'static str,
    path: &'static str,
    summary: &'static str,
    is: fn(&Response) -> bool,
) -> Plane {
    Plane { word, method: "GET", path, body: b"", summary, is }
}

const PLANES_ASKED: &[Plane] = &[
    plane(
        "elasticsearch-open",
        "/_cat/indices?format=json&h=index",
        "the indices are listed without signing in",
        elasticsearch,
    ),
    plane("couchdb-open", "/_all_dbs", "the databases are listed without signing in", couchdb),
    Plane {
        word: "etcd-open",
        method: "POST",
        path: "/v3/kv/range",
        body: br#"{"key":"AA==","range_end":"AA==","limit":"1","keys_only":true}"#,
        summary: "keys can be read without signing in",
        is: etcd_v3,
    },
    plane("etcd-open", "/v2/keys/", "keys can be read without signing in", etcd_v2),
    plane(
        "docker-api-open",
        "/containers/json?limit=1",
        "containers can be listed without signing in",
        docker,
    ),
    plane("kubelet-open", "/pods", "the pods of the node are listed without signing in", kubelet),
    plane("consul-open", "/v1/agent/self", "the agent's configuration is given without a token", consul),
    plane("jenkins-open", "/script", "the script console is open without signing in", jenkins),
    plane(
        "prometheus-open",
        "/api/v1/status/buildinfo",
        "the query interface answers without signing in",
        prometheus,
    ),
    plane("prometheus-open", "/metrics", "metrics can be read without signing in", metrics),
];

async fn talk(context: Context<'_>, found: &mut Vec<Observation>) -> Result<(), NetError> {
    let control = get(context, &nowhere(context, "planes")).await?;
    for plane in PLANES_ASKED {
        if found.iter().any(|o| o.check == plane.word) {
            continue;
        }
        let question = Request { method: plane.method, path: plane.path, headers: &[], body: plane.body };
        let answer = match request(context, &question).await {
            Ok(answer) => answer,
            Err(NetError::Closed | NetError::Protocol(_) | NetError::TooLarge) => continue,
            Err(error) => return Err(error),
        };
        if answer.status == 200 && (plane.is)(&answer) && !(plane.is)(&control) {
            let evidence = Evidence::new(plane.summary)
                .with("request", format!("{} {}", plane.method, plane.path))
                .with("response", String::from_utf8_lossy(&answer.raw_head))
                .with("body", format!("{} bytes of the expected kind", answer.body.len()))
                .with("control", format!("a path that does not exist: status {}", control.status));
            found.push(context.confirmed(plane.word, evidence));
        }
    }
    Ok(())
}

fn json(r: &Response) -> Option<Value> {
    serde_json::from_slice(&r.body).ok()
}

/// A list of indices in which each names itself; an empty cluster has an empty list and says so in a header.
fn elasticsearch(r: &Response) -> bool {
    let product = r.header("x-elastic-product").is_some();
    match json(r) {
        Some(Value::Array(indices)) if indices.is_empty() => product,
        Some(Value::Array(indices)) => indices.iter().all(|i| i.get("index").is_some_and(Value::is_string)),
        _ => false,
    }
}

fn couchdb(r: &Response) -> bool {
    let server = r.header("server").is_some_and(|s| s.contains("CouchDB"));
    server && matches!(json(r), Some(Value::Array(names)) if names.iter().all(Value::is_string))
}

fn etcd_v3(r: &Response) -> bool {
    json(r)
        .is_some_and(|v| v.pointer("/header/cluster_id").is_some() && v.pointer("/header/revision").is_some())
}

fn etcd_v2(r: &Response) -> bool {
    r.header("x-etcd-cluster-id").is_some() && json(r).is_some_and(|v| v.get("node").is_some())
}

fn docker(r: &Response) -> bool {
    let engine =
        r.header("api-version").is_some() || r.header("server").is_some_and(|s| s.starts_with("Docker/"));
    engine && matches!(json(r), Some(Value::Array(_)))
}

fn kubelet(r: &Response) -> bool {
    json(r).is_some_and(|v| v.get("kind").and_then(Value::as_str) == Some("PodList"))
}

fn consul(r: &Response) -> bool {
    json(r).is_some_and(|v| v.pointer("/Config/NodeName").is_some() && v.get("Member").is_some())
}

fn jenkins(r: &Response) -> bool {
    r.header("x-jenkins").is_some() && r.text().contains("Script Console")
}

fn prometheus(r: &Response) -> bool {
    json(r).is_some_and(|v| {
        v.get("status").and_then(Value::as_str) == Some("success") && v.pointer("/data/goVersion").is_some()
    })
}

fn metrics(r: &Response) -> bool {
    let text = r.text();
    let lines = |start: &str| text.lines().take(2000).filter(|l| l.starts_with(start)).count();
    lines("# TYPE ") > 0 && lines("# HELP ") > 0
}

/// Asks who the default user is; one try with one password.
async fn guest(context: Context<'_>) -> Result<Vec<Observation>, NetError> {
    // An anonymous question first: only the management interface refuses it with a challenge of its own.
    let challenge = get(context, "/api/whoami").await?;
    let realm = challenge.headers_named("www-authenticate").any(|v| v.contains("RabbitMQ"));
    if challenge.status != 401 || !realm {
        return Ok(Vec::new());
    }
    // guest:guest in Base64.
    let headers = [("Authorization", "Basic Z3Vlc3Q6Z3Vlc3Q=")];
    let question = Request { method: "GET", path: "/api/whoami", headers: &headers, body: b"" };
    let answer = request(context, &question).await?;
    let accepted = answer.status == 200
        && json(&answer).is_some_and(|v| v.get("name").and_then(Value::as_str) == Some("guest"));
    Ok(accepted
        .then(|| {
            let evidence = Evidence::new("the management interface accepted the default user and password");
            context.confirmed(
                "rabbitmq-default-credentials",
                evidence.with("request", "GET /api/whoami as guest"),
            )
        })
        .into_iter()
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(is: fn(&Response) -> bool, headers: &[(&str, &str)], body: &str, expect: bool) {
        let headers = headers.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
        let response =
            Response { status: 200, headers, body: body.as_bytes().to_vec(), ..Response::default() };
        assert_eq!(is(&response), expect, "{body}");
    }

    #[test]
    fn answers_are_told_apart() {
        check(elasticsearch, &[], r#"[{"index":"a"}]"#, true);
        check(elasticsearch, &[], "[]", false);
        check(elasticsearch, &[], r#"[{"x":1}]"#, false);
        check(couchdb, &[("Server", "CouchDB/3.3")], r#"["_users"]"#, true);
        check(couchdb, &[], r#"["_users"]"#, false);
        check(etcd_v3, &[], r#"{"header":{"cluster_id":"1","revision":"1"}}"#, true);
        check(docker, &[("Api-Version", "1.43")], "[]", true);
        check(kubelet, &[], r#"{"kind":"PodList"}"#, true);
        check(consul, &[], r#"{"Config":{"NodeName":"a"},"Member":{}}"#, true);
        check(metrics, &[], "# HELP a b\n# TYPE a gauge\na 1\n", true);
        check(metrics, &[], "<html># TYPE", false);
    }
}
