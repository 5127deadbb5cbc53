use super::*;
use crate::web_url::WebUrl;

struct Bench {
    frontier: Frontier,
    scope: WebScope,
    limits: CrawlLimits,
}

impl Bench {
    fn new(limits: CrawlLimits) -> Self {
        let scope = WebScope::of(&[url("/")]);
        Self { frontier: Frontier::default(), scope, limits }
    }

    fn offer_request(&mut self, request: SiteRequest, depth: u16) -> Offer {
        let rules = Rules { scope: &self.scope, ceiling: Effect::StateChanging, limits: &self.limits };
        self.frontier.offer(request, depth, rules)
    }

    fn offer(&mut self, path: &str) -> Offer {
        self.offer_request(SiteRequest::get(url(path), Found::Link), 1)
    }

    /// Answers everything that waits with `structure`; gives the paths that were asked for.
    fn run(&mut self, structure: impl Fn(&str) -> u64) -> Vec<String> {
        let mut asked = Vec::new();
        while let Some(next) = self.frontier.next(&self.limits) {
            if let Ok(job) = next {
                let target = job.request.url.target();
                self.frontier.answered(&job, structure(&target));
                asked.push(target);
            }
        }
        asked
    }
}

fn url(path: &str) -> WebUrl {
    WebUrl::parse(&format!("http://h.test{path}")).unwrap()
}

#[test]
fn offers_are_judged() {
    let mut bench = Bench::new(CrawlLimits::default());
    for (path, expect) in [
        ("/a", Offer::Queued),
        ("/a", Offer::Known),
        ("/logout", Offer::Rejected(Reason::LogoutKeyword)),
        ("/logout", Offer::Known),
        ("/x/delete/1", Offer::Rejected(Reason::DestructiveKeyword)),
        ("/p.PNG", Offer::Rejected(Reason::Extension)),
        ("/a/b/a/b", Offer::Rejected(Reason::Trap)),
    ] {
        assert_eq!(bench.offer(path), expect, "{path}");
    }
    let deep = SiteRequest::get(url("/deep"), Found::Link);
    assert_eq!(bench.offer_request(deep, 99), Offer::Rejected(Reason::Depth));
}

#[test]
fn variants_that_bring_nothing_new_stop_early() {
    let mut bench = Bench::new(CrawlLimits::default());
    (0..20).for_each(|i| assert_eq!(bench.offer(&format!("/item/{i}")), Offer::Queued));
    assert_eq!(bench.run(|_| 7).len(), 3);
    let pages = ["home", "news", "about", "contact", "shop", "help"];
    pages.iter().for_each(|p| assert_eq!(bench.offer(&format!("/?page={p}")), Offer::Queued));
    assert_eq!(bench.run(|target| crate::hash::hash(target.as_bytes())).len(), pages.len());
}

#[test]
fn variants_and_folders_are_bounded() {
    let limits = CrawlLimits { max_variants: 5, folder_entries: 10, max_queue: 12, ..CrawlLimits::default() };
    let mut bench = Bench::new(limits);
    (0..5).for_each(|i| assert_eq!(bench.offer(&format!("/cal?day={i}")), Offer::Queued));
    assert_eq!(bench.offer("/cal?day=9"), Offer::Rejected(Reason::QueryVariants));
    ('a'..='g').for_each(|c| assert_eq!(bench.offer(&format!("/wiki/{c}")), Offer::Queued));
    assert_eq!(bench.offer("/wiki/x"), Offer::Rejected(Reason::QueueFull));
    bench.run(|_| 1);
    ('h'..='j').for_each(|c| assert_eq!(bench.offer(&format!("/wiki/{c}")), Offer::Queued));
    assert_eq!(bench.offer("/wiki/k"), Offer::Rejected(Reason::FolderEntries));
}

#[test]
fn safe_requests_come_first_and_survive_a_restart() {
    let mut bench = Bench::new(CrawlLimits::default());
    let mut post = SiteRequest::get(url("/send"), Found::Form);
    post.method = "POST".to_owned();
    assert_eq!(bench.offer_request(post, 0), Offer::Queued);
    assert_eq!(bench.offer("/far"), Offer::Queued);
    let first = bench.frontier.next(&bench.limits).unwrap().unwrap();
    let second = bench.frontier.next(&bench.limits).unwrap().unwrap();
    assert_eq!((first.request.method.as_str(), second.request.method.as_str()), ("GET", "POST"));

    let stored = serde_json::to_string(&bench.frontier).unwrap();
    let mut restored: Frontier = serde_json::from_str(&stored).unwrap();
    let lost = restored.recover();
    assert_eq!(lost.iter().map(|j| j.request.method.as_str()).collect::<Vec<_>>(), ["POST"]);
    assert_eq!((restored.waiting(), restored.started()), (1, 2));
    assert_eq!(restored.next(&bench.limits).unwrap().unwrap().request.url.path(), "/far");
    assert!(restored.next(&bench.limits).is_none());
}

#[test]
fn what_waits_is_bounded_in_bytes() {
    let mut bench = Bench::new(CrawlLimits::default());
    let offers: Vec<Offer> = (0..20)
        .map(|i| {
            let mut request = SiteRequest::get(url(&format!("/send/{}", "x".repeat(i + 1))), Found::Form);
            request.method = "POST".to_owned();
            request.body = crate::site::Body::Form(vec![("f".to_owned(), "v".repeat(8 << 20))]);
            bench.offer_request(request, 1)
        })
        .collect();
    assert_eq!(offers.iter().filter(|o| **o == Offer::Queued).count(), 8);
    assert_eq!(offers.last(), Some(&Offer::Rejected(Reason::QueueFull)));
}
