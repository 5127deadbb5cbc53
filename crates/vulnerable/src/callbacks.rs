//! A server that remembers who called, for a scanner that proves SSRF and XXE by calls to a server of its makers: in a
//! namespace without a way out it needs one of its own. Addresses are `/ssrf/SESSION/REQUEST/PARAMETER/` and
//! `/dtd/SESSION/REQUEST/PARAMETER/NAME.dtd`; what was called is asked for at `/get_ssrf.php?session_id=SESSION` and
//! `/get_xxe.php?session_id=SESSION`.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use crate::http::Request;
use crate::reply::Reply;
use crate::server::{Server, Site, serve};
use crate::visit::quoted;

/// Most calls that are remembered.
const KEPT: usize = 10_000;

/// Starts it at `addr`.
///
/// # Errors
/// The address is no loopback address or cannot be listened at.
pub async fn start(addr: SocketAddr) -> io::Result<Server> {
    serve(addr, Arc::new(Callbacks::default())).await
}

/// A call: kind, session, request, parameter, name of the document.
type Call = [String; 5];

#[derive(Debug, Default)]
struct Callbacks(Mutex<BTreeSet<Call>>);

impl Callbacks {
    fn calls(&self) -> std::sync::MutexGuard<'_, BTreeSet<Call>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn called(&self, path: &str) {
        let mut parts = path.split('/').skip(1).map(|p| p.chars().take(200).collect::<String>());
        let mut next = || parts.next().unwrap_or_default();
        let call = [next(), next(), next(), next(), next().trim_end_matches(".dtd").to_owned()];
        let mut calls = self.calls();
        if calls.len() < KEPT {
            calls.insert(call);
        }
    }

    fn answer_calls(&self, kind: &str, session: &str) -> Reply {
        let mut requests: BTreeMap<String, BTreeMap<String, Vec<String>>> = BTreeMap::new();
        for [_, _, request, parameter, name] in
            self.calls().iter().filter(|c| c[0] == kind && c[1] == session)
        {
            let call = format!(
                "{{\"date\":\"2026-01-01T00:00:00\",\"ip\":\"127.0.0.1\",\"method\":\"GET\",\"size\":0,\"url\":\"\",\"payload\":{}}}",
                quoted(name)
            );
            requests.entry(request.clone()).or_default().entry(parameter.clone()).or_default().push(call);
        }
        let object = |all: Vec<String>| format!("{{{}}}", all.join(","));
        let parameters = |of: BTreeMap<String, Vec<String>>| {
            object(of.into_iter().map(|(p, calls)| format!("{}:[{}]", quoted(&p), calls.join(","))).collect())
        };
        Reply::json(object(
            requests.into_iter().map(|(r, of)| format!("{}:{}", quoted(&r), parameters(of))).collect(),
        ))
    }
}

impl Site for Callbacks {
    fn answer(&self, request: &Request) -> Reply {
        let session = request.query("session_id").unwrap_or_default();
        match request.path.as_str() {
            "/get_ssrf.php" => self.answer_calls("ssrf", &session),
            "/get_xxe.php" => self.answer_calls("dtd", &session),
            path => {
                self.called(path);
                Reply::text("")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_are_told_to_their_session() {
        let site = Callbacks::default();
        let get = |path: &str, query: &str| {
            let request = Request { path: path.into(), query: query.into(), ..Request::default() };
            String::from_utf8(site.answer(&request).body).unwrap()
        };
        get("/ssrf/s1/7/75726c/", "");
        get("/dtd/s1/8/72/linux.dtd", "");
        assert!(get("/get_ssrf.php", "session_id=s1").starts_with("{\"7\":{\"75726c\":[{"));
        assert!(get("/get_xxe.php", "session_id=s1").contains("\"payload\":\"linux\""));
        assert_eq!(get("/get_ssrf.php", "session_id=s2"), "{}");
    }
}
