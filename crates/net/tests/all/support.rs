//! Small servers on loopback and an access that may reach them.

use std::net::IpAddr;
use std::time::Duration;

use model::host::Host;
use model::scope::{Scope, private_ranges};
use net::{Limits, Net, NetOptions};
use tokio::net::{TcpListener, TcpStream};

pub(crate) fn loopback() -> Host {
    Host::from_address([127, 0, 0, 1].into())
}

pub(crate) fn options() -> NetOptions {
    let include = "127.0.0.0/24,::1".parse().unwrap();
    let scope = Scope { include, exclude: "".to_owned().try_into().unwrap(), allowed: private_ranges() };
    let limits = Limits {
        connect_timeout: Duration::from_secs(2),
        read_timeout: Duration::from_millis(300),
        stream_time: Duration::from_secs(3),
        stream_bytes: 1 << 20,
        body_bytes: 64 << 10,
        ..Limits::default()
    };
    NetOptions { limits, ..NetOptions::new(scope) }
}

pub(crate) fn net() -> Net {
    Net::new(options())
}

/// A server that runs `serve` for each connection; gives its port.
pub(crate) async fn server<F>(address: IpAddr, serve: impl Fn(TcpStream) -> F + Send + 'static) -> u16
where
    F: Future<Output = ()> + Send + 'static,
{
    let listener = TcpListener::bind((address, 0)).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(serve(stream));
        }
    });
    port
}
