//! Servers that mean harm: the crawl ends within its bounds.

use std::io::Write;

use crawl::{CrawlLimits, CrawlOptions, Ended, Reason, Row};
use futures::future::join_all;
use model::definition::Effect;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::support::{Seen, client, lines, missing, options, page, redirect, reply, run, site, url};

/// A server that answers `/` honestly with a link to `/bad`, and everything else with `first` and then
/// `again` until nobody listens.
async fn endless(first: impl Into<String>, again: &'static [u8], pause: std::time::Duration) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let first = first.into();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let first = first.clone();
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

/// What becomes of `/bad`.
async fn bad_row(first: impl Into<String>, again: &'static [u8], pause: std::time::Duration) -> Row {
    let port = endless(first, again, pause).await;
    let outcome = run(&options(port), Effect::Safe).await;
    outcome.ledger.rows().iter().find(|r| r.url.ends_with("/bad")).unwrap().clone()
}

/// Answers that never come to an end before their body: each is given up within the bounds of the client.
#[tokio::test]
async fn endless_heads_are_network_errors() {
    let drip = std::time::Duration::from_millis(100);
    let cases = [
        ("HTTP/1.1 200 OK\r\n", b"X-Flood: 0123456789\r\n".as_slice(), Default::default()),
        ("HTTP/1.1 200 OK\r\nA: ", b"b", drip),
        ("HTTP/1.1 200 OK\r\nA: ", b"bbbbbbbbbbbbbbbb", Default::default()),
        ("", b"HTTP/1.1 100 Continue\r\n\r\n", Default::default()),
        ("", b"\r\n", Default::default()),
    ];
    for row in join_all(cases.into_iter().map(|(first, again, pause)| bad_row(first, again, pause))).await {
        assert_eq!(row.reason, Some(Reason::NetworkError), "{row:?}");
        assert!(row.info.len() < 500, "{}", row.info);
    }
}

/// Bodies that never come to an end: what came until the bound is taken, or nothing.
#[tokio::test]
async fn endless_bodies_are_cut_or_given_up() {
    let drip = std::time::Duration::from_millis(100);
    const HTML: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n";
    const CHUNKED: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n";
    let cases = [
        (HTML.to_owned(), b"<a href=x>".as_slice(), drip),
        (CHUNKED.to_owned(), b"1\r\nx\r\n", drip),
        (CHUNKED.to_owned(), b"1;aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\nx\r\n", Default::default()),
        (format!("{CHUNKED}1;"), b"aaaaaaaaaaaaaaaa", Default::default()),
        (format!("{CHUNKED}0\r\n"), b"X-Trailer: aaaaaaaaaaaa\r\n", Default::default()),
        (HTML.replace("\r\n\r\n", "\r\nContent-Length: 99999999999999999999\r\n\r\n"), b"x", drip),
        (
            HTML.replace("\r\n\r\n", "\r\nContent-Length: 999999999999\r\n\r\n"),
            b"xxxxxxxx",
            Default::default(),
        ),
    ];
    for row in join_all(cases.into_iter().map(|(first, again, pause)| bad_row(first, again, pause))).await {
        let given_up = row.reason == Some(Reason::NetworkError);
        assert!(given_up || row.info == "answer was cut" || row.response_bytes < 1024, "{row:?}");
        assert!(row.response_bytes <= (2 << 20) + 1024, "{row:?}");
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

/// Pages that are small on the wire and large unpacked count for what they become.
#[tokio::test]
async fn compression_bombs_use_up_the_bound_of_bytes() {
    let links: String = ('a'..='z').map(|c| format!("<a href={c}{c}/>x</a>")).collect();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(links.as_bytes()).unwrap();
    gzip.write_all(&vec![b' '; 2 << 20]).unwrap();
    let body = gzip.finish().unwrap();
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n";
    let bomb = [format!("{head}Content-Length: {}\r\n\r\n", body.len()).into_bytes(), body].concat();
    let (port, log) = site(move |_| bomb.clone()).await;
    let limits = CrawlLimits { max_bytes: 8 << 20, ..CrawlLimits::default() };
    let outcome = run(&CrawlOptions { limits, ..options(port) }, Effect::Safe).await;
    assert_eq!(outcome.ended, Ended::Limit);
    assert!(outcome.ledger.rejected().contains_key(&Reason::ByteLimit) && lines(&log).len() < 20);
}

/// Every page leads to fifty new ones, each with a name of its own and a structure of its own.
#[tokio::test]
async fn an_endless_tree_ends_at_the_bounds() {
    let (port, log) = site(|seen| {
        let name = |i: usize| format!("{}{}", char::from(b'a' + (i % 26) as u8), "xyzw".repeat(i % 7 + 1));
        let links: String = (0..50).map(|i| format!("<a href={}{}/>x</a>", name(i), name(i + 3))).collect();
        page(&format!("<d{}>{links}", seen.target.len()))
    })
    .await;
    let limits = CrawlLimits { max_urls: 300, max_queue: 500, ..CrawlLimits::default() };
    let outcome = run(&CrawlOptions { limits, ..options(port) }, Effect::Safe).await;
    assert_eq!(outcome.ended, Ended::Limit);
    let rejected = outcome.ledger.rejected();
    assert!(rejected.contains_key(&Reason::QueueFull) && rejected[&Reason::UrlLimit] <= 500, "{rejected:?}");
    assert!(lines(&log).len() <= 500, "{}", lines(&log).len());
}

/// A bill of a hundred thousand entries in each file that lists addresses.
#[tokio::test]
async fn floods_in_well_known_files_stay_bounded() {
    let (port, log) = site(|seen| match seen.target.as_str() {
        "/robots.txt" => {
            let lines: String =
                (0..100_000).map(|i| format!("Disallow: /r{i}x/\nSitemap: /s{i}.xml\n")).collect();
            reply("200 OK", "Content-Type: text/plain\r\n", &lines)
        }
        target if target.ends_with(".xml") => {
            let maps: String = (0..1_000).map(|i| format!("<loc>{target}{i}.xml</loc>")).collect();
            reply("200 OK", "Content-Type: text/xml\r\n", &format!("<sitemapindex>{maps}</sitemapindex>"))
        }
        "/" => page("<p>front"),
        _ => missing(),
    })
    .await;
    let limits = CrawlLimits { max_urls: 50, ..CrawlLimits::default() };
    let options = CrawlOptions { limits, ..CrawlOptions::new(vec![url(port, "/")]) };
    let outcome = run(&options, Effect::Safe).await;
    let maps = lines(&log).iter().filter(|l| l.contains(".xml")).count();
    assert!(maps <= 20 && lines(&log).len() <= 20 + 2 * 50 + 1, "{maps} {}", lines(&log).len());
    assert!(outcome.ledger.rows().len() <= 2_000, "{}", outcome.ledger.rows().len());
}

#[tokio::test]
async fn a_flood_of_cookies_makes_no_large_requests() {
    let flood: String = (0..60).map(|i| format!("Set-Cookie: c{i}={}\r\n", "v".repeat(900))).collect();
    let (port, log) = site(move |seen| match seen.target.as_str() {
        "/" => reply("200 OK", &format!("Content-Type: text/html\r\n{flood}"), "<a href=/a>"),
        _ => page("<p>a"),
    })
    .await;
    let outcome = run(&options(port), Effect::Safe).await;
    let seen = log.lock().unwrap().iter().find(|s| s.target == "/a").cloned().unwrap();
    assert!(seen.head.len() < 9_000 && seen.header("cookie").is_some(), "{}", seen.head.len());
    assert_eq!(outcome.site.cookies.len(), 60);
}

/// Forms with large values: under a ceiling that sends none of them they are kept, but not without bound.
#[tokio::test]
async fn large_forms_stay_bounded() {
    let (port, _) = site(|seen| match seen.target.as_str() {
        "/" => {
            let fields: String = (0..30)
                .map(|i| format!("<input type=hidden name=f{i} value={}>", "v".repeat(60_000)))
                .collect();
            page(&format!("<form method=post action=/send>{fields}</form>"))
        }
        _ => missing(),
    })
    .await;
    let outcome = run(&options(port), Effect::Safe).await;
    let stored = serde_json::to_string(&outcome.site).unwrap();
    assert!(
        outcome.site.requests.iter().any(|r| r.method == "POST") && stored.len() < 700_000,
        "{}",
        stored.len()
    );
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
