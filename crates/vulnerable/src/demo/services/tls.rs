//! An HTTPS server that speaks TLS of every age: 1.2 and 1.3 for real, 1.0 and 1.1 as far as an offer is answered.
//!
//! The old versions cannot be spoken by the library, nor need they be: whoever inspects a server reads its choice and its
//! certificate and goes. The key beside the certificate protects nothing; it comes with the program.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use rustls::ServerConfig;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;

use super::web::Intranet;
use crate::demo::accept::{Running, listen};
use crate::http;
use crate::server::Site;

/// Self-signed for `intranet.harbour.test`, expired in March 2024, with its key.
const CERTIFICATE: &[u8] = include_bytes!("keys/certificate.der");
const KEY: &[u8] = include_bytes!("keys/key.der");
/// RSA with 1024 bits and a signature with SHA-1, expired in 2018: shown by the old versions, which need no key for it.
const OLD: &[u8] = include_bytes!("keys/old.der");
/// How long a visitor may say nothing.
const IDLE: Duration = Duration::from_secs(20);
/// Suites that the old versions take, the preferred first: AES with SHA-1, 3DES, RC4.
const SUITES: [u16; 4] = [0x0035, 0x002f, 0x000a, 0x0005];
/// The longest offer that is read.
const HELLO: usize = 4096;

pub(in crate::demo) async fn start(addr: SocketAddr) -> io::Result<Running> {
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(KEY));
    let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .and_then(|config| {
            config.with_no_client_auth().with_single_cert(vec![CertificateDer::from(CERTIFICATE)], key)
        })
        .map_err(io::Error::other)?;
    let acceptor = TlsAcceptor::from(Arc::new(config));
    listen(addr, move |stream| serve(stream, acceptor.clone())).await
}

async fn serve(mut stream: TcpStream, acceptor: TlsAcceptor) {
    let mut hello = vec![0; HELLO];
    let Ok(Ok(read)) = tokio::time::timeout(IDLE, stream.peek(&mut hello)).await else { return };
    hello.truncate(read);
    if let Some(answer) = old(&hello) {
        let _ = stream.write_all(&answer).await;
        let _ = stream.shutdown().await;
        return;
    }
    if let Ok(Ok(stream)) = tokio::time::timeout(IDLE, acceptor.accept(stream)).await {
        talk(stream).await;
    }
}

async fn talk(stream: impl AsyncRead + AsyncWrite + Unpin) {
    let mut stream = BufReader::new(stream);
    while let Ok(Some(request)) = tokio::time::timeout(IDLE, http::read(&mut stream)).await {
        let bytes = Intranet.answer(&request).bytes(request.method == "HEAD", request.keep_alive);
        if stream.write_all(&bytes).await.is_err() || !request.keep_alive {
            break;
        }
    }
    let _ = stream.shutdown().await;
}

/// The answer to an offer of TLS 1.0 or 1.1; `None` leaves it to the library.
fn old(hello: &[u8]) -> Option<Vec<u8>> {
    let (version, suites) = offered(hello)?;
    if !matches!(version, 0x0301 | 0x0302) {
        return None;
    }
    let Some(suite) = SUITES.into_iter().find(|suite| suites.contains(suite)) else {
        // A fatal alert: handshake failure.
        return Some([&[21], version.to_be_bytes().as_slice(), &[0, 2, 2, 40]].concat());
    };
    let mut out = handshake(version, 2, &server_hello(version, suite));
    out.extend(handshake(version, 11, &chain()));
    out.extend(handshake(version, 14, &[]));
    Some(out)
}

/// The version and the suites of a ClientHello in one record.
fn offered(hello: &[u8]) -> Option<(u16, Vec<u16>)> {
    let number = |at: usize| Some(u16::from_be_bytes([*hello.get(at)?, *hello.get(at + 1)?]));
    if hello.first() != Some(&22) || hello.get(5) != Some(&1) {
        return None;
    }
    let at = 44 + usize::from(*hello.get(43)?);
    let suites = hello.get(at + 2..at + 2 + usize::from(number(at)?))?;
    Some((number(9)?, suites.as_chunks().0.iter().map(|two| u16::from_be_bytes(*two)).collect()))
}

/// With the indication of secure renegotiation (RFC 5746), so that this is not missing, too.
fn server_hello(version: u16, suite: u16) -> Vec<u8> {
    let mut body = version.to_be_bytes().to_vec();
    body.extend_from_slice(&[0x48; 32]);
    body.push(0);
    body.extend_from_slice(&suite.to_be_bytes());
    body.push(0);
    body.extend_from_slice(&[0, 5, 0xff, 1, 0, 1, 0]);
    body
}

fn chain() -> Vec<u8> {
    let mut one = three(OLD.len());
    one.extend_from_slice(OLD);
    let mut all = three(one.len());
    all.extend(one);
    all
}

fn three(length: usize) -> Vec<u8> {
    (length as u32).to_be_bytes().into_iter().skip(1).collect()
}

fn handshake(version: u16, kind: u8, body: &[u8]) -> Vec<u8> {
    let mut out = vec![22];
    out.extend_from_slice(&version.to_be_bytes());
    out.extend_from_slice(&((body.len() + 4) as u16).to_be_bytes());
    out.push(kind);
    out.extend(three(body.len()));
    out.extend_from_slice(body);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hello(version: u16, suites: &[u16]) -> Vec<u8> {
        let mut out = vec![22, 3, 1, 0, 0, 1, 0, 0, 0];
        out.extend(version.to_be_bytes());
        out.extend([0; 32]);
        out.push(0);
        out.extend((suites.len() as u16 * 2).to_be_bytes());
        out.extend(suites.iter().flat_map(|s| s.to_be_bytes()));
        out
    }

    #[test]
    fn old_versions_are_answered_and_others_left_alone() {
        let chosen =
            |version, suites| old(&hello(version, suites)).and_then(|a| a.get(44..46).map(<[u8]>::to_vec));
        assert_eq!(chosen(0x0301, &[0x0005, 0x000a]), Some(vec![0, 0x0a]));
        assert!(old(&hello(0x0302, &[0xc02f])).is_some_and(|alert| alert.first() == Some(&21)));
        assert!(old(&hello(0x0303, &[0x002f])).is_none());
    }

    #[test]
    fn nonsense_is_left_to_the_library() {
        let whole = hello(0x0301, &[1, 2, 3]);
        for end in 0..whole.len() {
            assert!(old(&whole[..end]).is_none(), "{end}");
        }
        assert!(old(b"GET / HTTP/1.1\r\n\r\n").is_none());
    }
}
