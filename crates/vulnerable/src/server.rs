//! A server of one class on loopback: routes, index, bounds.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::io::{AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, oneshot};

use crate::acts::fetch;
use crate::case::{At, Class};
use crate::http::{self, Request};
use crate::noise::Noise;
use crate::reply::Reply;
use crate::sites::{self, Page, Run};
use crate::state::State;
use crate::visit::{Visit, escape};

/// Most connections at a time.
const CONNECTIONS: usize = 256;
/// How long a connection may say nothing.
const IDLE: Duration = Duration::from_secs(20);

/// A server that runs until it is dropped or stopped.
#[derive(Debug)]
pub struct Server {
    /// Where it listens.
    pub addr: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
}

impl Server {
    /// Its address for a scanner: `http://127.0.0.1:4711/`.
    pub fn url(&self) -> String {
        format!("http://{}/", self.addr)
    }

    /// Stops it.
    pub fn stop(mut self) {
        self.end();
    }

    fn end(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.end();
    }
}

/// What answers requests.
pub(crate) trait Site: Send + Sync + 'static {
    /// The answer to a request.
    fn answer(&self, request: &Request) -> Reply;
}

/// Starts the server of a class at `addr`; port 0 takes any that is free.
///
/// # Errors
/// The address is no loopback address or cannot be listened at.
pub async fn start(class: Class, addr: SocketAddr) -> io::Result<Server> {
    serve(addr, Arc::new(ClassSite::new(class))).await
}

/// Starts a server of any site.
pub(crate) async fn serve(addr: SocketAddr, site: Arc<dyn Site>) -> io::Result<Server> {
    if !addr.ip().is_loopback() {
        return Err(io::Error::other("listen beyond loopback: a weak server is nobody else's to reach"));
    }
    let listener = TcpListener::bind(addr).await?;
    let addr = listener.local_addr()?;
    let (stop, mut stopped) = oneshot::channel();
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    tokio::spawn(async move {
        let mut tasks = tokio::task::JoinSet::new();
        loop {
            tokio::select! {
                _ = &mut stopped => break,
                _ = tasks.join_next(), if !tasks.is_empty() => {}
                accepted = listener.accept() => {
                    let (Ok((stream, _)), Ok(permit)) = (accepted, room.clone().acquire_owned().await) else { continue };
                    let site = site.clone();
                    tasks.spawn(async move {
                        talk(stream, site).await;
                        drop(permit);
                    });
                }
            }
        }
    });
    Ok(Server { addr, stop: Some(stop) })
}

async fn talk(stream: TcpStream, site: Arc<dyn Site>) {
    let _ = stream.set_nodelay(true);
    let mut stream = BufReader::new(stream);
    while let Ok(Some(request)) = tokio::time::timeout(IDLE, http::read(&mut stream)).await {
        let mut reply = site.answer(&request);
        if let Some(wanted) = reply.fetch.take() {
            let fetched = fetch::fetch(&wanted.url).await;
            if wanted.shown {
                let body = String::from_utf8_lossy(&reply.body).replace("@@FETCHED@@", &escape(&fetched));
                reply.body = body.into_bytes();
            }
        }
        if !reply.delay.is_zero() {
            tokio::time::sleep(reply.delay).await;
        }
        let bytes = reply.bytes(request.method == "HEAD", request.keep_alive);
        if stream.write_all(&bytes).await.is_err() || !request.keep_alive {
            break;
        }
    }
    let _ = stream.shutdown().await;
}

/// The site of a class.
struct ClassSite {
    class: Class,
    pages: Vec<Page>,
    others: Vec<(&'static str, Run)>,
    state: State,
    noise: Noise,
    served: AtomicU64,
}

impl ClassSite {
    fn new(class: Class) -> Self {
        Self {
            class,
            pages: sites::pages(class),
            others: sites::others(class),
            state: State::default(),
            noise: Noise::new(class as u64),
            served: AtomicU64::new(0),
        }
    }

    fn index(&self, visit: &Visit<'_>, half: usize) -> Reply {
        let linked: Vec<&Page> = self.pages.iter().filter(|p| p.linked).collect();
        let (first, second) = linked.split_at(linked.len().div_ceil(2));
        let links: String = if half == 0 { first } else { second }.iter().map(|p| way(p)).collect();
        let more = if half == 0 && !second.is_empty() {
            "<p><a href=\"/more\">More of our pages</a></p>"
        } else {
            ""
        };
        visit.page("Welcome", &format!("<p>Everything for the harbour.</p><ul>{links}</ul>{more}"))
    }

