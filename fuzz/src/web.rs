//! What servers answer beside pages, and what users write about sites.

use apispec::parse;
use crawl::{Exchange, Found, Jar, Pattern, Selector, SiteRequest, WebUrl, Words};
use model::Timestamp;
use net::http::Response;
use passive::Passive;

use crate::Target;

/// The parsers of `crawl`, `passive` and `apispec` that see one answer or one text.
pub(crate) const TARGETS: &[Target] = &[
    Target {
        name: "web-url",
        run: address,
        seeds: &[b"http://h.test:81/a/../b%2f%41?x=1&y=%zz#f", b"https://[::1]/;a=1/?", b"//o.test\\@h.test/", b"?a=1&a=2"],
        words: &["http://", "https:", "//", "/../", "%", "%2e", "?", "&", "=", "#", "@", ":", "[", "]", "\\", "ü", "\t", ";"],
        short: 8_000,
    },
    Target {
        name: "cookie",
        run: cookie,
        seeds: &[
            b"sid=abc; Path=/dir; HttpOnly; SameSite=Lax; Max-Age=60",
            b"__Host-a=b; Secure; Path=/; Expires=Sun, 06 Nov 1994 08:49:37 GMT",
            b"a=b; Domain=.h.test; Expires=Sunday, 06-Nov-94 08:49:37 GMT",
        ],
        words: &["; Domain=", "; Path=", "; Expires=", "; Max-Age=", "; Secure", "=", ";", "h.test", "test", "GMT", "Feb", "99999"],
        short: 8_000,
    },
    Target {
        name: "pattern",
        run: pattern,
        seeds: &[b"/a/*/b*", b"http://h.test/*?x=*", b"form.box#id[name=\"x\"]"],
        words: &["*", "/", "?", "http://", "#", ".", "[", "]", "=", "\"", "**********"],
        short: 5_000,
    },
    Target {
        name: "passive",
        run: exchange,
        seeds: &[
            b"Content-Type: text/html\nContent-Security-Policy: default-src 'self'; script-src * 'nonce-a'\n\
              Set-Cookie: a=b; Secure\n\n<script src=http://o.test/jquery-1.2.3.min.js></script><form method=post><input name=q>",
            b"Strict-Transport-Security: max-age=1; includeSubDomains\nAccess-Control-Allow-Origin: *\nServer: x/1.2\n\n\
              Traceback (most recent call last): SQLSTATE[42000] at /var/www/a.php:3 10.0.0.1",
        ],
        words: &[
            "Content-Security-Policy: ", "Set-Cookie: ", "Content-Type: ", "script-src", "'unsafe-inline'", "'sha256-", ";",
            "max-age=", "\n\n", "<script ", "integrity=", "-----BEGIN ", "<input type=password", "eyJ", ".", "=", "\n",
        ],
        short: 400,
    },
    Target {
        name: "api-description",
        run: description,
        seeds: &[
            br##"{"openapi":"3.0.0","info":{"title":"T"},"paths":{"/a/{id}":{"post":{"parameters":[{"name":"id","in":"path","schema":{"$ref":"#/components/schemas/I"}}],"requestBody":{"content":{"application/json":{"schema":{"type":"object","properties":{"n":{"type":"string","pattern":"[a-z]+"}}}}}}}}},"components":{"schemas":{"I":{"type":"integer"}}}}"##,
            br#"{"swagger":"2.0","host":"h.test","basePath":"/v1","paths":{"/u":{"get":{"parameters":[{"name":"q","in":"query","type":"string"}]}}}}"#,
            br#"{"info":{"name":"C","schema":"https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},"item":[{"name":"f","item":[{"request":{"method":"POST","url":"{{base}}/x?y=1","body":{"mode":"raw","raw":"{}"}}}]}]}"#,
            b"openapi: 3.1.0\ninfo: {title: T}\npaths:\n  /a:\n    get: {}\n",
        ],
        words: &["\"$ref\":", "\"allOf\":[", "\"items\":", "{", "}", "[", "]", "#/components/schemas/I", "&a", "*a", "- ", ": ", "{{", "\n  "],
        short: 1_000,
    },
];

fn base() -> WebUrl {
    WebUrl::parse("http://h.test/dir/").expect("is an address")
}

fn address(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    for url in [WebUrl::parse(&text), base().join(&text)].into_iter().flatten() {
        assert!(url.as_str().len() <= crawl::MAX_URL && !url.as_str().contains('#'));
        assert_eq!(WebUrl::parse(url.as_str()).as_ref(), Ok(&url), "normal addresses stay as they are");
        let _ = (
            url.params(),
            url.extension(),
            url.target(),
            url.origin().root(),
            url.with_params(&url.params()),
        );
        let request = SiteRequest::get(url, Found::Link);
        for point in request.points().into_iter().take(20) {
            let changed = request.with_value(&point, "v'\"<>%00").expect("the request has the point");
            assert_eq!(changed.url.origin(), request.url.origin(), "a value never changes the host");
        }
    }
}

fn cookie(data: &[u8]) {
    let now = Timestamp::from_micros(1_709_557_481_000_000);
    let (mut jar, text) = (Jar::default(), String::from_utf8_lossy(data));
    jar.store_all(&base(), text.lines(), now);
    let _ = jar.of(&base(), now);
    let other = WebUrl::parse("http://other.example/dir/").expect("is an address");
    assert!(jar.of(&other, now).is_empty(), "a cookie never leaves its host");
}

fn pattern(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let _ = Pattern::new(&text).map(|p| p.covers(&base()));
    let _ = text.parse::<Selector>().map(|s| s.finds(b"<form class='box' id=id name=x>"));
    let words = Words::of(data, "dir");
    assert!((0.0..=1.0).contains(&words.likeness(&Words::of(b"dir page", "dir"))));
}

/// Header lines, an empty line, a body.
fn exchange(data: &[u8]) {
    let at = data.windows(2).position(|w| w == b"\n\n").unwrap_or(data.len());
    let (head, body) = data.split_at(at);
    let head = String::from_utf8_lossy(head);
    let headers = head.lines().filter_map(|l| l.split_once(':')).take(100);
    let response = Response {
        status: 200,
        headers: headers.map(|(n, v)| (n.trim().to_owned(), v.trim().to_owned())).collect(),
        body: body.get(2..).unwrap_or_default().to_vec(),
        ..Response::default()
    };
    let exchange = Exchange {
        request: SiteRequest::get(base(), Found::Link),
        raw_request: String::new(),
        request_bytes: 0,
        response_bytes: response.body.len() as u64,
        response,
        authenticated: true,
        session: 1,
    };
    let mut passive = Passive::default();
    passive.exchange(&exchange);
    passive.exchange(&exchange);
    let _ = (passive.stack(), exchange.redirect(), exchange.media_type());
}

fn description(data: &[u8]) {
    if let Ok(imported) = parse(&String::from_utf8_lossy(data), None, Some(&base()), &[]) {
        for found in imported.requests {
            let _ = (found.request.points(), found.request.body.encode());
        }
    }
}
