//! From a template's request to an answer: one exchange, its redirects, and the answer as matchers read it.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crawl::{Body, Found, Jar, SendError, SiteRequest, WebUrl};
use model::definition::Effect;
use net::NetError;
use template::{Redirects, RequestSpec, Response};

use super::Runner;
use super::cache::{Answer, Asked, Key};

/// What came back, and what it takes to tell of it.
struct Raw {
    request: String,
    response: net::http::Response,
    took: Duration,
}

/// Sends what `spec` says, or takes the answer of somebody who asked the same.
pub(super) async fn ask(runner: &Runner, spec: &RequestSpec, jar: &mut Jar, left: Duration) -> Asked {
    let url = address(spec)?;
    let now = runner.client.env().now();
    let cookies = if spec.cookies { jar.of(&url, now) } else { Vec::new() };
    // The state of a connection in the making is large, and this one lies within several others: off the stack with it.
    let sent = Box::pin(chain(runner, spec, &url, cookies.clone(), left));
    let asked = match Key::of(spec, &cookies, runner.client.session()) {
        Some(key) => runner.cache.get(key, sent).await,
        None => sent.await,
    };
    if let Ok(answer) = &asked
        && spec.cookies
    {
        for (from, line) in &answer.cookies {
            jar.store(from, line, now);
        }
    }
    asked
}

/// The address for connection, scope and cookies. What goes into the request line is the target as the template wrote it.
fn address(spec: &RequestSpec) -> Result<WebUrl, String> {
    let root = format!("{}://{}:{}", spec.scheme, spec.host, spec.port);
    let path = if spec.target.starts_with('/') { spec.target.as_str() } else { "/" };
    let url = WebUrl::parse(&format!("{root}{path}")).or_else(|_| WebUrl::parse(&format!("{root}/")));
    url.map_err(|why| format!("\"{}\" cannot be asked for: {why}", spec.host))
}

/// The request and the redirects that it may follow.
async fn chain(
    runner: &Runner,
    spec: &RequestSpec,
    url: &WebUrl,
    cookies: Vec<(String, String)>,
    left: Duration,
) -> Asked {
    let wait = spec.timeout_seconds.map_or(left, |s| Duration::from_secs(s).min(left));
    match tokio::time::timeout(wait, follow(runner, spec, url, cookies)).await {
        Ok(asked) => asked,
        Err(_) => Err("no answer in the time that the template has".to_owned()),
    }
}

async fn follow(runner: &Runner, spec: &RequestSpec, url: &WebUrl, cookies: Vec<(String, String)>) -> Asked {
    let (most, anywhere) = match spec.redirects {
        Redirects::None => (0, false),
        Redirects::SameHost(most) => (most, false),
        Redirects::Any(most) => (most, true),
    };
    let mut request = site_request(spec, url, cookies)?;
    let first = send(runner, &request, spec, Some(&spec.target)).await?;
    let shown = first.request.clone();
    let mut set = set_cookies(url, &first.response);
    let (mut last, mut took) = (first, Duration::ZERO);
    for _ in 0..most {
        let Some(next) = redirect(&request.url, &last.response) else { break };
        if !anywhere && next.origin() != url.origin() || runner.options.scope.judge(&next).is_err() {
            break;
        }
        took += last.took;
        request = redirected(&request, next, last.response.status);
        if spec.cookies {
            let mut jar = Jar::default();
            let now = runner.client.env().now();
            set.iter().for_each(|(from, line)| drop(jar.store(from, line, now)));
            let fresh = jar.of(&request.url, now);
            request.cookies.retain(|(name, _)| !fresh.iter().any(|(n, _)| n == name));
            request.cookies.extend(fresh);
        }
        last = send(runner, &request, spec, None).await?;
        set.extend(set_cookies(&request.url, &last.response));
    }
    took += last.took;
    Ok(Arc::new(answer(last.response, took, shown, url, &request.url, set, spec.max_body)))
}

/// One exchange. The fence, the ceiling and the net's own guard stand before it.
async fn send(
    runner: &Runner,
    request: &SiteRequest,
    spec: &RequestSpec,
    target: Option<&str>,
) -> Result<Raw, String> {
    if let Err(why) = runner.options.scope.judge(&request.url) {
        return Err(format!("\"{}\" is not asked for: {why}", request.url));
    }
    if spec.effect.max(request.effect()) > runner.client.ceiling() {
        return Err(above(spec.effect.max(request.effect())));
    }
    if !runner.options.pause.is_zero() {
        tokio::time::sleep(runner.options.pause).await;
    }
    runner.cache.count();
    let begin = Instant::now();
    if let (Some(bytes), Some(_)) = (&spec.raw, target) {
        let response = Box::pin(send_bytes(runner, &request.url, bytes)).await.map_err(|e| reason(&e))?;
        let request = String::from_utf8_lossy(bytes).into_owned();
        return Ok(Raw { request, response, took: begin.elapsed() });
    }
    let named = (request.effect() > Effect::Safe).then(|| active::named(&runner.client, request));
    let sent = match (named.as_ref().unwrap_or(request), target) {
        (request, Some(target)) => runner.client.send_as_written(request, target).await,
        (request, None) => runner.client.send(request).await,
    };
    let exchange = sent.map_err(|error| match error {
        SendError::EffectCeiling => above(request.effect()),
        SendError::Net(error) => reason(&error),
    })?;
    Ok(Raw { request: exchange.raw_request, response: exchange.response, took: begin.elapsed() })
}