    fn description(&self) -> Reply {
        let operations: Vec<String> = self.pages.iter().filter_map(operation).collect();
        Reply::json(format!(
            "{{\"openapi\":\"3.0.3\",\"info\":{{\"title\":\"Harbour Goods\",\"version\":\"1.4\"}},\"paths\":{{{}}}}}",
            operations.join(",")
        ))
    }
}

impl Site for ClassSite {
    fn answer(&self, request: &Request) -> Reply {
        sites::dress(self.class, self.page(request))
    }
}

impl ClassSite {
    fn page(&self, request: &Request) -> Reply {
        let host = request.header("host");
        let served = self.served.fetch_add(1, Ordering::Relaxed);
        let visit = Visit { request, state: &self.state, noise: &self.noise, host, served };
        if let Some(page) =
            self.pages.iter().find(|p| p.case.path != "/" && matches(p.case.path, &request.path))
        {
            return asked(&visit, page);
        }
        if let Some((_, run)) = self.others.iter().find(|(path, _)| *path == request.path) {
            return run(&visit, None);
        }
        let api = self.pages.iter().any(|p| matches!(p.case.at, At::Json(_) | At::Xml));
        match request.path.as_str() {
            "/" => self.index(&visit, 0),
            "/more" => self.index(&visit, 1),
            "/about" => visit.page("About", "<p>We trade ropes, lamps and tea since 1968.</p>"),
            "/openapi.json" if api => self.description(),
            _ => match self.others.iter().find(|(path, _)| *path == "*") {
                Some((_, run)) => run(&visit, None),
                None => visit.page("Not found", "<p>There is no such page.</p>").status(404),
            },
        }
    }
}

/// Whether a path is that of a page, `*` standing for one segment.
fn matches(pattern: &str, path: &str) -> bool {
    let Some((before, after)) = pattern.split_once('*') else { return pattern == path };
    let middle = path.strip_prefix(before).and_then(|rest| rest.strip_suffix(after));
    middle.is_some_and(|m| !m.is_empty() && (!m.contains('/') || after.is_empty()))
}

fn asked(visit: &Visit<'_>, page: &Page) -> Reply {
    let request = visit.request;
    let sent = request.method == "POST";
    let value = match page.case.at {
        At::Query(name) | At::Search(name) => request.query(name),
        At::Form(name) | At::Upload(name) => sent.then(|| request.form(name)).flatten(),
        At::Json(name) => sent.then(|| request.json(name)).flatten(),
        At::Xml => sent.then(|| String::from_utf8_lossy(&request.body).into_owned()),
        At::Segment => page.case.path.split_once('*').and_then(|(before, after)| {
            let middle = request.path.strip_prefix(before)?.strip_suffix(after)?;
            Some(http::percent(middle))
        }),
        At::Header(name) => Some(request.header(&name.to_ascii_lowercase()).to_owned()),
        At::Cookie(name) => request.cookie(name),
        At::Page => None,
    };
    match (page.case.at, value) {
        (At::Form(_) | At::Upload(_) | At::Search(_), None) if !sent => {
            visit.page("Form", &form(visit, page))
        }
        (At::Json(_) | At::Xml, None) if !sent => visit.page("Order desk", &script(page)),
        (At::Cookie(name), None) => {
            let reply = (page.run)(visit, Some(page.seed));
            reply.with(
                "Set-Cookie",
                format!("{name}={}; Path=/; HttpOnly; SameSite=Lax", http::encode(page.seed)),
            )
        }
        (_, value) => (page.run)(visit, value.as_deref()),
    }
}

/// How the index leads to a page.
fn way(page: &Page) -> String {
    let name = page.case.path.trim_matches(['/', '*']).replace(['/', '-', '_'], " ");
    format!("<li><a href=\"{}\">{}</a></li>\n", escape(&page.address()), escape(&name))
}

/// A form that sends the value of a page.
fn form(visit: &Visit<'_>, page: &Page) -> String {
    let (method, encoding, name) = match page.case.at {
        At::Upload(name) => ("post", " enctype=\"multipart/form-data\"", name),
        At::Form(name) => ("post", "", name),
        At::Query(name) | At::Search(name) => ("get", "", name),
        _ => ("get", "", "value"),
    };
    let (path, seed) = (page.case.path, escape(page.seed));
    let field = match page.case.at {
        At::Upload(_) => format!("<input type=file name=\"{name}\">"),
        _ if page.seed.len() > 40 => format!("<textarea name=\"{name}\">{seed}</textarea>"),
        _ if name.contains("pass") => format!("<input type=password name=\"{name}\" value=\"{seed}\">"),
        _ => format!("<input type=text name=\"{name}\" value=\"{seed}\">"),
    };
    let more: String = page.more.split('&').filter(|f| !f.is_empty()).filter_map(|f| f.split_once('=')).fold(
        String::new(),
        |all, (n, v)| {
            let kind = if n.contains("pass") { "password" } else { "text" };
            all + &format!("<input type={kind} name=\"{n}\" value=\"{}\">", escape(&http::decode(v)))
        },
    );
    let token = visit.noise.token();
    format!(
        "<form action=\"{path}\" method={method}{encoding}>{field}{more}\
         <input type=hidden name=csrf_token value=\"{token}\"><button type=submit name=go value=1>Send</button></form>"
    )
}

/// A page whose script sends the value.
fn script(page: &Page) -> String {
    let path = page.case.path;
    let (kind, body) = match page.case.at {
        At::Json(name) => ("application/json", format!("JSON.stringify({{\"{name}\": \"{}\"}})", page.seed)),
        _ => ("application/xml", format!("`{}`", page.seed)),
    };
    format!(
        "<p>See <a href=\"/openapi.json\">our interface</a>.</p><button id=b>Order</button><pre id=o></pre><script>\n\
         document.getElementById('b').onclick = function () {{\n  fetch('{path}', {{method: 'POST', headers: \
         {{'Content-Type': '{kind}'}}, body: {body}}}).then(r => r.text()).then(t => \
         {{ document.getElementById('o').textContent = t; }});\n}};\n</script>"
    )
}

/// The description of a page that takes JSON or XML.
fn operation(page: &Page) -> Option<String> {
    use crate::visit::quoted;
    let content = match page.case.at {
        At::Json(name) => format!(
            "\"application/json\":{{\"schema\":{{\"type\":\"object\",\"properties\":{{\"{name}\":{{\"type\":\"string\"}}}}}},\
             \"example\":{{\"{name}\":{}}}}}",
            quoted(page.seed)
        ),
        At::Xml => {
            format!(
                "\"application/xml\":{{\"schema\":{{\"type\":\"string\"}},\"example\":{}}}",
                quoted(page.seed)
            )
        }
        _ => return None,
    };
    Some(format!(
        "\"{}\":{{\"post\":{{\"requestBody\":{{\"content\":{{{content}}}}},\"responses\":{{\"200\":{{\"description\":\"done\"}}}}}}}}",
        page.case.path
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_is_one_segment_in_the_middle_and_any_rest_at_the_end() {
        assert!(matches("/a/*/b", "/a/x/b") && !matches("/a/*/b", "/a/x/y/b") && !matches("/a/*/b", "/a//b"));
        assert!(matches("/f/*", "/f/x/../y") && !matches("/f/*", "/f/") && matches("/f", "/f"));
    }

    #[tokio::test]
    async fn nothing_listens_beyond_loopback() {
        assert!(start(Class::Cors, "0.0.0.0:0".parse().unwrap()).await.is_err());
    }

    #[test]
    fn every_linked_page_answers_what_the_index_offers() {
        for class in Class::ALL {
            let site = ClassSite::new(*class);
            for page in site.pages.iter().filter(|p| p.linked) {
                let address = page.address();
                let (path, query) = address.split_once('?').unwrap_or((&address, ""));
                let headers = vec![("host".to_owned(), "127.0.0.1:1".to_owned())];
                let method = "GET".to_owned();
                let request =
                    Request { method, path: path.into(), query: query.into(), headers, ..Request::default() };
                let reply = site.answer(&request);
                let body = String::from_utf8_lossy(&reply.body).into_owned();
                assert!(!body.contains("There is no such page"), "{}", page.case.id);
            }
        }
    }
}
