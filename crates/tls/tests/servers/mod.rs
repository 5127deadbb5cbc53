//! Small servers on loopback ports of their own.

use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use rustls::pki_types::PrivateKeyDer;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpSocket};

async fn listen() -> (TcpListener, u16) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a loopback port");
    let port = listener.local_addr().expect("bound").port();
    (listener, port)
}

/// A port on which nothing listens, held until the test's process ends.
pub(crate) fn closed_port() -> u16 {
    let socket = TcpSocket::new_v4().expect("a socket");
    socket.bind(([127, 0, 0, 1], 0).into()).expect("a loopback port");
    Box::leak(Box::new(socket)).local_addr().expect("bound").port()
}

/// A rustls server with a self-signed certificate for `one.test`.
pub(crate) async fn rustls(versions: &[&'static rustls::SupportedProtocolVersion]) -> u16 {
    let made = rcgen::generate_simple_self_signed(["one.test".to_owned()]).expect("a certificate");
    let key = PrivateKeyDer::Pkcs8(made.signing_key.serialize_der().into());
    let config =
        rustls::ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_protocol_versions(versions)
            .expect("versions")
            .with_no_client_auth()
            .with_single_cert(vec![made.cert.der().clone()], key)
            .expect("a certificate with its key");
    let acceptor = tokio_rustls::TlsAcceptor::from(Arc::new(config));
    let (listener, port) = listen().await;
    tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            let acceptor = acceptor.clone();
            tokio::spawn(async move {
                if let Ok(mut stream) = acceptor.accept(socket).await {
                    let _ = stream.read(&mut [0; 64]).await;
                }
            });
        }
    });
    port
}

/// A rustls server behind an SMTP conversation that ends with STARTTLS.
pub(crate) async fn smtp() -> u16 {
    let behind = rustls(rustls::ALL_VERSIONS).await;
    let (listener, port) = listen().await;
    tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            tokio::spawn(async move {
                let mut socket = tokio::io::BufReader::new(socket);
                let mut line = String::new();
                for answer in ["220 ready\r\n", "250-here\r\n250 STARTTLS\r\n", "220 go\r\n"] {
                    if socket.write_all(answer.as_bytes()).await.is_err() || answer == "220 go\r\n" {
                        break;
                    }
                    line.clear();
                    if tokio::io::AsyncBufReadExt::read_line(&mut socket, &mut line).await.is_err() {
                        return;
                    }
                }
                forward(socket, behind).await;
            });
        }
    });
    port
}

#[expect(clippy::disallowed_methods, reason = "joins two servers of the test, probes nothing")]
async fn forward(mut socket: tokio::io::BufReader<tokio::net::TcpStream>, port: u16) {
    if let Ok(mut behind) = tokio::net::TcpStream::connect(("127.0.0.1", port)).await {
        let _ = tokio::io::copy_bidirectional(&mut socket, &mut behind).await;
    }
}

/// A server that answers each piece it reads with what `answer` says and closes on `None`.
pub(crate) async fn scripted(answer: fn(&[u8]) -> Option<Vec<u8>>) -> u16 {
    let (listener, port) = listen().await;
    tokio::spawn(async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            tokio::spawn(async move {
                let mut buf = vec![0; 16 * 1024];
                while let Ok(read @ 1..) = socket.read(&mut buf).await {
                    let Some(bytes) = answer(&buf[..read]) else { break };
                    if socket.write_all(&bytes).await.is_err() {
                        break;
                    }
                }
            });
        }
    });
    port
}

/// The version and the suites of a ClientHello.
fn offered(hello: &[u8]) -> Option<(u16, Vec<u16>)> {
    let version = u16::from_be_bytes([*hello.get(9)?, *hello.get(10)?]);
    let at = 44 + usize::from(*hello.get(43)?);
    let length = usize::from(u16::from_be_bytes([*hello.get(at)?, *hello.get(at + 1)?]));
    let suites = hello.get(at + 2..at + 2 + length)?;
    Some((version, suites.chunks(2).map(|c| u16::from_be_bytes([c[0], c[1]])).collect()))
}

fn handshake(version: u16, kind: u8, body: &[u8]) -> Vec<u8> {
    let length = body.len() as u16;
    let mut out = vec![22];
    out.extend(version.to_be_bytes());
    out.extend((length + 4).to_be_bytes());
    out.extend([kind, 0]);
    out.extend(length.to_be_bytes());
    out.extend(body);
    out
}

