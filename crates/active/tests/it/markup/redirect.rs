//! Redirects, frames and scripts to anywhere.

use crate::markup::{Answer, each, escaped};
use crate::support::{page, redirect, reply, unescaped};

fn location(to: &str) -> Vec<u8> {
    redirect(&to.replace(['\r', '\n'], ""))
}

const WEAK: &[(&str, Answer)] = &[
    ("plain", |q| location(q)),
    ("permanent", |q| reply("301 Moved", &format!("Location: {q}\r\n"), "")),
    ("only paths, as it believes", |q| location(if q.starts_with('/') { q } else { "/" })),
    ("no double slash", |q| {
        location(if q.starts_with('/') && !q.starts_with("//") && !q.contains("://") { q } else { "/" })
    }),
    ("appended to the own address", |q| location(&format!("http://127.0.0.1{q}"))),
    ("begins with the own name", |q| location(if q.starts_with("https://127.0.0.1") { q } else { "/" })),
    ("begins with the own address", |q| location(if q.starts_with("http://127.0.0.1:") { q } else { "/" })),
    ("holds the own name", |q| location(if q.contains("127.0.0.1") { q } else { "/" })),
    ("scheme removed", |q| location(&q.replace("https://", "").replace("http://", ""))),
    ("scheme refused in lower case", |q| location(if q.contains("https://") { "/" } else { q })),
    ("decoded once more", |q| location(&if q.contains("//") { "/".to_owned() } else { unescaped(q) })),
    ("refresh element", |q| {
        page(&format!("<meta http-equiv=\"refresh\" content=\"0; url={}\">", escaped(q)))
    }),
    ("refresh header", |q| reply("200 OK", &format!("Refresh: 0; url={q}\r\n"), "wait")),
    ("script", |q| page(&format!("<script>window.location.href = \"{}\";</script>", q.replace('"', "")))),
    ("script, slashes escaped", |q| {
        page(&format!("<script>location.replace('{}')</script>", escaped(q).replace('/', "\\/")))
    }),
];

const SAFE: &[(&str, Answer)] = &[
    ("within the query of the own address", |q| location(&format!("/login?next={q}"))),
    ("list of targets", |q| location(if q == "shoes" { "/shoes" } else { "/" })),
    ("own name in front with a slash", |q| {
        location(&format!("http://127.0.0.1/{}", q.trim_start_matches('/')))
    }),
    ("asks before it leaves", |q| {
        page(&format!("<p>You leave us. <a href=\"{}\">go on</a></p>", escaped(q)))
    }),
    ("named in a text", |q| page(&format!("<p>going to {}</p><script>var a='x'</script>", escaped(q)))),
    ("script with the address in a query", |q| {
        page(&format!("<script>location.href = \"/go?to={}\";</script>", escaped(q)))
    }),
    ("script that does not run", |q| {
        page(&format!("<script>// location.href = \"{}\"\n</script>", escaped(q)))
    }),
];

#[tokio::test]
async fn finds_open_redirects() {
    each("open-redirect", WEAK, &["open-redirect"]).await;
    each("open-redirect", SAFE, &[]).await;
}

#[tokio::test]
async fn finds_frames_and_scripts() {
    let frame: &[(&str, Answer)] =
        &[("frame", |q| page(&format!("<iframe src=\"{}\"></iframe>", escaped(q))))];
    each("open-redirect", frame, &["frame-injection"]).await;
    let script: &[(&str, Answer)] = &[
        ("script", |q| page(&format!("<script src=\"{}\"></script>", escaped(q)))),
        ("base", |q| page(&format!("<base href='{}'><a href=x>x</a>", escaped(q)))),
        ("theme", |q| page(&format!("<link rel=stylesheet href='{}'>", escaped(q)))),
    ];
    each("open-redirect", script, &["script-inclusion"]).await;
}
