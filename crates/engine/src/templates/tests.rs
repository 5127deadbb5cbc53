//! Templates against a scripted site on loopback.

use std::sync::{Arc, Mutex};

use crawl::{Client, WebScope, WebUrl};
use model::definition::Effect;
use model::finding::Confidence;
use model::scope::{Scope, private_ranges};
use model::{Env, Timestamp};
use net::{Net, NetOptions};
use template::Template;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;

use super::{Outcome, Runner, TemplateOptions};

/// Request lines and headers as the site saw them.
type Log = Arc<Mutex<Vec<String>>>;

/// A site; `answer` gets method, target and the whole request, and writes status, headers and body.
async fn site(answer: impl Fn(&str, &str, &str) -> Reply + Send + Sync + 'static) -> (WebUrl, Log) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = WebUrl::parse(&format!("http://127.0.0.1:{}/", listener.local_addr().unwrap().port())).unwrap();
    let log = Log::default();
    let (shared, answer) = (log.clone(), Arc::new(answer));
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let (log, answer) = (shared.clone(), answer.clone());
            tokio::spawn(async move { serve(stream, &log, answer.as_ref()).await });
        }
    });
    (url, log)
}

struct Reply(u16, &'static str, String);

impl Reply {
    fn page(body: impl Into<String>) -> Self {
        Self(200, "Content-Type: text/plain\r\n", body.into())
    }

    fn missing() -> Self {
        Self(404, "Content-Type: text/html\r\n", "<h1>Not Found</h1>".to_owned())
    }
}

async fn serve(mut stream: TcpStream, log: &Log, answer: &impl Fn(&str, &str, &str) -> Reply) {
    let mut bytes = vec![0; 64 * 1024];
    let mut read = 0;
    while let Ok(n @ 1..) = stream.read(&mut bytes[read..]).await {
        read += n;
        let text = String::from_utf8_lossy(&bytes[..read]).into_owned();
        if !text.contains("\r\n\r\n") {
            continue;
        }
        log.lock().unwrap().push(text.clone());
        let mut words = text.split_whitespace();
        let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let Reply(status, headers, body) = answer(method, target, &text);
        let head = format!(
            "HTTP/1.1 {status} X\r\n{headers}Content-Length: {}\r\nConnection: close\r\n\r\n",
            body.len()
        );
        let _ = stream.write_all((head + &body).as_bytes()).await;
        return;
    }
}

fn lines(log: &Log) -> Vec<String> {
    let line = |text: &String| text.split(" HTTP/").next().unwrap_or_default().to_owned();
    log.lock().unwrap().iter().map(line).collect()
}

fn runner(url: &WebUrl, ceiling: Effect, change: impl FnOnce(&mut TemplateOptions)) -> Runner {
    let allowed = private_ranges();
    let scope =
        Scope { include: "127.0.0.1".parse().unwrap(), exclude: model::hosts::HostList::default(), allowed };
    let (env, _) = Env::fake(Timestamp::from_micros(1_709_557_481_000_000), 7);
    let client = Client::new(Net::new(NetOptions::new(scope)), env, ceiling);
    let mut options = TemplateOptions::new(WebScope::of(std::slice::from_ref(url)));
    options.parallel = 1;
    change(&mut options);
    Runner::new(client, options)
}

/// A template of the blocks that are given.
#[track_caller]
fn template(id: &str, rest: &str) -> Template {
    let text = format!("id: {id}\ninfo:\n  name: The name\n  severity: high\n{rest}");
    Template::parse(id, &text).unwrap_or_else(|why| panic!("{why:?}"))
}

fn word_at(id: &str, path: &str, word: &str) -> Template {
    template(
        id,
        &format!(
            "http:\n  - path: ['{{{{BaseURL}}}}{path}']\n    matchers:\n      - type: word\n        words: ['{word}']\n"
        ),
    )
}

async fn run(runner: &Runner, url: &WebUrl, templates: &[Template]) -> Outcome {
    let all: Vec<&Template> = templates.iter().collect();
    runner.run_all(std::slice::from_ref(url), &all, &CancellationToken::new()).await
}

fn found(outcome: &Outcome) -> Vec<(&str, &str)> {
    outcome.observed.iter().map(|o| (o.check.as_str(), o.place.as_str())).collect()
}

#[tokio::test]
async fn a_match_is_told_with_its_proof() {
    let answer = |_: &str, target: &str, _: &str| match target {
        "/secret.txt?a=b" => Reply::page("the password is hunter2"),
        _ => Reply::missing(),
    };
    let (url, _) = site(answer).await;
    let rest = "http:\n  - path: ['{{BaseURL}}/secret.txt?a=b']\n    matchers:\n      - type: word\n        name: leak\n        words: [password]\n    extractors:\n      - type: regex\n        name: value\n        group: 1\n        regex: ['is (\\w+)']\n";
    let outcome = run(&runner(&url, Effect::Safe, |_| {}), &url, &[template("leak", rest)]).await;
    assert_eq!(found(&outcome), [("template:leak", "GET /secret.txt")]);
    assert_eq!(
        (outcome.covered.as_slice(), outcome.not_covered.len()),
        (&["template:leak".to_owned()][..], 0)
    );
    let seen = &outcome.observed[0];
    assert_eq!((seen.confidence, seen.port.unwrap().number), (Confidence::Confirmed, url.origin().port));
    let items: Vec<_> = seen.evidence.items.iter().map(|i| (i.label.as_str(), i.text.as_str())).collect();
    assert_eq!(items, [("matched", "leak"), ("value", "hunter2")]);
    let web = seen.evidence.web.as_ref().unwrap();
    assert!(web.exchanges[0].request.starts_with("GET /secret.txt?a=b HTTP/1.1"));
    assert!(web.exchanges[0].response.contains("hunter2"));
    assert_eq!(web.exchanges[1].label, "control");
    assert!(web.exchanges[1].response.starts_with("HTTP/1.1 404"), "{web:?}");
}

/// A site that answers everything alike has nothing that a template looks for, whatever the words; one that answers a
/// folder alike neither.
#[tokio::test]
async fn what_a_made_up_name_brings_too_is_no_finding() {
    let answer = |_: &str, target: &str, _: &str| {
        if target == "/only" || target.starts_with("/all/") {
            Reply::page("secret")
        } else {
            Reply::page(format!("you asked {target}"))
        }
    };
    let (url, _) = site(answer).await;
    let status =
        "http:\n  - path: ['{{BaseURL}}/x']\n    matchers:\n      - type: status\n        status: [200]\n";
    let random = "http:\n  - path: ['{{BaseURL}}/{{randstr}}']\n    matchers:\n      - type: word\n        words: [you asked]\n";
    let templates = [
        word_at("echo", "/app.conf", "app.conf"),
        word_at("folder", "/all/secret", "secret"),
        template("status", status),
        word_at("real", "/only", "secret"),
        word_at("site", "/", "you asked"),
        template("random", random),
    ];
    let outcome = run(&runner(&url, Effect::Safe, |_| {}), &url, &templates).await;
    let words: Vec<_> = outcome.observed.iter().map(|o| o.check.as_str()).collect();
    assert_eq!(words, ["template:real", "template:site", "template:random"]);
    assert_eq!(outcome.covered.len(), templates.len());
}

#[tokio::test]
async fn the_same_question_is_asked_once() {
    let (url, log) = site(|_, _, _| Reply::missing()).await;
    let templates: Vec<_> = (0..5).map(|n| word_at(&format!("t{n}"), "/same", "x")).collect();
    let runner = runner(&url, Effect::Safe, |o| o.parallel = 5);
    let outcome = run(&runner, &url, &templates).await;
    assert_eq!((outcome.covered.len(), outcome.requests), (5, 1));
    assert_eq!(lines(&log), ["GET /same"]);
}

#[tokio::test]
async fn nothing_above_the_ceiling_is_sent() {
    let (url, log) = site(|_, _, _| Reply::page("x")).await;
    let post = template(
        "post",
        "http:\n  - method: POST\n    path: ['{{BaseURL}}/x']\n    body: a=b\n    matchers:\n      - type: word\n        words: [x]\n",
    );
    let raw = template(
        "raw",
        "http:\n  - unsafe: true\n    raw:\n      - |+\n        GET /raw HTTP/1.1\n        Host: {{Hostname}}\n\n    matchers:\n      - type: word\n        words: [y]\n",
    );
    let templates = [post, raw];
    let outcome = run(&runner(&url, Effect::Safe, |_| {}), &url, &templates).await;
    assert!(lines(&log).is_empty() && outcome.covered.is_empty());
    assert!(outcome.not_covered.iter().all(|(_, why)| why.contains("above the effect ceiling")));
    let outcome = run(&runner(&url, Effect::StateChanging, |_| {}), &url, &templates).await;
    assert_eq!(outcome.covered.len(), 2, "{:?}", outcome.not_covered);
    let lines = lines(&log);
    assert_eq!((lines[0].as_str(), lines.last().unwrap().as_str()), ("POST /x", "GET /raw"));
    assert!(log.lock().unwrap()[0].contains("Content-Type: application/x-www-form-urlencoded"));
}

#[tokio::test]
async fn redirects_are_followed_as_far_as_the_template_and_the_fence_say() {
    let answer = |_: &str, target: &str, _: &str| match target {
        "/a" => Reply(302, "Location: /b\r\nSet-Cookie: seen=yes\r\n", String::new()),
        "/b" => Reply::page("here"),
        "/out" => Reply(302, "Location: http://127.0.0.2:9/\r\n", String::new()),
        _ => Reply::missing(),
    };
    let (url, log) = site(answer).await;
    let follow = |id: &str, path: &str, how: &str| {
        template(
            id,
            &format!(
                "http:\n  - path: ['{{{{BaseURL}}}}{path}']\n    {how}\n    matchers:\n      - type: word\n        words: [here]\n"
            ),
        )
    };
    let templates = [
        follow("follows", "/a", "host-redirects: true"),
        follow("stays", "/a", "method: GET"),
        follow("fenced", "/out", "redirects: true"),
        follow("bound", "/a", "max-redirects: 0\n    redirects: true"),
    ];
    let outcome = run(&runner(&url, Effect::Safe, |_| {}), &url, &templates).await;
    assert_eq!(found(&outcome), [("template:follows", "GET /a")]);
    assert_eq!(outcome.covered.len(), 4, "{:?}", outcome.not_covered);
    let second = log.lock().unwrap()[1].clone();
    assert!(second.starts_with("GET /b ") && second.contains("Cookie: seen=yes"), "{second}");
}

/// What a target answers goes into later requests as the text it is.
#[tokio::test]
async fn answers_are_never_evaluated() {
    let answer = |_: &str, target: &str, request: &str| match target {
        "/one" => Reply(200, "Set-Cookie: s=1; Path=/\r\n", "v=[{{md5('x')}}{{BaseURL}}]".to_owned()),
        _ if request.contains("Cookie: s=1") => Reply::page("with cookie"),
        _ => Reply::missing(),
    };
    let (url, log) = site(answer).await;
    let rest = "http:\n  - raw:\n      - |\n        GET /one HTTP/1.1\n        Host: {{Hostname}}\n\n      - |\n        GET /two?{{v}} HTTP/1.1\n        Host: {{Hostname}}\n        X-Value: {{v}}\n\n    extractors:\n      - type: regex\n        name: v\n        internal: true\n        group: 1\n        regex: ['v=\\[(.*)\\]']\n    matchers:\n      - type: word\n        words: ['{{md5(\"x\")}}', 'with cookie and more']\n";
    let outcome = run(&runner(&url, Effect::Safe, |_| {}), &url, &[template("t", rest)]).await;
    let second = log.lock().unwrap()[1].clone();
    assert!(second.starts_with("GET /two?{{md5('x')}}{{BaseURL}} HTTP/1.1\r\n"), "{second}");
    assert!(
        second.contains("X-Value: {{md5('x')}}{{BaseURL}}\r\n") && second.contains("Cookie: s=1"),
        "{second}"
    );
    assert!(outcome.observed.is_empty(), "the answer's text is no value of the expression: {outcome:?}");
}

#[tokio::test]
async fn paths_go_out_as_they_are_written() {
    let (url, log) = site(|_, _, _| Reply::missing()).await;
    let odd = "/a/../%2e%2e//b;x=1/..%2fc?d=%zz";
    let outcome = run(&runner(&url, Effect::Safe, |_| {}), &url, &[word_at("t", odd, "x")]).await;
    assert_eq!(outcome.covered.len(), 1);
    assert_eq!(lines(&log), [format!("GET {odd}")]);
}

/// A call proves; one that belongs to another template or to none does not.
#[expect(clippy::disallowed_methods, reason = "here the site is the one that connects")]
#[tokio::test]
async fn a_target_that_calls_back_is_found() {
    let answer = |_: &str, target: &str, _: &str| {
        if let Some(address) = target.strip_prefix("/fetch?u=http://").map(str::to_owned) {
            tokio::spawn(async move {
                let (authority, path) = address.split_once('/').unwrap_or_default();
                let mut stream = TcpStream::connect(authority).await.unwrap();
                stream.write_all(format!("GET /{path} HTTP/1.0\r\n\r\n").as_bytes()).await.unwrap();
            });
        }
        Reply::page("done")
    };
    let (url, _) = site(answer).await;
    let ask = |id: &str, path: &str| {
        template(
            id,
            &format!(
                "http:\n  - path: ['{{{{BaseURL}}}}/{path}?u=http://{{{{interactsh-url}}}}/x']\n    matchers:\n      - type: word\n        part: interactsh_protocol\n        words: [http]\n"
            ),
        )
    };
    let (env, _) = Env::fake(Timestamp::from_micros(0), 3);
    let listener = net::CallbackListener::start("127.0.0.1".parse().unwrap(), env).await.unwrap();
    let runner = runner(&url, Effect::Safe, |o| o.callback = Some(listener));
    let outcome = run(&runner, &url, &[ask("calls", "fetch"), ask("silent", "other")]).await;
    assert_eq!(found(&outcome), [("template:calls", "GET /fetch")]);
    assert_eq!(outcome.covered.len(), 2);
}

#[tokio::test]
async fn bounds_and_failures_leave_a_template_uncovered() {
    let (url, log) = site(|_, _, _| Reply::missing()).await;
    let many = template(
        "many",
        "http:\n  - path: ['{{BaseURL}}/{{n}}']\n    payloads:\n      n: [1, 2, 3, 4, 5, 6]\n    matchers:\n      - type: word\n        words: [x]\n",
    );
    let callback = word_at("callback", "/{{interactsh-url}}", "x");
    let outcome = run(&runner(&url, Effect::Safe, |o| o.max_requests = 3), &url, &[many, callback]).await;
    assert_eq!(lines(&log).len(), 3);
    let why: Vec<_> = outcome.not_covered.iter().map(|(_, why)| why.as_str()).collect();
    assert_eq!(why, ["it asks more than 3 requests", "template \"callback\" needs a callback listener"]);

    // Bound and not listened at: it refuses, and nobody else gets it.
    let refuses = tokio::net::TcpSocket::new_v4().unwrap();
    refuses.bind(([127, 0, 0, 1], 0).into()).unwrap();
    let dead = WebUrl::parse(&format!("http://127.0.0.1:{}/", refuses.local_addr().unwrap().port())).unwrap();
    let outcome = run(&runner(&dead, Effect::Safe, |_| {}), &dead, &[word_at("t", "/x", "x")]).await;
    assert_eq!((outcome.covered.len(), outcome.not_covered.len()), (0, 1));

    let stop = CancellationToken::new();
    stop.cancel();
    let one = word_at("t", "/x", "x");
    let outcome = runner(&url, Effect::Safe, |_| {}).run(&url, &one, &stop).await;
    assert_eq!(outcome.not_covered, [("template:t".to_owned(), "stopped".to_owned())]);
}

/// Our own templates on a site with one weakness and soft 404s in the style of its pages.
#[tokio::test]
async fn our_own_templates_find_what_is_there_and_nothing_else() {
    let answer = |_: &str, target: &str, _: &str| match target {
        "/.git/config" => Reply::page(
            "[core]\n\trepositoryformatversion = 0\n[remote \"origin\"]\n\turl = git@h.test:x.git\n",
        ),
        "/console" => Reply::page("<title>Sign in</title>"),
        _ => Reply(
            200,
            "Content-Type: text/html\r\n",
            format!("<title>Shop</title><p>{target} is not here</p>"),
        ),
    };
    let (url, log) = site(answer).await;
    let runner = runner(&url, Effect::Safe, |o| o.parallel = 8);
    let outcome = run(&runner, &url, template::builtin()).await;
    assert_eq!(found(&outcome), [("template:git-config", "GET /.git/config")]);
    assert!(lines(&log).iter().all(|line| line.starts_with("GET ")));
    let missed: Vec<_> = outcome.not_covered.iter().map(|(word, _)| word.as_str()).collect();
    // Those that send more than GET.
    let above = [
        "minio-environment-open",
        "open-forward-proxy",
        "supervisor-remote-commands",
        "supervisor-rpc-open",
        "trace-method",
        "xmlrpc-methods-listed",
    ];
    assert_eq!(missed, above.map(|id| format!("template:{id}")));
}
