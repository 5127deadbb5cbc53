//! Which connections carry another exchange.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use net::http::{Connection, Request};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::support::{loopback, net, server};

/// A server that answers each request of a connection with `answer`, and counts connections.
async fn answering(answer: &'static str, connections: Arc<AtomicUsize>) -> u16 {
    server([127, 0, 0, 1].into(), move |mut stream| {
        connections.fetch_add(1, Ordering::SeqCst);
        async move {
            let mut piece = [0; 2048];
            while matches!(stream.read(&mut piece).await, Ok(1..)) {
                if stream.write_all(answer.as_bytes()).await.is_err() {
                    return;
                }
            }
        }
    })
    .await
}

/// Whether a connection is reusable after `answer`; if it is, a second exchange must bring the same.
async fn check(answer: &'static str, method: &'static str, expect: bool) {
    let connections = Arc::new(AtomicUsize::new(0));
    let port = answering(answer, connections.clone()).await;
    let net = net();
    let mut connection = Connection::open(&net, &loopback(), port, false).await.unwrap();
    let request = Request { method, ..Request::get("/") };
    let first = connection.exchange(&request, net.limits()).await.unwrap();
    assert_eq!(connection.is_reusable(), expect, "{answer}");
    if expect {
        let second = connection.exchange(&request, net.limits()).await.unwrap();
        assert_eq!((first.status, first.body), (second.status, second.body));
        assert_eq!(connections.load(Ordering::SeqCst), 1);
    }
}

#[tokio::test]
async fn only_a_clean_end_keeps_a_connection() {
    check("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", "GET", true).await;
    check("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n", "GET", true).await;
    check("HTTP/1.1 204 No Content\r\n\r\n", "GET", true).await;
    check("HTTP/1.1 200 OK\r\nContent-Length: 200\r\n\r\n", "HEAD", true).await;
    check("HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 2\r\n\r\nok", "GET", true).await;
    check("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok", "GET", false).await;
    check("HTTP/1.1 200 OK\r\nConnection: x, Close\r\nContent-Length: 2\r\n\r\nok", "GET", false).await;
    // What follows would be taken for the next answer.
    check("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\n\r\n", "GET", false).await;
    check("HTTP/1.1 204 No Content\r\n\r\nsurprise", "GET", false).await;
    check("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nmore", "GET", false).await;
    check(
        "HTTP/1.1 200 OK\r\nContent-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
        "GET",
        false,
    )
    .await;
}
