//! A server that counts what changes state: for tests of what a profile may send, and of what is sent twice.

use std::collections::BTreeMap;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use crate::http::Request;
use crate::noise::Noise;
use crate::reply::Reply;
use crate::server::{Server, Site, serve};
use crate::state::State;
use crate::visit::{Visit, escape};

/// Most different requests that are remembered.
const KEPT: usize = 100_000;

/// What was asked for so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// Every request but those for the counts.
    pub requests: u64,
    /// Requests that may change something: POST, PUT, PATCH, DELETE, and GET of an address that says it deletes.
    pub changing: u64,
    /// Of those, requests equal to an earlier one in method, address, body and headers.
    pub repeated: u64,
    /// The first of the changing requests, as `METHOD address`.
    pub first: Vec<String>,
    /// The first of the repeated ones, as `METHOD address: body`.
    pub again: Vec<String>,
}

/// The canary: its server and its counts.
#[derive(Debug)]
pub struct Canary {
    /// The server.
    pub server: Server,
    site: Arc<CanarySite>,
}

impl Canary {
    /// What was asked for so far.
    pub fn counts(&self) -> Counts {
        self.site.lock().counts.clone()
    }
}

/// Starts a canary at `addr`. It answers its counts as JSON at `/__counts`.
///
/// # Errors
/// The address is no loopback address or cannot be listened at.
pub async fn start(addr: SocketAddr) -> io::Result<Canary> {
    let site = Arc::new(CanarySite::default());
    let server = serve(addr, site.clone()).await?;
    Ok(Canary { server, site })
}

#[derive(Debug, Default)]
struct Memory {
    counts: Counts,
    seen: BTreeMap<Vec<u8>, u32>,
}

#[derive(Debug, Default)]
struct CanarySite {
    memory: Mutex<Memory>,
    state: State,
}

impl CanarySite {
    fn lock(&self) -> std::sync::MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn count(&self, request: &Request) {
        let mut memory = self.lock();
        memory.counts.requests += 1;
        if !changes(request) {
            return;
        }
        memory.counts.changing += 1;
        if memory.counts.first.len() < 50 {
            memory.counts.first.push(format!("{} {}", request.method, address(request)));
        }
        let key = fingerprint(request);
        if memory.seen.len() < KEPT || memory.seen.contains_key(&key) {
            let times = memory.seen.entry(key).or_default();
            *times += 1;
            let again = u64::from(*times > 1);
            memory.counts.repeated += again;
            if again > 0 && memory.counts.again.len() < 20 {
                let body = String::from_utf8_lossy(&request.body);
                memory.counts.again.push(format!("{} {}: {body}", request.method, address(request)));
            }
        }
    }
}

/// Whether a request may change something.
fn changes(request: &Request) -> bool {
    let names = ["delete", "remove", "destroy"];
    let path = request.path.to_ascii_lowercase();
    match request.method.as_str() {
        "POST" | "PUT" | "PATCH" | "DELETE" => true,
        "GET" => names.iter().any(|n| path.contains(n)),
        _ => false,
    }
}

fn address(request: &Request) -> String {
    if request.query.is_empty() {
        request.path.clone()
    } else {
        format!("{}?{}", request.path, request.query)
    }
}

fn fingerprint(request: &Request) -> Vec<u8> {
    let mut headers: Vec<String> = request.headers.iter().map(|(n, v)| format!("{n}: {v}")).collect();
    headers.sort();
    let head = format!("{} {}\n{}\n\n", request.method, address(request), headers.join("\n"));
    [head.as_bytes(), &request.body].concat()
}

impl Site for CanarySite {
    fn answer(&self, request: &Request) -> Reply {
        if request.path == "/__counts" {
            let Counts { requests, changing, repeated, .. } = self.lock().counts;
            return Reply::json(format!(
                "{{\"requests\":{requests},\"changing\":{changing},\"repeated\":{repeated}}}"
            ));
        }
        self.count(request);
        let noise = Noise::new(self.lock().counts.requests);
        let visit =
            Visit { request, state: &self.state, noise: &noise, host: request.header("host"), served: 0 };
        page(&visit)
    }
}

/// A small shop: pages, a search, forms of every method that changes, links that delete.
fn page(visit: &Visit<'_>) -> Reply {
    let request = visit.request;
    let sent = request.method != "GET" && request.method != "HEAD" && request.method != "OPTIONS";
    match request.path.as_str() {
        "/" => visit.page(
            "Canary",
            "<ul><li><a href=\"/items?id=1\">Item</a></li><li><a href=\"/search?q=tea\">Search</a></li>\
             <li><a href=\"/items/1/delete\">Delete item 1</a></li><li><a href=\"/delete.php?id=7\">Delete 7</a></li>\
             <li><a href=\"/cart\">Cart</a></li><li><a href=\"/account\">Account</a></li><li><a href=\"/openapi.json\">API</a></li></ul>",
        ),
        "/search" => visit.page("Search", &format!("<p>Nothing for {}</p>", request.query("q").unwrap_or_default())),
        "/items" => {
            let id = request.query("id").unwrap_or_default();
            visit.page("Item", &format!("<p>Item {}</p><a href=\"/items?id=2\">next</a>", escape(&id)))
        }
        "/cart" if sent => visit.page("Cart", &format!("<p>Added {}</p>", request.form("goods").unwrap_or_default())),
        "/cart" => visit.page(
            "Cart",
            "<form action=\"/cart\" method=post><input name=goods value=rope><input name=amount value=1><button>Add</button></form>",
        ),
        "/account" if sent => visit.page("Account", "<p>Saved.</p>"),
        "/account" => visit.page(
            "Account",
            "<form action=\"/account\" method=post><input name=name value=Anna><textarea name=about>hello</textarea><button>Save</button></form>",
        ),
        "/api/items" => Reply::json("{\"items\":[1,2]}"),
        "/openapi.json" => Reply::json(
            "{\"openapi\":\"3.0.3\",\"info\":{\"title\":\"Canary\",\"version\":\"1\"},\"paths\":{\"/api/items\":{\"get\":{\"responses\":\
             {\"200\":{\"description\":\"ok\"}}},\"post\":{\"requestBody\":{\"content\":{\"application/json\":{\"schema\":{\"type\":\"object\",\
             \"properties\":{\"name\":{\"type\":\"string\"}}}}}},\"responses\":{\"201\":{\"description\":\"made\"}}},\"delete\":{\"responses\":\
             {\"204\":{\"description\":\"gone\"}}}}}}",
        ),
        path if path.contains("delete") => visit.page("Deleted", "<p>Gone.</p>"),
        _ => visit.page("Not found", "<p>There is no such page.</p>").status(404),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(method: &str, path: &str, body: &str) -> Request {
        Request { method: method.into(), path: path.into(), body: body.into(), ..Request::default() }
    }

    #[test]
    fn what_changes_is_counted_and_what_repeats_is_seen() {
        let site = CanarySite::default();
        for (method, path, body) in [
            ("GET", "/", ""),
            ("GET", "/", ""),
            ("POST", "/cart", "a=1"),
            ("POST", "/cart", "a=2"),
            ("POST", "/cart", "a=1"),
            ("GET", "/items/1/delete", ""),
            ("OPTIONS", "/cart", ""),
            ("GET", "/__counts", ""),
        ] {
            site.answer(&request(method, path, body));
        }
        let counts = site.lock().counts.clone();
        assert_eq!((counts.requests, counts.changing, counts.repeated), (7, 4, 1));
        assert_eq!(counts.first[0], "POST /cart");
    }
}
