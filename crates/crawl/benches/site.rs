//! Crawls one site on one thread and says how fast: `cargo bench -p watchpost-crawl --bench site -- http://127.0.0.1:8000/`.
//! `benches/web` runs it beside other crawlers over the same server.

use std::time::Instant;

use crawl::{Client, CrawlOptions, WebUrl, crawl};
use model::Env;
use model::definition::Effect;
use model::scope::{Scope, private_ranges};
use net::{Limits, Net, NetOptions};

/// Bytes of one connection: it carries many pages.
const STREAM_BYTES: usize = 64 << 20;

fn main() {
    let Some(url) = std::env::args().find(|a| a.starts_with("http://")) else {
        println!("site: no address given, nothing to crawl");
        return;
    };
    let url = WebUrl::parse(&url).expect("an address");
    let include = url.origin().bare_host().parse().expect("an address on this machine");
    let scope = Scope { include, exclude: model::hosts::HostList::default(), allowed: private_ranges() };
    let limits = Limits { stream_bytes: STREAM_BYTES, ..Limits::default() };
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime starts");
    runtime.block_on(async {
        let net = Net::new(NetOptions { limits, ..NetOptions::new(scope) });
        let client = Client::new(net, Env::system(), Effect::Safe);
        let mut options = CrawlOptions::new(vec![url]);
        options.limits.max_urls = 50_000;
        options.limits.folder_entries = 50_000;
        let begin = Instant::now();
        let outcome = crawl(&client, &options, None, &mut ()).await.expect("the crawl comes to an end");
        let seconds = begin.elapsed().as_secs_f64();
        let pages = outcome.site.pages.iter().filter(|p| p.status == 200).count();
        println!("pages {pages} seconds {seconds:.3}");
    });
}
