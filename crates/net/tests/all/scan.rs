//! The connect scan on loopback.

use std::net::IpAddr;

use crate::support::{loopback, net, options, server};
use model::host::Host;
use net::{Caps, Net, NetError, NetOptions};
use tokio::net::TcpSocket;

/// A port that is taken but does not listen: it stays closed for the whole test.
fn closed(address: IpAddr) -> (TcpSocket, u16) {
    let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }.unwrap();
    socket.bind((address, 0).into()).unwrap();
    let port = socket.local_addr().unwrap().port();
    (socket, port)
}

#[tokio::test]
async fn tells_open_from_closed_on_both_families() {
    for address in [IpAddr::from([127, 0, 0, 1]), "::1".parse().unwrap()] {
        let open = server(address, |_| async {}).await;
        let (_held, shut) = closed(address);
        let mut told = 0;
        let scan =
            net().scan_ports(&Host::from_address(address), &[shut, open, open], |n| told = n).await.unwrap();
        assert_eq!((scan.open, scan.closed, scan.filtered), (vec![open], vec![shut], vec![]), "{address}");
        assert_eq!(told, 2);
    }
}

#[tokio::test]
async fn every_port_gets_an_answer_and_no_own_socket_counts() {
    let open = server([127, 0, 0, 77].into(), |_| async {}).await;
    let all: Vec<u16> = (1..=u16::MAX).collect();
    let host = Host::from_address([127, 0, 0, 77].into());
    let scan = net().scan_ports(&host, &all, |_| ()).await.unwrap();
    assert!(scan.open.contains(&open));
    assert_eq!(scan.open.len() + scan.closed.len(), 65_535);
}

#[tokio::test]
async fn a_window_of_one_comes_to_the_end() {
    let open = server([127, 0, 0, 1].into(), |_| async {}).await;
    let net = Net::new(NetOptions { caps: Caps { parallel: 1, per_second: 0 }, ..options() });
    assert_eq!(net.scan_ports(&loopback(), &[open], |_| ()).await.unwrap().open, [open]);
}

#[tokio::test]
async fn stop_ends_a_paced_scan() {
    let net = Net::new(NetOptions { caps: Caps { parallel: 8, per_second: 1 }, ..options() });
    let stop = net.stop().clone();
    let ports: Vec<u16> = (1..1000).collect();
    let host = loopback();
    let (scan, ()) = tokio::join!(net.scan_ports(&host, &ports, |_| ()), async {
        tokio::task::yield_now().await;
        stop.cancel();
    });
    assert!(matches!(scan, Err(NetError::Stopped)));
}

#[tokio::test]
async fn a_silent_port_is_filtered_and_asked_again() {
    // A listener whose queue is full drops further connection attempts without a word.
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind(([127, 0, 0, 1], 0).into()).unwrap();
    let listener = socket.listen(0).unwrap();
    let silent = listener.local_addr().unwrap().port();
    let filler = Net::new(options());
    let mut held = Vec::new();
    while let Ok(stream) = filler.connect(&loopback(), silent).await {
        held.push(stream);
        assert!(held.len() < 64, "the queue fills");
    }
    let open = server([127, 0, 0, 1].into(), |_| async {}).await;
    let mut options = options();
    options.limits.connect_timeout = std::time::Duration::from_millis(200);
    let scan = Net::new(options).scan_ports(&loopback(), &[silent, open], |_| ()).await.unwrap();
    assert_eq!((scan.open, scan.closed, scan.filtered), (vec![open], vec![], vec![silent]));
}
