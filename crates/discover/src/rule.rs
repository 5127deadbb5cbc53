//! From an answer to a service.

use model::evidence::printable;
use model::service::Service;
use regex::bytes::{Captures, Regex, RegexBuilder};
use serde::Deserialize;

use crate::cpe;
use crate::data::{DataError, Detector};
use crate::parse::{self, Found, Parser};

/// The most bytes of an answer that rules look at.
pub(crate) const MOST_ANSWER: usize = 64 * 1024;
/// The longest banner, in bytes of its printable form.
const MOST_BANNER: usize = 1024;
/// The longest product, version or remark.
const MOST_TEXT: usize = 200;

/// A rule as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RuleData {
    #[serde(default)]
    pub(crate) probe: Vec<String>,
    service: String,
    pattern: Option<String>,
    parser: Option<String>,
    product: Option<String>,
    version: Option<String>,
    extra: Option<String>,
    cpe: Option<String>,
    certainty: Option<u8>,
}

/// A rule ready for use.
#[derive(Debug)]
pub(crate) struct Rule {
    data: RuleData,
    matcher: Matcher,
}

#[derive(Debug)]
enum Matcher {
    Pattern(Regex),
    Parser(Parser),
}

impl Rule {
    pub(crate) fn new(data: RuleData) -> Result<Self, DataError> {
        let matcher = match (&data.pattern, &data.parser) {
            (Some(pattern), _) => {
                let built = RegexBuilder::new(pattern).unicode(false).size_limit(1 << 20).build();
                let wrong = |e| DataError::Pattern { pattern: pattern.clone(), source: Box::new(e) };
                Matcher::Pattern(built.map_err(wrong)?)
            }
            (None, name) => {
                let name = name.clone().unwrap_or_default();
                let parser = parse::named(&name);
                Matcher::Parser(parser.ok_or(DataError::Unknown { kind: "parser", name })?)
            }
        };
        Ok(Self { data, matcher })
    }

    fn applies(&self, probe: &str) -> bool {
        self.data.probe.is_empty() || self.data.probe.iter().any(|p| p == probe)
    }

    fn read(&self, answer: &[u8]) -> Option<Service> {
        let found = match &self.matcher {
            Matcher::Parser(parser) => parser(answer)?,
            Matcher::Pattern(regex) => {
                let groups = regex.captures(answer)?;
                let fill = |template: &Option<String>| template.as_deref().and_then(|t| fill(t, &groups));
                let RuleData { product, version, extra, .. } = &self.data;
                Found {
                    product: fill(product),
                    version: fill(version),
                    extra: fill(extra),
                    ..Found::default()
                }
            }
        };
        let cut = |text: String| Some(printable(text.trim(), MOST_TEXT)).filter(|t| !t.is_empty());
        let version = found.version.and_then(cut);
        let product = found.product.or_else(|| self.data.product.clone()).and_then(cut);
        let cpe = found.cpe.or(self.data.cpe.as_deref()).map(|c| cpe::name(c, version.as_deref()));
        Some(Service {
            name: self.data.service.clone(),
            product,
            version,
            extra: found.extra.and_then(cut),
            cpe: cpe.into_iter().collect(),
            banner: banner(answer),
            tls: false,
            starttls: found.starttls,
            certainty: self.data.certainty.unwrap_or(100).min(100),
        })
    }
}

impl Detector {
    /// The service that gives `answer` to the probe of that name (`greeting` for none), by the first rule that matches.
    pub(crate) fn read(&self, probe: &str, answer: &[u8]) -> Option<Service> {
        let answer = answer.get(..MOST_ANSWER).unwrap_or(answer);
        if answer.is_empty() {
            return None;
        }
        self.rules.iter().filter(|rule| rule.applies(probe)).find_map(|rule| rule.read(answer))
    }
}

/// The printable form of what a service said first.
pub(crate) fn banner(answer: &[u8]) -> Option<String> {
    let head = answer.get(..MOST_BANNER).unwrap_or(answer);
    Some(printable(&String::from_utf8_lossy(head), MOST_BANNER)).filter(|text| !text.is_empty())
}

