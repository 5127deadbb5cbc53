//! No packet leaves for an address outside the fence.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::support::{options, server};
use model::host::Host;
use net::{Net, NetError, NetOptions, Resolver};

/// A server outside the fence that counts who comes.
async fn counted() -> (Host, u16, Arc<AtomicUsize>) {
    let count = Arc::new(AtomicUsize::new(0));
    let seen = count.clone();
    let address = [127, 9, 9, 9].into();
    let port = server(address, move |_| {
        seen.fetch_add(1, Ordering::SeqCst);
        async {}
    });
    (Host::from_address(address), port.await, count)
}

#[tokio::test]
async fn every_way_out_is_guarded() {
    let (outside, port, count) = counted().await;
    let net = Net::new(options());
    let forbidden = |e: NetError| assert!(matches!(e, NetError::OutOfScope(_)), "{e}");
    forbidden(net.connect(&outside, port).await.unwrap_err());
    forbidden(net.connect_tls(&outside, port).await.unwrap_err());
    forbidden(net.connect_tls_alpn(&outside, port, &["h2"]).await.unwrap_err());
    forbidden(net.udp_exchange(&outside, port, b"x").await.unwrap_err());
    forbidden(net.scan_ports(&outside, &[port], |_| ()).await.unwrap_err());
    forbidden(net::http::get(&net, &outside, port, false, "/", net.limits()).await.unwrap_err());
    forbidden(net.resolve("127.9.9.9").await.unwrap_err());
    assert_eq!(count.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn names_give_only_permitted_addresses_and_stay_pinned() {
    let table = |ips: &[[u8; 4]]| {
        Resolver::fixed([("a.test".to_owned(), ips.iter().map(|ip| (*ip).into()).collect::<Vec<_>>())])
    };
    let mut options = options();
    options.scope.include = "a.test,127.0.0.1".parse().unwrap();
    let net = Net::new(NetOptions { resolver: table(&[[127, 0, 0, 3], [192, 0, 2, 1]]), ..options.clone() });
    let hosts = net.resolve("A.test").await.unwrap();
    assert_eq!(hosts, [Host { address: [127, 0, 0, 3].into(), name: Some("a.test".to_owned()) }]);
    let moved = Host { address: [127, 0, 0, 4].into(), name: Some("a.test".to_owned()) };
    assert!(matches!(net.guard(&moved), Err(NetError::OutOfScope(_))), "not what the name resolved to");
    assert!(net.guard(&hosts[0]).is_ok());
    assert!(matches!(net.resolve("b.test").await, Err(NetError::Unresolved { .. })));
    let outside = Net::new(NetOptions { resolver: table(&[[192, 0, 2, 1]]), ..options });
    assert!(matches!(outside.resolve("a.test").await, Err(NetError::OutOfScope(_))));
}