/// Why a request above the ceiling was left out.
pub(super) fn above(effect: Effect) -> String {
    format!("its requests are \"{effect}\", which is above the effect ceiling")
}

fn reason(error: &NetError) -> String {
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        text.push_str(&format!(": {inner}"));
        cause = inner.source();
    }
    text
}

/// Bytes as the template wrote them, over a connection of their own and without the session's secrets.
async fn send_bytes(runner: &Runner, url: &WebUrl, bytes: &[u8]) -> Result<net::http::Response, NetError> {
    let (net, origin) = (runner.client.net(), url.origin());
    let hosts = net.resolve(origin.bare_host()).await?;
    let host = hosts.first().ok_or(NetError::Unreachable)?;
    let mut stream = if origin.tls {
        net.connect_tls_alpn(host, origin.port, &["http/1.1"]).await?
    } else {
        net.connect(host, origin.port).await?
    };
    net::http::exchange_raw(&mut stream, bytes, net.limits()).await
}

fn site_request(
    spec: &RequestSpec,
    url: &WebUrl,
    mut cookies: Vec<(String, String)>,
) -> Result<SiteRequest, String> {
    let mut headers = Vec::new();
    let mut media_type = None;
    for (name, value) in &spec.headers {
        let value = String::from_utf8_lossy(value).into_owned();
        match name.to_ascii_lowercase().as_str() {
            "cookie" => {
                let given = value.split(';').filter_map(|pair| pair.trim().split_once('='));
                let given: Vec<_> = given.map(|(n, v)| (n.to_owned(), v.to_owned())).collect();
                cookies.retain(|(name, _)| !given.iter().any(|(n, _)| n == name));
                cookies.extend(given);
            }
            "content-type" => media_type = Some(value),
            _ => headers.push((name.clone(), value)),
        }
    }
    let body = match (spec.body.is_empty(), &media_type) {
        (true, None) => Body::None,
        _ => {
            let text = String::from_utf8(spec.body.clone()).map_err(|_| "its body is no text".to_owned())?;
            let media_type = media_type.unwrap_or_else(|| "application/x-www-form-urlencoded".to_owned());
            Body::Raw { media_type, text }
        }
    };
    let request = SiteRequest::get(url.clone(), Found::Start);
    Ok(SiteRequest { method: spec.method.clone(), headers, cookies, body, ..request })
}

fn redirect(from: &WebUrl, response: &net::http::Response) -> Option<WebUrl> {
    let leads = matches!(response.status, 301 | 302 | 303 | 307 | 308);
    from.join(response.header("location").filter(|_| leads)?).ok()
}

/// The request that follows a redirect (RFC 9110 section 15.4): 307 and 308 keep method and body. What was written for one
/// origin does not go to another.
fn redirected(request: &SiteRequest, to: WebUrl, status: u16) -> SiteRequest {
    let keeps = matches!(status, 307 | 308) || matches!(request.method.as_str(), "GET" | "HEAD");
    let same = to.origin() == request.url.origin();
    let mut next = SiteRequest::get(to, Found::Redirect);
    if keeps {
        next.method.clone_from(&request.method);
        next.body = request.body.clone();
    }
    if same {
        next.headers.clone_from(&request.headers);
        next.cookies.clone_from(&request.cookies);
    }
    next
}

fn set_cookies(url: &WebUrl, response: &net::http::Response) -> Vec<(WebUrl, String)> {
    response.headers_named("set-cookie").take(50).map(|line| (url.clone(), line.to_owned())).collect()
}

fn answer(
    response: net::http::Response,
    took: Duration,
    request: String,
    asked: &WebUrl,
    came_from: &WebUrl,
    cookies: Vec<(WebUrl, String)>,
    max_body: Option<u64>,
) -> Answer {
    let head = String::from_utf8_lossy(&response.raw_head).trim_end().to_owned();
    let mut body = response.body;
    if let Some(most) = max_body.and_then(|most| usize::try_from(most).ok()) {
        body.truncate(most);
    }
    Answer {
        response: Response {
            status: response.status,
            status_line: head.lines().next().unwrap_or_default().to_owned(),
            headers: response.headers.into_iter().map(|(n, v)| (n, v.into_bytes())).collect(),
            body: body.into(),
            duration_ms: u64::try_from(took.as_millis()).unwrap_or(u64::MAX),
            url: came_from.to_string(),
            callback: None,
        },
        request,
        head,
        url: asked.clone(),
        cookies,
    }
}
