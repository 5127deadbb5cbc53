//! Whole conversations with small servers on loopback.

use std::time::Duration;

use discover::{Liveness, find_live, identify};
use model::definition::Effect;
use model::host::{Host, Port};
use model::profile::{CheckSelection, Discovery, Intensity, ScanProfile};
use model::scope::{Scope, private_ranges};
use model::service::Service;
use net::{Limits, Net, NetOptions};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

fn intensity() -> Intensity {
    Intensity {
        parallel_hosts: 1,
        parallel_connections: 64,
        parallel_checks: 4,
        connections_per_second: 0,
        connect_timeout_ms: 1000,
        read_timeout_ms: 400,
        retries: 0,
    }
}

fn net() -> Net {
    let scope = Scope {
        include: "127.0.0.1".parse().unwrap(),
        exclude: "".to_owned().try_into().unwrap(),
        allowed: private_ranges(),
    };
    Net::new(NetOptions { limits: Limits::from_intensity(&intensity()), ..NetOptions::new(scope) })
}

fn host() -> Host {
    Host::from_address([127, 0, 0, 1].into())
}

/// A server that runs `serve` for each connection; gives its port.
async fn server<F>(serve: impl Fn(TcpStream) -> F + Send + 'static) -> u16
where
    F: Future<Output = ()> + Send + 'static,
{
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(serve(stream));
        }
    });
    port
}

/// A server that greets and answers each question by the first rule whose beginning fits; others close the connection.
async fn scripted(greeting: &'static [u8], answers: &'static [(&'static [u8], &'static [u8])]) -> Service {
    let port = server(move |mut stream| async move {
        let _ = stream.write_all(greeting).await;
        let mut buf = [0; 2048];
        while let Ok(count @ 1..) = stream.read(&mut buf).await {
            let Some((_, answer)) = answers.iter().find(|(start, _)| buf[..count].starts_with(start)) else {
                return;
            };
            let _ = stream.write_all(answer).await;
        }
    });
    identify(&net(), &host(), Port::tcp(port.await), &intensity()).await
}

#[track_caller]
fn check(service: &Service, name: &str, product: &str, version: &str) {
    let text = |t: &Option<String>| t.clone().unwrap_or_default();
    let got = (service.name.as_str(), text(&service.product), text(&service.version));
    assert_eq!(got, (name, product.to_owned(), version.to_owned()), "{service:?}");
}

#[tokio::test]
async fn services_that_greet() {
    check(&scripted(b"SSH-2.0-OpenSSH_8.4p1 Debian-5\r\n", &[]).await, "ssh", "OpenSSH", "8.4p1");
    check(&scripted(b"@RSYNCD: 31.0\n", &[]).await, "rsync", "rsync", "");
    check(&scripted(b"RFB 003.008\n", &[]).await, "vnc", "", "");
    let mysql = b"\x40\0\0\0\x0a5.5.5-10.3.39-MariaDB\0\x01\0\0\0saltsalt\0\xff\xff\x08\0\0";
    let service = scripted(mysql, &[]).await;
    check(&service, "mysql", "MariaDB", "10.3.39");
    assert!(service.starttls);
}

#[tokio::test]
async fn upgrades_are_seen() {
    let smtp = scripted(
        b"220 mx.test ESMTP Exim 4.94\r\n",
        &[(b"EHLO", b"250-mx.test\r\n250-STARTTLS\r\n250 HELP\r\n")],
    )
    .await;
    check(&smtp, "smtp", "Exim smtpd", "4.94");
    assert!(smtp.starttls);
    let pop = scripted(b"+OK Dovecot ready.\r\n", &[(b"CAPA", b"+OK\r\nUSER\r\nSTLS\r\n.\r\n")]).await;
    assert!(pop.starttls, "{pop:?}");
    let ftp =
        scripted(b"220 (vsFTPd 3.0.3)\r\n", &[(b"FEAT", b"211-Features:\r\n PASV\r\n211 End\r\n")]).await;
    assert!(!ftp.starttls, "{ftp:?}");
    let imap = scripted(
        b"* OK Dovecot ready.\r\n",
        &[(b"a1", b"* CAPABILITY IMAP4rev1 STARTTLS\r\na1 OK done\r\n")],
    )
    .await;
    assert!(imap.starttls, "{imap:?}");
}