/// The template with its groups; `None` if it names groups and none of them took part.
fn fill(template: &str, groups: &Captures<'_>) -> Option<String> {
    let mut out = String::new();
    let mut any = !template.contains('$');
    let mut chars = template.chars();
    while let Some(c) = chars.next() {
        if c != '$' {
            out.push(c);
            continue;
        }
        let number = chars.next()?.to_digit(10)?;
        if let Some(group) = groups.get(usize::try_from(number).ok()?) {
            any |= !group.is_empty();
            out.push_str(&String::from_utf8_lossy(group.as_bytes()));
        }
    }
    any.then_some(out)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// `name | product | version` of what the rules read in the answer to a probe.
    #[track_caller]
    fn check(probe: &str, answer: &[u8], expect: &str) {
        let text = Detector::builtin().read(probe, answer).map_or_else(
            || "nothing".to_owned(),
            |s| format!("{} | {} | {}", s.name, s.product.unwrap_or_default(), s.version.unwrap_or_default()),
        );
        assert_eq!(text, expect, "{}", String::from_utf8_lossy(answer));
    }

    #[test]
    fn reads_greetings() {
        for (greeting, expect) in [
            ("SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u2\r\n", "ssh | OpenSSH | 9.2p1"),
            ("SSH-2.0-dropbear_2022.83\r\n", "ssh | Dropbear sshd | 2022.83"),
            ("SSH-2.0-libssh_0.9.6\r\n", "ssh | libssh | 0.9.6"),
            ("SSH-1.99-Cisco-1.25\n", "ssh | Cisco SSH | 1.25"),
            ("SSH-2.0-Unheard\r\n", "ssh |  | "),
            ("220 (vsFTPd 3.0.3)\r\n", "ftp | vsftpd | 3.0.3"),
            ("220 ProFTPD 1.3.5 Server (Debian) [::ffff:10.0.0.1]\r\n", "ftp | ProFTPD | 1.3.5"),
            ("220 ProFTPD Server (x) [10.0.0.1]\r\n", "ftp | ProFTPD | "),
            ("220 Files Server (Company) [127.0.0.1]\r\n", "ftp | ProFTPD | "),
            ("220---------- Welcome to Pure-FTPd [privsep] ----------\r\n", "ftp | Pure-FTPd | "),
            ("220-FileZilla Server 1.7.3\r\n", "ftp | FileZilla Server | 1.7.3"),
            ("220 pyftpdlib 1.5.7 ready.\r\n", "ftp | pyftpdlib | 1.5.7"),
            ("220 mail.example.test ESMTP Postfix (Debian/GNU)\r\n", "smtp | Postfix smtpd | "),
            ("220 mx.example.test ESMTP Exim 4.96 Mon, 01 Jan 2024\r\n", "smtp | Exim smtpd | 4.96"),
            ("220 mx.test ESMTP Sendmail 8.17.1/8.17.1; Mon\r\n", "smtp | Sendmail | 8.17.1"),
            (
                "220 ex.test Microsoft ESMTP MAIL Service, Version: 10.0.17763.1 ready\r\n",
                "smtp | Microsoft Exchange smtpd | 10.0.17763.1",
            ),
            ("+OK Dovecot (Debian) ready.\r\n", "pop3 | Dovecot pop3d | "),
            ("+OK Hello there.\r\n", "pop3 | Courier pop3d | "),
            ("+OK box Cyrus POP3 v2.4.17 server ready\r\n", "pop3 | Cyrus pop3d | 2.4.17"),
            ("* OK [CAPABILITY IMAP4rev1 STARTTLS] Dovecot (Debian) ready.\r\n", "imap | Dovecot imapd | "),
            ("* OK [CAPABILITY IMAP4rev1] Courier-IMAP ready.\r\n", "imap | Courier imapd | "),
            ("RFB 003.008\n", "vnc |  | "),
            ("@RSYNCD: 31.0\n", "rsync | rsync | "),
            (
                "INFO {\"server_id\":\"N\",\"version\":\"2.10.7\",\"tls_required\":false}\r\n",
                "nats | NATS server | 2.10.7",
            ),
            ("Mon Jan  1 12:00:00 2024\r\n", "daytime |  | "),
            ("hello there\r\n", "nothing"),
        ] {
            check("greeting", greeting.as_bytes(), expect);
        }
        check("greeting", b"\xff\xfd\x18\xff\xfd\x20", "telnet |  | ");
    }

    #[test]
    fn reads_answers() {
        for (probe, answer, expect) in [
            (
                "redis",
                "$90\r\n# Server\r\nredis_version:7.0.15\r\nredis_mode:standalone\r\n",
                "redis | Redis | 7.0.15",
            ),
            ("redis", "-NOAUTH Authentication required.\r\n", "redis | Redis | "),
            ("memcached", "VERSION 1.6.18\r\n", "memcached | memcached | 1.6.18"),
            ("udp-memcached", "\0\u{1}\0\0\0\u{1}\0\0VERSION 1.5.22\r\n", "memcached | memcached | 1.5.22"),
            (
                "zookeeper",
                "Zookeeper version: 3.8.0-5a02a05, built on\n",
                "zookeeper | Apache ZooKeeper | 3.8.0",
            ),
            ("ident", "1,1 : ERROR : NO-USER\r\n", "ident |  | "),
            ("git", "0030ERR access denied or repository not exported: /w", "git | git-daemon | "),
            ("mqtt", " \u{2}\0\u{5}", "mqtt |  | "),
            (
                "mqtt",
                " \u{2}\0\0\u{3}\0\u{1}\0\u{31}\u{2d}\0\u{13}$SYS/broker/versionmosquitto version 2.0.11",
                "mqtt | Eclipse Mosquitto | 2.0.11",
            ),
            ("socks5", "\u{5}\0", "socks5 |  | "),
            ("rmi", "N\0\u{9}127.0.0.1\0\0\u{9c}", "java-rmi | Java RMI | "),
            ("ajp13", "AB\0\u{1}\u{9}", "ajp13 | Apache Jserv | "),
            ("x11", "\0\u{16}\u{b}\0\0\0\u{6}\0No protocol specified\n", "x11 |  | "),
            ("udp-tftp", "\0\u{5}\0\u{1}File not found\0", "tftp |  | "),
            (
                "sip",
                "SIP/2.0 200 OK\r\nVia: x\r\nServer: Asterisk PBX 18.10.0~dfsg\r\n\r\n",
                "sip | Asterisk | 18.10.0~dfsg",
            ),
            ("rtsp", "RTSP/1.0 200 OK\r\nCSeq: 1\r\nServer: GStreamer\r\n\r\n", "rtsp | GStreamer | "),
        ] {
            check(probe, answer.as_bytes(), expect);
        }
    }

    #[test]
    fn reads_web_servers() {
        for (head, body, expect) in [
            ("Server: nginx/1.22.1", "", "http | nginx | 1.22.1"),
            ("Server: nginx", "", "http | nginx | "),
            ("Server: Apache/2.4.57 (Debian) PHP/8.2", "", "http | Apache httpd | 2.4.57"),
            ("Server: lighttpd/1.4.69", "", "http | lighttpd | 1.4.69"),
            ("Server: Microsoft-IIS/10.0", "", "http | Microsoft IIS httpd | 10.0"),
            ("Server: Caddy", "", "http | Caddy httpd | "),
            ("Server: Jetty(9.4.51.v20230217)", "", "http | Jetty | 9.4.51.v20230217"),
            ("Server: gunicorn/20.1.0", "", "http | Gunicorn | 20.1.0"),
            ("Server: Werkzeug/2.2.2 Python/3.11.2", "", "http | Werkzeug httpd | 2.2.2"),
            ("Server: squid/5.7", "", "http-proxy | Squid http proxy | 5.7"),
            ("Server: tinyproxy/1.11.1", "", "http-proxy | Tinyproxy | 1.11.1"),
            ("Server: Acme/3.1", "", "http | Acme | 3.1"),
            ("X-Powered-By: Express", "", "http | Node.js Express framework | "),
            ("A: b", "<title>Apache Tomcat/9.0.70</title>", "http | Apache Tomcat | 9.0.70"),
            (
                "A: b",
                r#"{"cluster_name":"x","version":{"number":"7.10.2","lucene_version":"8.7.0"}}"#,
                "http | Elasticsearch | 7.10.2",
            ),
            (
                "A: b",
                r#"{"version":{"distribution":"opensearch","number":"2.11.0"}}"#,
                "http | OpenSearch | 2.11.0",
            ),
            ("A: b", r#"{"couchdb":"Welcome","version":"3.3.2"}"#, "http | Apache CouchDB | 3.3.2"),
            ("A: b", r#"{"etcdserver":"3.4.23","etcdcluster":"3.4.0"}"#, "http | etcd | 3.4.23"),
            ("A: b", r#"{"major":"1","gitVersion":"v1.27.3"}"#, "http | Kubernetes API server | 1.27.3"),
            ("A: b", "", "http |  | "),
        ] {
            let answer = format!("HTTP/1.1 200 OK\r\nDate: x\r\n{head}\r\n\r\n{body}");
            check("http", answer.as_bytes(), expect);
        }
    }

    proptest! {
        #[test]
        fn never_panics_and_stays_small(bytes in prop::collection::vec(any::<u8>(), 0..300), which in 0usize..8) {
            let starts: [&[u8]; 8] = [b"", b"SSH-2.0-", b"220 ", b"HTTP/1.1 200 OK\r\nServer: ", b"+OK ", b"* OK ", b"INFO {", b"-"];
            let answer = [starts[which], &bytes].concat();
            if let Some(service) = Detector::builtin().read("http", &answer) {
                prop_assert!(service.banner.unwrap_or_default().len() <= MOST_BANNER);
                prop_assert!(service.version.unwrap_or_default().len() <= MOST_TEXT);
            }
        }
    }
}
