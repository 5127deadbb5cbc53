//! Servers that mean harm, or are broken: every exchange ends within its bounds.

use std::time::Duration;

use crate::support::{loopback, net, server};
use net::{NetError, http};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

/// A server that reads a little, says `first` and then `again` for ever, with a pause.
async fn saying(first: &'static str, again: &'static str, pause: Duration) -> u16 {
    server([127, 0, 0, 1].into(), move |mut stream| async move {
        let _ = stream.read(&mut [0; 1024]).await;
        if stream.write_all(first.as_bytes()).await.is_err() || again.is_empty() {
            return;
        }
        while stream.write_all(again.as_bytes()).await.is_ok() {
            if !pause.is_zero() {
                tokio::time::sleep(pause).await;
            }
        }
    })
    .await
}

async fn get(port: u16) -> Result<http::Response, NetError> {
    let net = net();
    http::get(&net, &loopback(), port, false, "/", net.limits()).await
}

#[tokio::test]
async fn an_honest_answer_is_whole() {
    let port =
        saying("HTTP/1.1 200 OK\r\nServer: x\r\nContent-Length: 5\r\n\r\nhello", "", Duration::ZERO).await;
    let response = get(port).await.unwrap();
    assert_eq!(
        (response.status, response.header("server"), response.text().as_ref()),
        (200, Some("x"), "hello")
    );
    assert!(!response.truncated);
}

#[tokio::test]
async fn an_endless_body_is_cut() {
    let port = saying("HTTP/1.0 200 OK\r\n\r\n", "0123456789abcdef0123456789abcdef", Duration::ZERO).await;
    let response = get(port).await.unwrap();
    assert!(response.truncated);
    assert_eq!(response.body.len(), 64 << 10);
}

#[tokio::test]
async fn endless_chunks_are_cut() {
    let port =
        saying("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "8\r\nabcdefgh\r\n", Duration::ZERO)
            .await;
    let response = get(port).await.unwrap();
    assert!(response.truncated && response.body.len() <= 64 << 10);
}

#[tokio::test]
async fn a_header_flood_is_too_large() {
    let port = saying("HTTP/1.1 200 OK\r\n", "X-Flood: 0123456789\r\n", Duration::ZERO).await;
    assert!(matches!(get(port).await, Err(NetError::TooLarge)));
}

#[tokio::test]
async fn a_drip_ends_with_the_life_of_the_connection() {
    let port = saying("HTTP/1.1 200 OK\r\nA: ", "b", Duration::from_millis(100)).await;
    assert!(matches!(get(port).await, Err(NetError::TimedOut)));
}

#[tokio::test]
async fn garbage_silence_and_closing_are_told_apart() {
    let garbage = saying("\u{1}\u{2}garbage\r\n\r\n", "", Duration::ZERO).await;
    assert!(matches!(get(garbage).await, Err(NetError::Protocol(_))));
    let closing = saying("", "", Duration::ZERO).await;
    assert!(matches!(get(closing).await, Err(NetError::Closed)));
    let silent = server([127, 0, 0, 1].into(), |stream| async move {
        let _open = stream;
        std::future::pending::<()>().await;
    });
    assert!(matches!(get(silent.await).await, Err(NetError::TimedOut)));
}

#[tokio::test]
async fn redirects_stay_at_home() {
    let home = "HTTP/1.1 302 Found\r\nLocation: /next\r\nContent-Length: 0\r\n\r\n";
    let away = "HTTP/1.1 302 Found\r\nLocation: http://192.0.2.1/\r\nContent-Length: 0\r\n\r\n";
    let net = net();
    let limits = net::Limits { redirects: 3, ..net.limits().clone() };
    for answer in [home, away] {
        let port = saying(answer, "", Duration::ZERO).await;
        let response = http::get(&net, &loopback(), port, false, "/", &limits).await.unwrap();
        assert_eq!(response.status, 302);
    }
}

#[tokio::test]
async fn reads_are_bounded_and_keep_what_follows() {
    let port = saying("one\r\ntwo\r\nthree", "", Duration::ZERO).await;
    let net = net();
    let mut stream = net.connect(&loopback(), port).await.unwrap();
    stream.send(b"hi").await.unwrap();
    assert_eq!(stream.read_until(b"\r\n", 100).await.unwrap(), b"one\r\n");
    assert!(matches!(stream.read_until(b"three", 6).await, Err(NetError::TooLarge)));
    assert_eq!(stream.read_count(3).await.unwrap(), b"two");
    assert_eq!(stream.read_to_end(100).await.unwrap(), b"\r\nthree");
    assert!(matches!(stream.read_some(10).await, Err(NetError::Closed)));
}

#[tokio::test]
async fn stop_ends_a_read_at_once() {
    let port = saying("", "", Duration::ZERO).await;
    let mut options = crate::support::options();
    options.limits.read_timeout = Duration::from_secs(3600);
    options.limits.stream_time = Duration::from_secs(3600);
    let net = net::Net::new(options);
    let mut stream = net.connect(&loopback(), port).await.unwrap();
    net.stop().cancel();
    assert!(matches!(stream.read_some(10).await, Err(NetError::Stopped)));
    assert!(matches!(net.connect(&loopback(), port).await, Err(NetError::Stopped)));
}

#[tokio::test]
async fn plain_text_is_no_tls() {
    let port = saying("HTTP/1.1 400 Bad Request\r\n\r\n", "", Duration::ZERO).await;
    assert!(matches!(net().connect_tls(&loopback(), port).await, Err(NetError::Tls(_))));
}

#[tokio::test]
async fn stop_ends_writing_at_once() {
    let port = saying("", "", Duration::ZERO).await;
    let net = net();
    let mut stream = net.connect(&loopback(), port).await.unwrap();
    net.stop().cancel();
    // Tried again without end, this would never come back: no time-out can fire inside one poll.
    assert!(matches!(stream.send(b"hello").await, Err(NetError::Stopped)));
    assert!(stream.write_all(b"hello").await.is_err());
    assert!(stream.read_exact(&mut [0; 4]).await.is_err());
}