#[tokio::test]
async fn services_that_wait_to_be_asked() {
    let web =
        scripted(b"", &[(b"GET ", b"HTTP/1.1 200 OK\r\nServer: nginx/1.18.0\r\nContent-Length: 0\r\n\r\n")]);
    check(&web.await, "http", "nginx", "1.18.0");
    let redis = scripted(b"", &[(b"*2\r\n", b"$30\r\n# Server\r\nredis_version:6.2.1\r\n\r\n")]).await;
    check(&redis, "redis", "Redis", "6.2.1");
    check(&scripted(b"", &[(b"version", b"VERSION 1.6.9\r\n")]).await, "memcached", "memcached", "1.6.9");
    check(&scripted(b"", &[(b"\x10\x15\0\x04MQTT", b"\x20\x02\0\x05")]).await, "mqtt", "", "");
    check(&scripted(b"", &[(b"JRMI", b"N\0\x09127.0.0.1\0\0\x10\x10")]).await, "java-rmi", "Java RMI", "");
    let refusal: &[u8] = b"E\0\0\0\x40SFATAL\0VFATAL\0C28000\0Mno pg_hba.conf entry\0\0";
    let postgres: &'static [(&[u8], &[u8])] = Box::leak(Box::new([
        (b"\0\0\0\x2b".as_slice(), refusal),
        (b"\0\0\0\x08".as_slice(), b"S".as_slice()),
    ]));
    let postgres = scripted(b"", postgres).await;
    check(&postgres, "postgresql", "PostgreSQL", "");
    assert!(postgres.starttls);
}

#[tokio::test]
async fn hostile_services_are_unknown_and_come_to_an_end() {
    let endless = server(|mut stream| async move { while stream.write_all(&[b'x'; 4096]).await.is_ok() {} });
    let silent = server(|stream| async move {
        let _open = stream;
        std::future::pending::<()>().await;
    });
    let closing = server(|_| async {});
    let garbage = server(|mut stream| async move {
        let _ = stream.write_all(b"\x01\x02\xfe who\xff\r\n").await;
        let _ = stream.read(&mut [0; 10]).await;
    });
    for port in [endless.await, silent.await, closing.await, garbage.await] {
        let service = identify(&net(), &host(), Port::tcp(port), &intensity()).await;
        assert_eq!((service.name.as_str(), service.certainty), ("unknown", 0), "{service:?}");
        assert!(service.banner.unwrap_or_default().len() <= 1024);
    }
}

#[tokio::test]
async fn what_comes_back_unchanged_is_an_echo() {
    let port = server(|mut stream| async move {
        let (mut read, mut write) = stream.split();
        let _ = tokio::io::copy(&mut read, &mut write).await;
    });
    let service = identify(&net(), &host(), Port::tcp(port.await), &intensity()).await;
    check(&service, "echo", "", "");
}

#[tokio::test]
async fn udp_answers_prove_service_and_port() {
    #[expect(clippy::disallowed_methods, reason = "a server, not a probe")]
    let socket = tokio::net::UdpSocket::bind(("127.0.0.1", 1161)).await;
    // Another program may hold the port: then there is nothing to learn here.
    let Ok(socket) = socket else { return };
    tokio::spawn(async move {
        let mut buf = [0; 512];
        while let Ok((_, from)) = socket.recv_from(&mut buf).await {
            let answer = b"\x30\x2d\x02\x01\x01\x04\x06public\xa2\x20\x02\x04wpwp\x02\x01\0\x02\x01\0\x30\x12\x30\x10\x06\x08\x2b\x06\x01\x02\x01\x01\x01\0\x04\x04Box1";
            let _ = socket.send_to(answer, from).await;
        }
    });
    let scan = discover::scan_udp(&net(), &host(), &[1161, 9]).await;
    let [(1161, service)] = scan.answered.as_slice() else { panic!("{scan:?}") };
    assert_eq!((service.name.as_str(), service.extra.as_deref()), ("snmp", Some("Box1")));
    assert_eq!(scan.closed, [0_u16; 0], "what was not asked is not closed");
}

#[tokio::test]
async fn a_refusal_proves_life() {
    let profile = ScanProfile {
        id: "x".to_owned(),
        name: String::new(),
        version: 1,
        description: String::new(),
        rationale: String::new(),
        products: vec![],
        default_for: vec![],
        mandatory_for: vec![],
        port_list: "top100".to_owned(),
        discovery: Discovery::Probe,
        checks: CheckSelection::None,
        effect_ceiling: Effect::Safe,
        version_checks: false,
        detect_services: true,
        inspect_tls: false,
        intensity: intensity(),
        web: None,
    };
    let live = find_live(&net(), &host(), &profile).await.unwrap();
    assert!(matches!(live, Liveness::Up { reason } if reason.starts_with("tcp ")));
    let outside = Host::from_address([127, 0, 0, 9].into());
    assert!(find_live(&net(), &outside, &profile).await.is_err());
    let assumed = ScanProfile { discovery: Discovery::AssumeUp, ..profile };
    let live =
        tokio::time::timeout(Duration::from_secs(5), find_live(&net(), &host(), &assumed)).await.unwrap();
    assert_eq!(live.unwrap(), Liveness::Up { reason: "assumed".to_owned() });
}
