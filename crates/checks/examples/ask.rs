//! Holds every fitting group against one service of this machine: `ask ADDRESS PORT[/udp] SERVICE [tls]`. For trying a
//! group by hand against a real service.

use checks::{Context, groups};
use model::host::{Host, Port};
use model::hosts::HostList;
use model::scope::{Scope, private_ranges};
use model::service::Service;
use net::{Net, NetOptions};

#[tokio::main]
async fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [address, port, name, rest @ ..] = args.as_slice() else {
        eprintln!("usage: ask ADDRESS PORT[/udp] SERVICE [tls]");
        return;
    };
    let port = match port.strip_suffix("/udp") {
        Some(number) => Port::udp(number.parse().expect("a port")),
        None => Port::tcp(port.parse().expect("a port")),
    };
    let include = address.parse().expect("a host list");
    let scope = Scope { include, exclude: HostList::default(), allowed: private_ranges() };
    let net = Net::new(NetOptions::new(scope));
    let host = Host::from_address(address.parse().expect("an address"));
    let tls = rest.iter().any(|a| a == "tls");
    let service = Service { name: name.clone(), certainty: 100, tls, ..Service::default() };
    for group in groups().iter().filter(|g| (g.applies)(&service, port)) {
        let outcome = group.run(Context { net: &net, host: &host, port, service: &service }).await;
        println!("{}: covered {:?}", group.name, outcome.covered);
        for (word, reason) in outcome.not_covered {
            println!("  not covered {word}: {reason}");
        }
        for observation in outcome.observed {
            println!(
                "  {} ({}): {}",
                observation.check, observation.confidence, observation.evidence.summary
            );
            for item in observation.evidence.items {
                println!("      {}: {}", item.label, item.text.trim_end().replace('\n', "\n        "));
            }
        }
    }
}
