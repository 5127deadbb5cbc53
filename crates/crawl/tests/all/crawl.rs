use crawl::{CrawlLimits, CrawlOptions, Ended, Pattern, Reason, RowOutcome};
use model::definition::Effect;

use crate::support::{lines, missing, options, page, redirect, reply, run, site, url};

#[tokio::test]
async fn follows_links_forms_scripts_and_redirects() {
    let (port, log) = site(|seen| match seen.target.as_str() {
        "/" => page(
            "<a href=/a>a</a><a href='/moved'>m</a><form action=/search><input name=q></form>\
             <script>fetch('/api/items')</script><a href=/img.png>i</a><a href=http://other.test/>o</a>",
        ),
        "/a" => page("<title>A</title><a href='/#top'>home</a><!-- <a href=/old> -->"),
        "/moved" => redirect("/new"),
        "/new" | "/old" => page("<p>hello there"),
        "/search?q=test" => page("<p>results"),
        "/api/items" => reply("200 OK", "Content-Type: application/json\r\n", "{\"next\":\"/api/more\"}"),
        "/api/more" => reply("200 OK", "Content-Type: application/json\r\n", "[]"),
        _ => missing(),
    })
    .await;
    let outcome = run(&options(port), Effect::Safe).await;
    let asked = lines(&log);
    for path in ["/", "/a", "/moved", "/new", "/old", "/search?q=test", "/api/items", "/api/more"] {
        assert_eq!(asked.iter().filter(|l| **l == format!("GET {path}")).count(), 1, "{path} in {asked:?}");
    }
    assert!(!asked.iter().any(|l| l.contains("img.png")));
    assert_eq!(outcome.ended, Ended::Done);
    let reason = |part: &str| outcome.ledger.rows().iter().find(|r| r.url.contains(part)).unwrap().reason;
    assert_eq!(
        (reason("img.png"), reason("other.test")),
        (Some(Reason::Extension), Some(Reason::OutOfScope))
    );
    assert!(outcome.site.outside_hosts.contains("other.test"));
    let search = outcome.site.requests.iter().find(|r| r.url.path() == "/search").unwrap();
    assert_eq!(search.points().first().map(|p| p.name.as_str()), Some("q"));
    let titled = outcome.site.pages.iter().find(|p| p.title == "A").unwrap();
    assert_eq!((titled.depth, titled.source.as_ref().map(crawl::WebUrl::path)), (1, Some("/")));
}

#[tokio::test]
async fn robots_and_sitemaps_are_read_within_the_scope() {
    let (port, log) = site(|seen| match seen.target.as_str() {
        "/" => page("<p>front"),
        "/robots.txt" => {
            reply("200 OK", "Content-Type: text/plain\r\n", "Disallow: /secret/\nDisallow: /no/\nSitemap: /maps.xml")
        }
        "/maps.xml" => reply(
            "200 OK",
            "Content-Type: application/xml\r\n",
            "<sitemapindex><sitemap><loc>/one.xml</loc></sitemap><sitemap><loc>/maps.xml</loc></sitemap></sitemapindex>",
        ),
        "/one.xml" => reply("200 OK", "Content-Type: text/xml\r\n", "<urlset><url><loc>/listed</loc></url></urlset>"),
        "/secret/" | "/listed" => page("<p>here is something"),
        _ => missing(),
    })
    .await;
    let mut options = CrawlOptions::new(vec![url(port, "/")]);
    options.scope = options.scope.excluding([Pattern::new("/no/*").unwrap()]);
    let outcome = run(&options, Effect::Safe).await;
    let asked = lines(&log);
    assert!(
        asked.contains(&"GET /secret/".to_owned()) && asked.contains(&"GET /listed".to_owned()),
        "{asked:?}"
    );
    assert!(!asked.iter().any(|l| l.contains("/no/")));
    assert_eq!(outcome.ledger.rejected().get(&Reason::Excluded), Some(&1));
}

#[tokio::test]
async fn a_catch_all_is_not_mistaken_for_pages() {
    let (port, _) = site(|seen| match seen.target.as_str() {
        "/" => page("<script>go('/ghost/one'); go('/real/page')</script>"),
        "/real/page" => {
            page("<h1>Prices</h1> A table of what things cost, by year and by size, for members.")
        }
        other => {
            page(&format!("Sorry, the page {other} could not be found on this server. Try the front page."))
        }
    })
    .await;
    let outcome = run(&options(port), Effect::Safe).await;
    let missing = |path: &str| outcome.site.pages.iter().find(|p| p.url.path() == path).unwrap().missing;
    assert!(missing("/ghost/one") && !missing("/real/page") && !missing("/"));
    let row = outcome.ledger.rows().iter().find(|r| r.url.ends_with("/ghost/one")).unwrap();
    assert_eq!(
        (row.outcome, row.reason, row.status),
        (RowOutcome::Rejected, Some(Reason::Missing), Some(200))
    );
}

