//! `watchpost check` and `watchpost template`.

use std::process::Output;

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::support::process::run;

/// A site with one file that is not for everyone.
async fn site() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}/", listener.local_addr().expect("an address"));
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut bytes = [0; 8192];
            let read = stream.read(&mut bytes).await.unwrap_or(0);
            let (status, body) = if bytes[..read].starts_with(b"GET /notes.txt ") {
                ("200 OK", "the password is hunter2")
            } else {
                ("404 Not Found", "nothing here")
            };
            let head =
                format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
            let _ = stream.write_all((head + body).as_bytes()).await;
        }
    });
    url
}

const TEMPLATE: &str = "id: notes-file
info:
  name: Notes handed out by the web server
  severity: high
  classification:
    cvss-metrics: CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N
http:
  - path: ['{{BaseURL}}/notes.txt']
    matchers:
      - type: word
        words: [password]
";

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn ended(output: &Output, code: i32) -> String {
    let told = format!("{}{}", text(&output.stdout), text(&output.stderr));
    assert_eq!(output.status.code(), Some(code), "{told}");
    text(&output.stdout)
}

#[tokio::test]
async fn check_runs_templates_and_exits_by_what_they_find() {
    let (url, dir) = (site().await, tempfile::tempdir().expect("a temporary folder"));
    let file = dir.path().join("notes.yaml");
    std::fs::write(&file, TEMPLATE).expect("a file");
    let (file, folder) = (file.to_str().expect("a plain path"), dir.path().to_str().expect("a plain path"));

    let found = run(&["check", file, &url, "--format", "json"]).await;
    let report: Value = serde_json::from_str(&ended(&found, 1)).expect("JSON and nothing else");
    let finding = &report["findings"][0];
    assert!(finding.to_string().contains("template:notes-file"), "{report}");
    assert!(finding.to_string().contains("7.5") && finding.to_string().contains("hunter2"), "{finding}");

    let sarif = run(&["check", folder, &url, "--format", "sarif", "--quiet"]).await;
    let report: Value = serde_json::from_str(&ended(&sarif, 1)).expect("JSON and nothing else");
    assert_eq!(report["version"], "2.1.0");
    let table = run(&["check", file, &url, "--fail-on", "critical"]).await;
    assert!(ended(&table, 0).contains("Notes handed out"));

    // Without a template the ones that come with the program are run.
    let own = run(&["check", &url]).await;
    ended(&own, 0);
    assert!(text(&own.stderr).contains("template:trace-method"), "{}", text(&own.stderr));

    for bad in [
        &["check", file, "no address"][..],
        &["check", "/missing.yaml", &url],
        // RFC 5737: an address of documentation, where nobody is.
        &["check", file, "http://192.0.2.1/"],
        &["check", file, "http://127.0.0.1:1/"],
    ] {
        let refused = run(bad).await;
        assert_eq!(ended(&refused, 2), "", "{bad:?}");
        assert!(!refused.stderr.is_empty(), "{bad:?}");
    }
}

#[tokio::test]
async fn template_check_says_what_is_refused() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let path = dir.path().to_str().expect("a plain path");
    std::fs::write(dir.path().join("good.yaml"), TEMPLATE).expect("a file");
    assert_eq!(ended(&run(&["template", "check", path]).await, 0), "1 loaded, 0 refused\n");
    let bad = TEMPLATE.replace("type: word", "type: xpath");
    std::fs::write(dir.path().join("bad.yaml"), bad).expect("a file");
    let told = ended(&run(&["template", "check", path]).await, 1);
    assert!(told.contains("bad.yaml:10: ") && told.ends_with("1 loaded, 1 refused\n"), "{told}");
    ended(&run(&["template", "check", "/missing"]).await, 2);
}
