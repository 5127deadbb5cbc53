//! Weak pages are weak, and safe ones are not, over the wire.

use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use vulnerable::{Class, Server, canary, start};

const ANY: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 0);

/// Sends a head (without Host) and a body, and gives the whole answer.
#[expect(clippy::disallowed_methods, reason = "a test that talks to its own server on loopback")]
async fn ask(server: &Server, head: &str, body: &str) -> String {
    let mut stream = tokio::net::TcpStream::connect(server.addr).await.unwrap();
    let kind = if head.contains("Content-Type") {
        ""
    } else {
        "Content-Type: application/x-www-form-urlencoded\r\n"
    };
    let (line, rest) = head.split_once("\r\n").unwrap_or((head, ""));
    let rest = if rest.is_empty() { String::new() } else { format!("{rest}\r\n") };
    let length = body.len();
    let request = format!(
        "{line} HTTP/1.1\r\nHost: {}\r\n{rest}{kind}Content-Length: {length}\r\nConnection: close\r\n\r\n{body}",
        server.addr
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer
}

#[track_caller]
fn shows(answer: &str, text: &str, expect: bool) {
    assert_eq!(answer.contains(text), expect, "{text}: {answer}");
}

#[tokio::test]
async fn weak_pages_give_in_and_safe_ones_do_not() {
    let cases: &[(Class, &str, &str, &str, bool)] = &[
        (Class::XssReflected, "GET /search?q=%3Cb%3Ex", "", "for <b>x in", true),
        (Class::XssReflected, "GET /find?q=%3Cb%3Ex", "", "<b>x", false),
        (Class::XssReflected, "GET /flag?name=%253Cb%253E", "", "flag of <b>", true),
        (Class::SqliError, "GET /product?id=3'", "", "error in your SQL syntax", true),
        (Class::SqliError, "GET /item?id=3'", "", "SQL", false),
        (Class::SqliError, "GET /terms\r\nX-Forwarded-For: 1'", "", "error in your SQL syntax", true),
        (
            Class::SqliError,
            "POST /api/orders\r\nContent-Type: application/json",
            "{\"reference\":\"x'\"}",
            "unterminated",
            true,
        ),
        (Class::SqliBoolean, "GET /product?id=3+and+1=1", "", "In store", true),
        (Class::SqliBoolean, "GET /product?id=3+and+1=2", "", "In store", false),
        (Class::SqliBoolean, "POST /login", "user=x'+or+'1'='1'+--+&password=", "signed in", true),
        (Class::SqliUnion, "GET /goods?id=-1+union+select+1,concat('a','b'),3", "", "<td>ab</td>", true),
        (Class::Nosql, "GET /people?name[$ne]=x", "", "carl", true),
        (Class::Nosql, "GET /search?who=x'||'1'=='1", "", "carl", true),
        (Class::Traversal, "GET /download?file=../../../../etc/passwd", "", "root:x:0:0", true),
        (Class::Traversal, "GET /static/..%2f..%2f..%2fetc%2fpasswd", "", "root:x:0:0", true),
        (Class::Traversal, "GET /open?file=../../../../etc/passwd", "", "root:x:0:0", false),
        (Class::Command, "GET /ping?host=x;id", "", "uid=33", true),
        (Class::Command, "GET /reach?host=x;id", "", "uid=33", false),
        (Class::Command, "GET /whois?name=%22;id;%22", "", "uid=33", true),
        (Class::Code, "GET /calc.php?sum=print(6*7)", "", "42", true),
        (Class::Ssti, "GET /hello?name={{6*7}}", "", "Hello 42", true),
        (Class::Ssti, "GET /greeting?name={{6*7}}", "", "42!", false),
        (Class::Redirect, "GET /go?url=http://evil.test/", "", "Location: http://evil.test/", true),
        (Class::Redirect, "GET /return?to=//evil.test/", "", "Location: //evil.test/", true),
        (Class::Redirect, "GET /forward?path=//evil.test/", "", "Location: //", false),
        (Class::Crlf, "GET /language?lang=x%0d%0aX-New:%201", "", "\r\nX-New: 1", true),
        (Class::Crlf, "GET /region?r=x%0d%0aX-New:%201", "", "\r\nX-New: 1", false),
        (Class::Ldap, "GET /people?uid=)(", "", "Bad search filter", true),
        (Class::Xpath, "GET /users?name='", "", "Invalid expression", true),
        (Class::Cors, "GET /api/account\r\nOrigin: http://evil.test", "", "Origin: http://evil.test", true),
        (Class::Cors, "GET /api/messages\r\nOrigin: http://evil.test", "", "Origin: http://evil.test", false),
        (Class::SoftMissing, "GET /.git/HEAD", "", "ref:", false),
        (Class::HeadersBare, "GET /", "", "X-Frame-Options", false),
        (Class::HeadersGood, "GET /", "", "Content-Security-Policy: default-src 'none'", true),
        (Class::Crawling, "GET /deep/member?x=1", "", "Location: /enter", true),
    ];
    for (class, head, body, text, expect) in cases {
        let server = start(*class, ANY).await.unwrap();
        shows(&ask(&server, head, body).await, text, *expect);
    }
}

#[tokio::test]
async fn documents_bring_files_and_fetches() {
    let canary = canary::start(ANY).await.unwrap();
    let server = start(Class::Xxe, ANY).await.unwrap();
    let file = "xml=%3C!DOCTYPE+r+[%3C!ENTITY+x+SYSTEM+'file:///etc/passwd'%3E]%3E%3Cr%3E%3Citem%3E%26x;%3C/item%3E%3C/r%3E";
    shows(&ask(&server, "POST /order", file).await, "root:x:0:0", true);
    shows(&ask(&server, "POST /invoice", file).await, "root:x:0:0", false);
    let fetch = format!("document=%3C!DOCTYPE+r+SYSTEM+'{}x.dtd'%3E%3Cr%3E1%3C/r%3E", canary.server.url());
    ask(&server, "POST /import", &fetch).await;
    let server = start(Class::Ssrf, ANY).await.unwrap();
    shows(
        &ask(&server, &format!("GET /preview?url={}", canary.server.url()), "").await,
        "Delete item 1",
        true,
    );
    ask(&server, &format!("GET /frame?image={}", canary.server.url()), "").await;
    assert_eq!(canary.counts().requests, 2);
    canary.server.stop();
}

#[tokio::test]
async fn what_is_stored_shows_elsewhere() {
    let server = start(Class::XssStored, ANY).await.unwrap();
    for (page, field, shown, expect) in [
        ("/profile", "motto", "/members", true),
        ("/status", "status", "/statuses", false),
        ("/guestbook", "message", "/guestbook", false),
    ] {
        ask(&server, &format!("POST {page}"), &format!("{field}=%3Ci%3Eq%3C/i%3E")).await;
        shows(&ask(&server, &format!("GET {shown}"), "").await, "<i>q</i>", expect);
    }
}

#[tokio::test]
async fn the_inner_room_opens_by_its_form() {
    let server = start(Class::Crawling, ANY).await.unwrap();
    let form = ask(&server, "GET /enter", "").await;
    let token = form.split("csrf_token value=\"").nth(1).and_then(|t| t.split('"').next()).unwrap();
    let entered = ask(&server, "POST /enter", &format!("user=demo&password=demo&csrf_token={token}")).await;
    let cookie = entered.split("Set-Cookie: ").nth(1).and_then(|c| c.split(';').next()).unwrap();
    shows(
        &ask(&server, &format!("GET /deep/member?x=%3Ci%3E\r\nCookie: {cookie}"), "").await,
        "You said <i>",
        true,
    );
}