/// A server that hands every path without a dot to one script, whose links are relative: each answer leads deeper.
#[tokio::test]
async fn a_front_page_that_answers_everything_is_one_page() {
    let count = std::sync::atomic::AtomicU32::new(0);
    let (port, log) = site(move |seen| {
        let token = count.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        let path = seen.target.split('?').next().unwrap_or_default();
        match path {
            "/robots.txt" => reply("200 OK", "Content-Type: text/plain\r\n", "Disallow: /private/\nDisallow: /real/"),
            "/real/" => page("<h1>Something else</h1><a href=more>x</a>"),
            "/real/more" => page("<h2>More of it</h2><p>with words of its own"),
            _ if path.contains('.') => missing(),
            _ => {
                let links: String =
                    ["news/", "shop/", "about", "team", "jobs/list"].map(|l| format!("<a href='{l}'>{l}</a> ")).concat();
                let words = (0..120).map(|i| format!("word{i} ")).collect::<String>();
                page(&format!(
                    "<title>Front</title>{links}{words}<p>{token}x<!-- /backup/old --><a href='?lang=en'>en</a>"
                ))
            }
        }
    })
    .await;
    let mut options = options(port);
    options.well_known = true;
    let outcome = run(&options, Effect::Safe).await;
    assert_eq!(outcome.ended, Ended::Done);
    let pages: Vec<&str> = outcome.site.pages.iter().filter(|p| !p.missing).map(|p| p.url.path()).collect();
    assert_eq!(pages, ["/", "/real/", "/", "/real/more"], "the second front page has a parameter");
    assert!(lines(&log).len() < 40, "{}", lines(&log).len());
    assert!(outcome.site.requests.iter().any(|r| r.url.query() == Some("lang=en")));
}

/// A page with a harmless form and a dangerous one, and dangerous links.
async fn risky() -> (u16, crate::support::Log) {
    site(|seen| match seen.target.as_str() {
        "/" => page(
            "<form method=post action=/comment><input name=text><button>Send</button></form>\
             <form method=post action=/account><button>Delete account</button></form>\
             <a href=/logout>x</a><a href='/item?action=delete&id=1'>x</a>\
             <script>axios.post('/api/save', {name: n})</script>",
        ),
        _ => page("<p>thank you"),
    })
    .await
}

#[tokio::test]
async fn safe_sends_nothing_that_changes_state() {
    let (port, log) = risky().await;
    let outcome = run(&options(port), Effect::Safe).await;
    assert!(lines(&log).iter().all(|l| l.starts_with("GET ")), "{:?}", lines(&log));
    assert!(!lines(&log).iter().any(|l| l.contains("logout") || l.contains("delete")));
    let unsent: Vec<&str> = outcome.site.requests.iter().filter(|r| !r.sent).map(|r| r.url.path()).collect();
    assert_eq!(unsent, ["/comment", "/api/save"], "known for checks of a higher ceiling");
}

#[tokio::test]
async fn forms_are_sent_once_under_a_higher_ceiling() {
    let (port, log) = risky().await;
    run(&options(port), Effect::StateChanging).await;
    let posts: Vec<String> = lines(&log).into_iter().filter(|l| l.starts_with("POST")).collect();
    assert_eq!(posts, ["POST /api/save", "POST /comment"]);
    let seen = log.lock().unwrap().iter().find(|s| s.target == "/api/save").cloned().unwrap();
    assert_eq!(seen.body, r#"{"name":"Wendy Watch"}"#);
}

#[tokio::test]
async fn a_shop_does_not_list_a_request_for_each_product() {
    let (port, _) = site(|seen| match seen.target.as_str() {
        "/" => {
            page(&(0..40).map(|i| format!("<form method=post action=/cart/{i}></form>")).collect::<String>())
        }
        _ => missing(),
    })
    .await;
    let outcome = run(&options(port), Effect::Safe).await;
    assert_eq!(outcome.site.requests.iter().filter(|r| r.method == "POST").count(), 3);
    assert_eq!(outcome.ledger.rejected().get(&Reason::QueryVariants), Some(&37));
}

#[tokio::test]
async fn the_same_site_gives_the_same_crawl() {
    let answer = |seen: &crate::support::Seen| {
        let links: String = ('a'..='e')
            .map(|i| format!("<a href='{}{i}'>x</a>", seen.target.trim_end_matches('/')))
            .collect();
        page(&format!("<div>{links}</div>"))
    };
    let (port, _) = site(answer).await;
    let limits = CrawlLimits { max_urls: 60, ..CrawlLimits::default() };
    let options = CrawlOptions { limits, ..options(port) };
    let (a, b) = (run(&options, Effect::Safe).await, run(&options, Effect::Safe).await);
    assert_eq!((a.ended, &a.ledger), (Ended::Limit, &b.ledger));
    assert!(a.ledger.crawled() <= 60);
}

#[tokio::test]
async fn cookies_hints_and_coding_are_understood() {
    use std::io::Write;
    let (port, log) = site(|seen| match seen.target.as_str() {
        "/" => reply(
            "200 OK",
            "Content-Type: text/html\r\nServer: Example/1.2\r\nSet-Cookie: sid=s3cret; Path=/; HttpOnly\r\n",
            "<meta name=generator content='Maker 3'><a href=/zipped>",
        ),
        _ => {
            let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            gzip.write_all(b"<a href=/inner>").unwrap();
            let body = gzip.finish().unwrap();
            let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n";
            [format!("{head}Content-Length: {}\r\n\r\n", body.len()).into_bytes(), body].concat()
        }
    })
    .await;
    let outcome = run(&options(port), Effect::Safe).await;
    assert!(lines(&log).contains(&"GET /inner".to_owned()));
    let seen = log.lock().unwrap().iter().find(|s| s.target == "/zipped").cloned().unwrap();
    assert_eq!(seen.header("cookie"), Some("sid=s3cret"));
    let hints: Vec<&str> = outcome.site.hints.iter().map(|h| h.text.as_str()).collect();
    assert_eq!(hints, ["server: Example/1.2", "Maker 3", "sid"]);
    let stored = serde_json::to_string(&outcome.site).unwrap();
    assert!(!stored.contains("s3cret"), "values of cookies are no part of the model");
}
