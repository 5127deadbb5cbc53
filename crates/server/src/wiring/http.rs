//! The HTTP server: every connection is bounded, and none keeps the process from ending.

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::extract::ConnectInfo;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// How long a client may take to send the head of a request, and to begin the next one on an open connection.
const HEAD: Duration = Duration::from_secs(30);
/// How long requests under way may take once the process is asked to end.
const DRAIN: Duration = Duration::from_secs(10);
/// The wait after a connection could not be taken, for want of file descriptors most of all.
const BREATH: Duration = Duration::from_millis(200);

/// Serves until `stop`, then lets requests under way come to their end, but not for ever.
pub(crate) async fn serve(listener: TcpListener, router: Router, stop: impl Future<Output = ()>) {
    let (stopping, tasks) = (CancellationToken::new(), TaskTracker::new());
    tokio::pin!(stop);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => break,
        };
        match accepted {
            Ok((socket, peer)) => {
                tasks.spawn(connection(socket, peer, router.clone(), stopping.clone()));
            }
            Err(error) => {
                tracing::warn!("taking a connection: {error}");
                tokio::time::sleep(BREATH).await;
            }
        }
    }
    drop(listener);
    stopping.cancel();
    tasks.close();
    if tokio::time::timeout(DRAIN, tasks.wait()).await.is_err() {
        tracing::warn!(clients = tasks.len(), "clients that did not finish are cut off");
    }
}

async fn connection(socket: TcpStream, peer: SocketAddr, router: Router, stopping: CancellationToken) {
    let service = TowerToHyperService::new(router.layer(axum::Extension(ConnectInfo(peer))));
    let serving = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .serve_connection(TokioIo::new(socket), service);
    tokio::pin!(serving);
    // What goes wrong on a connection concerns nobody but its client, who sees it.
    let _ = tokio::select! {
        done = serving.as_mut() => done,
        () = stopping.cancelled() => {
            serving.as_mut().graceful_shutdown();
            serving.await
        }
    };
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a client of the server under test, not of a target")]
mod tests {
    use super::*;
    use axum::routing::get;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    async fn peer_of(ConnectInfo(peer): ConnectInfo<SocketAddr>) -> String {
        peer.ip().to_string()
    }

    #[tokio::test(start_paused = true)]
    async fn a_client_that_never_finishes_does_not_keep_the_server_up() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let stop = CancellationToken::new();
        let router = Router::new().route("/", get(peer_of));
        let server = tokio::spawn(serve(listener, router, stop.clone().cancelled_owned()));
        let mut good = TcpStream::connect(address).await.unwrap();
        good.write_all(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await.unwrap();
        let mut answer = String::new();
        good.read_to_string(&mut answer).await.unwrap();
        assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("127.0.0.1"), "{answer}");
        let mut half = TcpStream::connect(address).await.unwrap();
        half.write_all(b"GET / HTTP/1.1\r\nHost: x\r\n").await.unwrap();
        stop.cancel();
        server.await.unwrap();
    }
}