fn server_hello(version: u16, suite: u16, compression: u8, extensions: &[u8]) -> Vec<u8> {
    let mut body = version.to_be_bytes().to_vec();
    body.extend([7; 32]);
    body.push(0);
    body.extend(suite.to_be_bytes());
    body.push(compression);
    if !extensions.is_empty() {
        body.extend((extensions.len() as u16).to_be_bytes());
        body.extend(extensions);
    }
    handshake(version, 2, &body)
}

/// SSL 3.0 with one export suite, a 512-bit prime and compression.
pub(crate) fn ssl3_export(hello: &[u8]) -> Option<Vec<u8>> {
    let (0x0300, suites) = offered(hello)? else { return None };
    if !suites.contains(&0x0014) {
        return Some(vec![21, 3, 0, 0, 2, 2, 40]);
    }
    let mut out = server_hello(0x0300, 0x0014, 1, &[]);
    let mut exchange = vec![0, 64];
    exchange.extend([0xff; 64]);
    exchange.extend([0, 1, 2, 0, 1, 3]);
    out.extend(handshake(0x0300, 12, &exchange));
    out.extend(handshake(0x0300, 14, &[]));
    Some(out)
}

/// SSL 2.0 with one cipher kind.
pub(crate) fn ssl2(hello: &[u8]) -> Option<Vec<u8>> {
    (hello.first()? & 0x80 != 0 && hello.get(2..5)? == [1, 0, 2])
        .then(|| vec![0x80, 15, 4, 0, 1, 0, 2, 0, 0, 0, 3, 0, 1, 1, 0, 0x80, 9])
}

/// TLS 1.2 that accepts heartbeats and answers none.
pub(crate) fn heartbeat(sent: &[u8]) -> Option<Vec<u8>> {
    if sent.first() == Some(&24) {
        return None;
    }
    let (0x0303, suites) = offered(sent)? else { return None };
    if sent.windows(4).any(|w| w == [0, 43, 0, 3]) || !suites.contains(&0xc02f) {
        return None;
    }
    let mut out = server_hello(0x0303, 0xc02f, 0, &[0, 15, 0, 1, 1, 0xff, 1, 0, 1, 0]);
    out.extend(handshake(0x0303, 14, &[]));
    Some(out)
}

/// As [`heartbeat`], but returns as many bytes as were claimed.
pub(crate) fn heartbleed(sent: &[u8]) -> Option<Vec<u8>> {
    if sent.first() != Some(&24) {
        return heartbeat(sent);
    }
    let claimed = *sent.get(7)?;
    let mut out = vec![24, 3, 3, 0, claimed + 3 + 16, 2, 0, claimed];
    out.extend(vec![b'w'; usize::from(claimed) + 16]);
    Some(out)
}

/// A running `openssl s_server`, ended when dropped.
pub(crate) struct OpenSsl {
    pub(crate) port: u16,
    child: Child,
    _dir: tempfile::TempDir,
}

impl Drop for OpenSsl {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// `openssl s_server` with a self-signed RSA-1024 SHA-1 certificate and `more` arguments; the argument `dh1024` becomes a
/// file with the 1024-bit group of RFC 2409. `None` where there is no openssl.
#[expect(clippy::disallowed_methods, reason = "waits for a server of the test, probes nothing")]
pub(crate) async fn openssl(more: &[&str]) -> Option<OpenSsl> {
    let dir = tempfile::tempdir().expect("a folder");
    let file = |name: &str| dir.path().join(name).to_string_lossy().into_owned();
    let (key, cert, dh) = (file("key.pem"), file("cert.pem"), file("dh.pem"));
    std::fs::write(&dh, OAKLEY_2).expect("written");
    let request = [
        "req",
        "-x509",
        "-newkey",
        "rsa:1024",
        "-sha1",
        "-nodes",
        "-days",
        "30",
        "-subj",
        "/CN=weak.test",
        "-keyout",
        &key,
        "-out",
        &cert,
    ];
    Command::new("openssl").args(request).stderr(Stdio::null()).status().ok()?.success().then_some(())?;
    // The program takes no socket of ours: the port is free for a moment.
    let (_, port) = listen().await;
    let accept = format!("127.0.0.1:{port}");
    let mut args = vec!["s_server", "-accept", &accept, "-key", &key, "-cert", &cert, "-quiet"];
    args.extend(more.iter().map(|a| if *a == "dh1024" { dh.as_str() } else { a }));
    let child = Command::new("openssl")
        .args(args)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let server = OpenSsl { port, child, _dir: dir };
    for _ in 0..500 {
        if tokio::net::TcpStream::connect(&accept).await.is_ok() {
            return Some(server);
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("openssl s_server does not listen");
}

/// The second Oakley group (RFC 2409 section 6.2), generator 2, as PEM.
const OAKLEY_2: &str = include_str!("oakley2.pem");
