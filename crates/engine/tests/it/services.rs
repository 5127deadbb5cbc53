//! Scripted services.

use std::net::Ipv4Addr;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpSocket, TcpStream, UdpSocket};

/// What a service says: a greeting, and the answer to what it reads (`None` ends the conversation).
#[derive(Clone, Copy)]
pub(crate) struct Script {
    greeting: &'static str,
    answer: fn(&str) -> Option<&'static str>,
}

/// A Redis that lets everybody in.
pub(crate) const REDIS_OPEN: Script = Script {
    greeting: "",
    answer: |heard| {
        Some(if heard.contains("INFO") {
            "$48\r\n# Server\r\nredis_version:7.0.11\r\nredis_mode:standalone\r\n"
        } else if heard.contains("PING") {
            "+PONG\r\n"
        } else {
            "-ERR unknown command\r\n"
        })
    },
};

/// A Redis with a password: the clean control.
pub(crate) const REDIS_LOCKED: Script =
    Script { greeting: "", answer: |_| Some("-NOAUTH Authentication required.\r\n") };

/// An FTP server that lets `anonymous` in.
pub(crate) const FTP: Script = Script {
    greeting: "220 (vsFTPd 3.0.3)\r\n",
    answer: |heard| {
        Some(match heard.split_whitespace().next().unwrap_or_default() {
            "USER" => "331 Please specify the password.\r\n",
            "PASS" => "230 Login successful.\r\n",
            "QUIT" => return None,
            _ => "530 Please login with USER and PASS.\r\n",
        })
    },
};

/// A service that nobody knows.
pub(crate) const UNKNOWN: Script = Script { greeting: "", answer: |_| Some("zork 0\r\n") };

impl Script {
    async fn converse(self, mut socket: TcpStream) {
        if socket.write_all(self.greeting.as_bytes()).await.is_err() {
            return;
        }
        let mut buf = vec![0; 16 * 1024];
        while let Ok(read @ 1..) = socket.read(&mut buf).await {
            let heard = String::from_utf8_lossy(&buf[..read]).into_owned();
            let Some(answer) = (self.answer)(&heard) else { return };
            if socket.write_all(answer.as_bytes()).await.is_err() {
                return;
            }
        }
    }
}

/// Runs `serve` for every connection to a port of its own at `address`.
pub(crate) async fn listen<F>(address: [u8; 4], serve: impl Fn(TcpStream) -> F + Send + 'static) -> u16
where
    F: Future<Output = ()> + Send + 'static,
{
    let listener = TcpListener::bind((Ipv4Addr::from(address), 0)).await.expect("a loopback port");
    let port = listener.local_addr().expect("bound").port();
    tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            tokio::spawn(serve(socket));
        }
    });
    port
}

/// A scripted service at `address`.
pub(crate) async fn scripted(address: [u8; 4], script: Script) -> u16 {
    listen(address, move |socket| script.converse(socket)).await
}

/// A port that refuses. It is held without being listened at until the test's process ends: nobody else can have it.
pub(crate) fn closed(address: [u8; 4]) -> u16 {
    let socket = TcpSocket::new_v4().expect("a socket");
    socket.bind((Ipv4Addr::from(address), 0).into()).expect("a loopback port");
    Box::leak(Box::new(socket)).local_addr().expect("bound").port()
}

/// Never stops talking.
pub(crate) async fn flood(mut socket: TcpStream) {
    let noise: Vec<u8> = (0..8192_u32).map(|n| (n * 31 % 251) as u8).collect();
    while socket.write_all(&noise).await.is_ok() {}
}

/// Hangs up at once.
pub(crate) async fn hang_up(socket: TcpStream) {
    drop(socket);
}

/// Reads and never answers.
pub(crate) async fn mute(mut socket: TcpStream) {
    let mut buf = [0; 4096];
    while let Ok(1..) = socket.read(&mut buf).await {}
}

/// Answers one byte at a time.
pub(crate) async fn drip(mut socket: TcpStream) {
    while socket.write_all(b"+").await.is_ok() {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// An SNMP agent with the community `public` on UDP port 1161 of `address`.
#[expect(clippy::disallowed_methods, reason = "a server of the test, not a probe")]
pub(crate) async fn snmp(address: [u8; 4]) {
    let socket =
        UdpSocket::bind((Ipv4Addr::from(address), 1161)).await.expect("an address of this test alone");
    tokio::spawn(async move {
        let mut buf = [0; 512];
        while let Ok((_, from)) = socket.recv_from(&mut buf).await {
            let answer = b"\x30\x2d\x02\x01\x01\x04\x06public\xa2\x20\x02\x04wpwp\x02\x01\0\x02\x01\0\x30\x12\x30\x10\x06\x08\x2b\x06\x01\x02\x01\x01\x01\0\x04\x04Box1";
            let _ = socket.send_to(answer, from).await;
        }
    });
}
