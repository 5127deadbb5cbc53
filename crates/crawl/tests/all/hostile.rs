//! Servers that mean harm: the crawl ends within its bounds.

use std::io::Write;

use crawl::{CrawlLimits, CrawlOptions, Ended, Reason};
use model::definition::Effect;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::support::{Seen, client, lines, missing, options, page, redirect, run, site, url};

/// A server that answers `/` honestly with a link to `/bad`, and everything else with `first` and then
/// `again` until nobody listens.
async fn endless(first: &'static str, again: &'static [u8], pause: std::time::Duration) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                let mut head = [0; 2048];
                let count = stream.read(&mut head).await.unwrap_or(0);
                if head[..count].starts_with(b"GET / ") {
                    let _ = stream.write_all(&page("<a href=/bad>b</a>")).await;
                    return;
                }
                let _ = stream.write_all(first.as_bytes()).await;
                while stream.write_all(again).await.is_ok() {
                    if !pause.is_zero() {
                        tokio::time::sleep(pause).await;
                    }
                }
            });
        }
    });
    port
}

#[tokio::test]
async fn an_endless_body_is_cut_and_said_so() {
    let port = endless(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
        b"<a href=x>xxxxxxxxx",
        Default::default(),
    )
    .await;
    let outcome = run(&options(port), Effect::Safe).await;
    let row = outcome.ledger.rows().iter().find(|r| r.url.ends_with("/bad")).unwrap();
    assert_eq!(row.info, "answer was cut");
    assert!(row.response_bytes <= (2 << 20) + 1024);
}

#[tokio::test]
async fn a_header_flood_and_a_drip_are_network_errors() {
    let pause = std::time::Duration::from_millis(100);
    for (first, again, pause) in [
        ("HTTP/1.1 200 OK\r\n", b"X-Flood: 0123456789\r\n".as_slice(), Default::default()),
        ("HTTP/1.1 200 OK\r\nA: ", b"b", pause),
    ] {
        let port = endless(first, again, pause).await;
        let outcome = run(&options(port), Effect::Safe).await;
        let row = outcome.ledger.rows().iter().find(|r| r.url.ends_with("/bad")).unwrap();
        assert_eq!(row.reason, Some(Reason::NetworkError), "{row:?}");
    }
}

#[tokio::test]
async fn redirect_loops_and_chains_end() {
    let (port, log) = site(|seen| match seen.target.as_str() {
        "/" => page("<a href=/loop>l</a><a href=/chain/>c</a><a href=/self>s</a>"),
        "/loop" => redirect("/pool"),
        "/pool" => redirect("/loop"),
        "/self" => redirect("/self"),
        chain => redirect(&format!("{chain}x")),
    })
    .await;
    let outcome = run(&options(port), Effect::Safe).await;
    assert_eq!(outcome.ended, Ended::Done);
    assert!(lines(&log).len() < 40, "{}", lines(&log).len());
}

#[tokio::test]
async fn a_compression_bomb_stays_small() {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    (0..8).for_each(|_| gzip.write_all(&[b' '; 1 << 20]).unwrap());
    let body = gzip.finish().unwrap();
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    let bomb = [head.into_bytes(), body].concat();
    let (port, _) = site(move |_| bomb.clone()).await;
    let client = client(Effect::Safe);
    let request = crawl::SiteRequest::get(url(port, "/"), crawl::Found::Start);
    let exchange = client.send(&request).await.unwrap();
    assert!(exchange.response.truncated);
    assert_eq!(exchange.response.body.len(), 2 << 20);
}

#[tokio::test]
async fn a_million_links_stay_bounded() {
    let (port, _) = site(|seen| match seen.target.as_str() {
        "/" => page(&(0..1_000_000).map(|i| format!("<a href=l{i}x>")).collect::<String>()),
        _ => missing(),
    })
    .await;
    let limits = CrawlLimits { max_urls: 20, max_queue: 1000, ..CrawlLimits::default() };
    let outcome = run(&CrawlOptions { limits, ..options(port) }, Effect::Safe).await;
    assert!(outcome.ledger.rows().len() <= 6_000, "{}", outcome.ledger.rows().len());
    assert_eq!(outcome.ledger.rejected().get(&Reason::LinksPerPage), Some(&1));
}

/// Sites that grow without end: a calendar, ever deeper paths, session ids, a query that grows.
#[tokio::test]
async fn traps_end_by_themselves() {
    let grow = |seen: &Seen| -> Vec<u8> {
        let target = &seen.target;
        let number: u32 = target.rsplit(['=', '/']).next().and_then(|n| n.parse().ok()).unwrap_or(0);
        match target.split(['/', '?']).nth(1).unwrap_or_default() {
            "" => page(
                "<a href=/cal?month=1>c</a><a href=/deep/>d</a><a href='/s?PHPSESSID=0'>s</a><a href='/q?a=1'>q</a>",
            ),
            "cal" => page(&format!("<a href=/cal?month={}>next</a>", number + 1)),
            "deep" => page("<a href='deep/'>deeper</a>"),
            "s" => page(&format!("<a href='/s?PHPSESSID={}'>again</a>", number + 1)),
            "q" => page(&format!("<a href='{target}&a{}=1'>more</a>", target.len())),
            _ => missing(),
        }
    };
    let (port, log) = site(grow).await;
    let outcome = run(&options(port), Effect::Safe).await;
    let count = |start: &str| lines(&log).iter().filter(|l| l.starts_with(&format!("GET {start}"))).count();
    assert_eq!((outcome.ended, count("/cal"), count("/s?")), (Ended::Done, 3, 1));
    assert!(count("/deep") <= 8 && count("/q") <= 25, "{} {}", count("/deep"), count("/q"));
}

#[tokio::test]
async fn bounds_of_bytes_and_time_end_the_crawl() {
    let (port, _) = site(|seen: &Seen| {
        let links: String = ('a'..='z').map(|c| format!("<a href={}{c}>x</a>", seen.target)).collect();
        page(&format!("{links}{}", "x".repeat(50_000)))
    })
    .await;
    let limits = CrawlLimits { max_bytes: 300_000, ..CrawlLimits::default() };
    let outcome = run(&CrawlOptions { limits, ..options(port) }, Effect::Safe).await;
    assert!(outcome.ended == Ended::Limit && outcome.bytes < 1_000_000);
    assert!(outcome.ledger.rejected().contains_key(&Reason::ByteLimit));
    let limits = CrawlLimits { max_time: std::time::Duration::ZERO, ..CrawlLimits::default() };
    let outcome = run(&CrawlOptions { limits, ..options(port) }, Effect::Safe).await;
    assert_eq!((outcome.ended, outcome.ledger.crawled()), (Ended::Limit, 0));
}
