//! Scratch: crawls a loopback address and runs every check.
use active::*;
use crawl::{Client, CrawlOptions, WebUrl, crawl};
use model::Env;
use model::definition::Effect;
use model::host::Host;
use model::profile::{CheckSelection, Payloads};
use model::scope::{Scope, private_ranges};
use net::{Net, NetOptions};

#[tokio::main]
async fn main() {
    let mut args = std::env::args().skip(1);
    let url = args.next().unwrap();
    let only: Vec<String> = args.collect();
    let start = WebUrl::parse(&url).unwrap();
    let include = "127.0.0.0/24".parse().unwrap();
    let scope = Scope { include, exclude: "".to_owned().try_into().unwrap(), allowed: private_ranges() };
    let net = Net::new(NetOptions::new(scope));
    let client = Client::new(net, Env::system(), Effect::StateChanging);
    let out = crawl(&client, &CrawlOptions::new(vec![start]), None, &mut ()).await.unwrap();
    let host = Host::from_address([127, 0, 0, 1].into());
    println!("# {} pages {} requests", out.site.pages.len(), out.site.requests.len());
    let selection = CheckSelection::AllExcept(vec![]);
    let began = std::time::Instant::now();
    let mut count = 0;
    for request in &out.site.requests {
        let baseline = client.send(request).await.ok();
        let cookies: Vec<String> = out.site.cookies.iter().map(|c| c.name.clone()).collect();
        let mut points = request.points();
        points.extend(request.header_points(cookies.iter().map(String::as_str)));
        for point in &points {
            let probe = Probe {
                client: &client,
                request,
                point,
                host: &host,
                payloads: Payloads::Normal,
                baseline: baseline.as_ref(),
                stack: &[],
                callback: None,
                time_unit: std::time::Duration::from_millis(300),
            };
            for check in checks() {
                if !only.iter().any(|o| o == check.name) || !(check.applies)(&probe) {
                    continue;
                }
                count += 1;
                let o = (check.run)(&probe).await;
                for f in o.observed {
                    println!("{}\t{}\t{:?}", f.check, f.place, f.confidence);
                }
                for n in o.not_covered {
                    println!("# not covered {n:?}");
                }
            }
        }
    }
    let probe = SiteProbe {
        client: &client,
        site: &out.site,
        host: &host,
        payloads: Payloads::Normal,
        stack: &[],
        callback: None,
    };
    let _ = &selection;
    for check in site_checks() {
        if !only.iter().any(|o| o == check.name) {
            continue;
        }
        let o = (check.run)(&probe).await;
        for f in o.observed {
            println!("{}\t{}\t{:?}", f.check, f.place, f.confidence);
        }
        for n in o.not_covered {
            println!("# not covered {n:?}");
        }
    }
    println!("# {count} runs {:?}", began.elapsed());
}
