//! TLS from the first byte and after an upgrade, with a certificate that nobody signed.

use std::sync::Arc;

use crate::support::{loopback, net, server};
use rustls::ServerConfig;
use rustls::pki_types::PrivateKeyDer;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio_rustls::TlsAcceptor;

fn acceptor() -> TlsAcceptor {
    let made = rcgen::generate_simple_self_signed(["expired.test".to_owned()]).unwrap();
    let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)
        .unwrap();
    TlsAcceptor::from(Arc::new(config))
}

#[tokio::test]
async fn reads_a_self_signed_server() {
    let acceptor = acceptor();
    let port = server([127, 0, 0, 1].into(), move |stream| {
        let acceptor = acceptor.clone();
        async move {
            let Ok(mut tls) = acceptor.accept(stream).await else { return };
            let _ = tls.write_all(b"inside\n").await;
            let _ = tls.shutdown().await;
        }
    });
    let mut stream = net().connect_tls(&loopback(), port.await).await.unwrap();
    let info = stream.tls_info().unwrap();
    assert_eq!((info.version.as_str(), info.certificates.len()), ("TLSv1.3", 1));
    assert_eq!(stream.read_until(b"\n", 100).await.unwrap(), b"inside\n");
}

#[tokio::test]
async fn what_came_before_the_upgrade_is_dropped() {
    let acceptor = acceptor();
    let port = server([127, 0, 0, 1].into(), move |mut stream| {
        let acceptor = acceptor.clone();
        async move {
            let _ = stream.write_all(b"220 ready\r\n").await;
            let _ = stream.read(&mut [0; 64]).await;
            let _ = stream.write_all(b"220 go\r\ninjected\r\n").await;
            let Ok(mut tls) = acceptor.accept(stream).await else { return };
            let _ = tls.write_all(b"250 inside\r\n").await;
            let _ = tls.shutdown().await;
        }
    });
    let mut stream = net().connect(&loopback(), port.await).await.unwrap();
    stream.read_until(b"\r\n", 100).await.unwrap();
    stream.send(b"STARTTLS\r\n").await.unwrap();
    stream.read_until(b"\r\n", 100).await.unwrap();
    let mut stream = stream.start_tls(&[]).await.unwrap();
    assert_eq!(stream.read_until(b"\n", 100).await.unwrap(), b"250 inside\r\n");
}
