//! What comes over connections. The parsers are not public, so each input is what a server on loopback answers.

use std::net::{IpAddr, Ipv4Addr};
use std::time::Duration;

use model::host::{Host, Port};
use model::profile::Intensity;
use model::scope::{Scope, private_ranges};
use net::http::{Request, exchange_raw};
use net::{Limits, Net, NetOptions};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::Target;

const HELLO: &[u8] = &[
    0x16, 3, 3, 0, 49, 2, 0, 0, 45, 3, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19,
    20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 0, 0xc0, 0x2f, 0, 0, 5, 0xff, 1, 0, 1, 0, 0x16, 3, 3,
    0, 4, 14, 0, 0, 0,
];

/// The parsers of `net`, `discover` and `tls`.
pub(crate) const TARGETS: &[Target] = &[
    Target {
        name: "http",
        run: http,
        seeds: &[
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\nhello",
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;a=b\r\nhello\r\n0\r\nX: y\r\n\r\n",
            b"HTTP/1.0 301 Moved\nLocation: /x\nSet-Cookie: a=b\n\nbody",
            b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No\r\n\r\n",
            b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 22\r\n\r\n\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\x4b\x04\x00\x43\xbe\xb7\xe8\x01\x00\x00\x00",
        ],
        words: &[
            "HTTP/1.1 ", "\r\n", "\n", "\r\n\r\n", "Content-Length: ", "Transfer-Encoding: chunked", "Content-Encoding: deflate",
            "0\r\n", "ffffffffffffffff\r\n", "-1", ":", " ", ";", "100 Continue", "gzip, gzip",
        ],
        short: 800,
    },
    Target {
        name: "tls-answer",
        run: tls_answer,
        seeds: &[HELLO, &[0x15, 3, 3, 0, 2, 2, 40], b"220 mail ready\r\n", include_bytes!("../seeds/certificate.der")],
        words: &["\u{16}\u{3}\u{3}", "\u{15}\u{3}\u{1}\0\u{2}", "\u{b}\0\0", "\u{c}\0\0", "\0\0", "\u{2}\0\0"],
        short: 40,
    },
    Target {
        name: "certificate",
        run: certificate,
        seeds: &[include_bytes!("../seeds/certificate.der")],
        words: &["\u{30}\u{1f}", "\u{6}\u{3}U\u{4}\u{3}", "\u{2}\u{1}", "0", "\u{17}\u{d}", "\u{c}"],
        short: 3_000,
    },
    Target {
        name: "banner",
        run: banner,
        seeds: &[
            b"SSH-2.0-OpenSSH_8.9p1 Ubuntu-3\r\n",
            b"220 (vsFTPd 3.0.3)\r\n",
            b"J\0\0\0\n8.0.32\0\x08\0\0\0abcdefgh\0\xff\xf7\xff\x02\0\xff\xdf\x15\0\0\0\0\0\0\0\0\0\0abcdefghijkl\0mysql_native_password\0",
            b"HTTP/1.1 400 Bad\r\nServer: nginx/1.18.0\r\n\r\n",
            b"RFB 003.008\n",
        ],
        words: &["SSH-", "220 ", "\r\n", "\0", "\u{ff}\u{fb}", "+OK", "* OK", "-ERR", "Server: ", "HTTP/1.0 "],
        short: 25,
    },
];

fn net() -> Net {
    let include = "127.0.0.0/24".parse().expect("is a range");
    let exclude = String::new().try_into().expect("is an empty list");
    let limits = Limits {
        connect_timeout: Duration::from_millis(200),
        read_timeout: Duration::from_millis(60),
        stream_time: Duration::from_millis(500),
        stream_bytes: 1 << 20,
        body_bytes: 256 << 10,
        ..Limits::default()
    };
    Net::new(NetOptions { limits, ..NetOptions::new(Scope { include, exclude, allowed: private_ranges() }) })
}

/// Runs `client` against a server that answers every connection with `data`, once it was asked something or, if it is to
/// `greet`, at once.
fn against<F: Future<Output = ()>>(data: &[u8], greet: bool, client: impl FnOnce(Net, Host, u16) -> F) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port on loopback");
        let port = listener.local_addr().expect("a bound port").port();
        let data = data.to_vec();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let data = data.clone();
                tokio::spawn(async move {
                    if !greet {
                        let _ = stream.read(&mut [0; 4096]).await;
                    }
                    let _ = stream.write_all(&data).await;
                    let _ = stream.shutdown().await;
                });
            }
        });
        client(net(), Host::from_address(IpAddr::V4(Ipv4Addr::LOCALHOST)), port).await;
    });
}

fn http(data: &[u8]) {
    against(data, false, async |net, host, port| {
        let Ok(mut stream) = net.connect(&host, port).await else { return };
        let request = Request { method: "GET", path: "/", headers: &[], body: b"" }.to_bytes("h.test");
        if let Ok(response) = exchange_raw(&mut stream, &request, net.limits()).await {
            assert!(response.body.len() <= 256 << 10);
            let (body, _) = response.decoded(64 << 10);
            assert!(body.len() <= 64 << 10);
        }
    });
}

fn tls_answer(data: &[u8]) {
    against(data, false, async |net, host, port| drop(tls::inspect(&net, &host, port, None).await));
}

fn certificate(data: &[u8]) {
    if let Some(facts) = tls::read_certificate(data) {
        let _ = (facts.has_weak_signature(), facts.has_weak_key(), facts.covers("a.h.test"));
    }
}

fn banner(data: &[u8]) {
    let intensity = Intensity {
        parallel_hosts: 1,
        parallel_connections: 8,
        parallel_checks: 1,
        connections_per_second: 0,
        connect_timeout_ms: 200,
        read_timeout_ms: 60,
        retries: 0,
    };
    against(data, true, async |net, host, port| {
        let service = discover::identify(&net, &host, Port::tcp(port), &intensity).await;
        assert!(service.name.len() <= 200, "{}", service.name);
    });
}
