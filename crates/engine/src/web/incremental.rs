//! Incremental runs: which requests are new or changed since the last complete run.
//!
//! Every run that looks at the whole target keeps what it saw: the forms of its requests and what they brought. An
//! incremental run asks for everything like any other, and tests only what has no like there. What it does not test, it does
//! not answer for: findings there stay as they are.

use std::collections::{BTreeMap, BTreeSet};

use crawl::{Client, Look, Site, SiteRequest, WebUrl};
use futures::StreamExt;
use futures::future::BoxFuture;
use model::definition::Effect;
use model::profile::Payloads;
use model::unit::{LogLevel, UnitEvent};
use model::web::Endpoint;
use serde::{Deserialize, Serialize};

use super::WebUnit;
use super::crawling::ENDPOINTS;
use super::parts::Stored;
use super::report;
use crate::Lost;

/// What the coverage list says of requests that are left alone.
const UNCHANGED: &str = "crawled, not tested: unchanged since the last complete run";
const NO_SEQUENCES: &str =
    "only recorded sequences were to be crawled, but the target has none: everything is";

/// The most pages that are asked for once more, to see how restless they are.
const MOST_AGAIN: usize = 500;

/// Requests that look as they did, by number: form, and the look under which they were tested.
type Unchanged = BTreeMap<usize, (u64, Look)>;

/// What a run saw.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Seen {
    /// Words of the checks that may run, so that a new check meets everything once.
    words: BTreeSet<String>,
    /// How many payloads they tried.
    payloads: Payloads,
    /// By the form of a request: what such requests looked like when they were tested. Requests that were not sent as they
    /// are have no look of their own.
    forms: BTreeMap<u64, BTreeSet<Look>>,
}

impl Seen {
    fn of(site: &Site, words: BTreeSet<String>, payloads: Payloads) -> Self {
        let mut forms: BTreeMap<u64, BTreeSet<Look>> = BTreeMap::new();
        for (form, look) in looks(site) {
            forms.entry(form).or_default().insert(look);
        }
        Self { words, payloads, forms }
    }

    /// Why a run with `now` cannot build on this one, if it cannot.
    fn falls_short_of(&self, now: &Self) -> Option<&'static str> {
        if self.payloads < now.payloads {
            Some("it tried fewer payloads")
        } else if !now.words.is_subset(&self.words) {
            Some("there are checks that it did not know")
        } else {
            None
        }
    }

    /// The numbers of the site's requests that look as they did, and the looks under which they were tested; and the numbers
    /// of those that are built as they were and say other things.
    fn unchanged(&self, site: &Site) -> (Unchanged, Vec<usize>) {
        let (mut unchanged, mut unsure) = (Unchanged::new(), Vec::new());
        for (number, (form, look)) in looks(site).enumerate() {
            // What a form brings depends on what was in it before.
            let changes = site.requests.get(number).is_some_and(|r| r.effect() > Effect::Safe);
            let built_alike = |old: &Look| old.structure == look.structure;
            if let Some(old) = self.find(form, |old| old.is_like(&look) || (changes && built_alike(old))) {
                unchanged.insert(number, (form, old));
            } else if self.find(form, built_alike).is_some() {
                unsure.push(number);
            }
        }
        (unchanged, unsure)
    }

    fn find(&self, form: u64, is_it: impl Fn(&Look) -> bool) -> Option<Look> {
        self.forms.get(&form)?.iter().find(|old| is_it(old)).copied()
    }

    /// Takes over under which looks unchanged requests were tested: pages that change little by little would else never be
    /// tested again.
    fn keep_tested(&mut self, site: &Site, unchanged: &Unchanged) {
        self.forms.clear();
        for (number, now) in looks(site).enumerate() {
            let (form, look) = unchanged.get(&number).copied().unwrap_or(now);
            self.forms.entry(form).or_default().insert(look);
        }
    }
}

/// Form and look of each request of a site.
fn looks(site: &Site) -> impl Iterator<Item = (u64, Look)> {
    let pages: BTreeMap<(&str, &WebUrl), Look> =
        site.pages.iter().map(|page| ((page.method.as_str(), &page.url), page.look())).collect();
    let look = move |r: &SiteRequest| pages.get(&(r.method.as_str(), &r.url)).copied().unwrap_or_default();
    site.requests.iter().map(move |request| (crawl::form_of(request), look(request)))
}

impl WebUnit<'_> {
    /// Says which requests an incremental run leaves alone. Gives what later runs compare theirs with; nothing if this one
    /// looks at a part of the target only.
    pub(super) async fn narrow(&self, client: &Client, stored: &mut Stored) -> Result<Option<Seen>, Lost> {
        let selection = &self.unit.plan.profile.checks;
        let words = report::all_active().iter().filter(|word| selection.selects(word));
        let words = words.map(|word| (*word).to_owned()).collect();
        let mut seen = Seen::of(&stored.site, words, self.setup.payloads);
        if self.plan.narrowing.crawl_sequences_only {
            self.log(LogLevel::Warning, NO_SEQUENCES.to_owned()).await?;
        }
        if self.plan.narrowing.incremental {
            let total = stored.site.requests.len();
            let message = match self.to_build_on(&seen) {
                Ok(baseline) => {
                    let (mut unchanged, unsure) = baseline.unchanged(&stored.site);
                    self.look_again(client, &stored.site, &baseline, unsure, &mut unchanged).await;
                    seen.keep_tested(&stored.site, &unchanged);
                    stored.unchanged = unchanged.into_keys().collect();
                    let left = total - stored.unchanged.len();
                    format!(
                        "incremental: {left} of {total} requests are new or changed since the last complete run"
                    )
                }
                Err(why) => format!("incremental: {why}, so that everything is tested"),
            };
            self.log(LogLevel::Info, message).await?;
        }
        Ok(self.plan.reduced_scopes.is_empty().then_some(seen))
    }

    /// Asks once more for pages that say other things than they did: one that says other things each time has not changed
    /// for that.
    async fn look_again(
        &self,
        client: &Client,
        site: &Site,
        baseline: &Seen,
        unsure: Vec<usize>,
        unchanged: &mut Unchanged,
    ) {
        let looks: Vec<(u64, Look)> = looks(site).collect();
        let ask = |number: usize| -> BoxFuture<'_, Option<(usize, Look)>> {
            Box::pin(async move {
                let answer = client.send(site.requests.get(number)?).await.ok()?;
                Some((number, Look::of(&answer)))
            })
        };
        let asking: Vec<_> = unsure.into_iter().take(MOST_AGAIN).map(ask).collect();
        let mut asking = futures::stream::iter(asking).buffered(self.setup.parallel);
        while let Some(answer) = asking.next().await {
            let Some((number, again)) = answer else { continue };
            let Some((form, look)) = looks.get(number) else { continue };
            let restless = look.restless(&again);
            let is_it = |old: &Look| old.is_like_for(look, restless) || old.is_like_for(&again, restless);
            if let Some(old) = baseline.find(*form, is_it) {
                unchanged.insert(number, (*form, old));
            }
        }
    }

    fn to_build_on(&self, now: &Seen) -> Result<Seen, String> {
        let Some(baseline) = self.baseline() else {
            return Err("there is no complete run with this profile yet".to_owned());
        };
        match baseline.falls_short_of(now) {
            Some(why) => Err(format!("the last complete run is no base: {why}")),
            None => Ok(baseline),
        }
    }

    /// Whether a part of the target only is looked at or tested.
    pub(super) fn is_partial(&self, stored: &Stored) -> bool {
        !self.plan.reduced_scopes.is_empty() || !stored.unchanged.is_empty()
    }

    /// Tells the rows of the coverage list. Requests that are left alone are not called tested.
    pub(super) async fn tell_endpoints(
        &self,
        mut endpoints: Vec<Endpoint>,
        stored: &Stored,
    ) -> Result<(), Lost> {
        let unchanged = |(n, _): &(usize, &SiteRequest)| stored.unchanged.contains(n);
        let left_alone: BTreeSet<(&str, &str)> = stored
            .site
            .requests
            .iter()
            .enumerate()
            .filter(unchanged)
            .map(|(_, request)| (request.method.as_str(), request.url.as_str()))
            .collect();
        for row in endpoints.iter_mut().filter(|row| row.accepted) {
            if left_alone.contains(&(row.method.as_str(), row.url.as_str())) {
                row.accepted = false;
                row.reason = UNCHANGED.to_owned();
            }
        }
        for piece in endpoints.chunks(ENDPOINTS) {
            self.emitter.tell(UnitEvent::Endpoints(piece.to_vec())).await?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crawl::{Found, Page};

    fn page(path: &str, structure: u64, sketch: u64) -> Page {
        Page {
            method: "GET".into(),
            url: url(path),
            status: 200,
            media_type: "text/html".into(),
            title: String::new(),
            depth: 0,
            bytes: 0,
            structure,
            sketch,
            source: None,
            found: Found::Link,
            authenticated: false,
            missing: false,
        }
    }

    fn url(path: &str) -> WebUrl {
        WebUrl::parse(&format!("http://a.test{path}")).unwrap()
    }

    /// A site of pages by address, structure and sketch.
    fn site(pages: &[(&str, u64, u64)]) -> Site {
        let requests = pages.iter().map(|(path, ..)| SiteRequest::get(url(path), Found::Link)).collect();
        let pages = pages.iter().map(|(path, structure, sketch)| page(path, *structure, *sketch)).collect();
        Site { pages, requests, ..Site::default() }
    }

    fn seen(site: &Site) -> Seen {
        Seen::of(site, ["a".to_owned()].into(), Payloads::Normal)
    }

    #[track_caller]
    fn check(then: &[(&str, u64, u64)], now: &[(&str, u64, u64)], unchanged: &[usize]) {
        let found: Vec<usize> = seen(&site(then)).unchanged(&site(now)).0.into_keys().collect();
        assert_eq!(found, unchanged);
    }

    #[test]
    fn new_and_changed_requests_are_told_from_the_others() {
        let then = [("/", 1, 0), ("/item?id=1", 2, 0), ("/user/17", 3, 0)];
        check(&then, &then, &[0, 1, 2]);
        // Another value, built alike and saying the same.
        check(&then, &[("/item?id=2", 2, 0b11), ("/user/18", 3, 0)], &[0, 1]);
        // Built otherwise, saying other things, with one parameter more, never seen.
        check(
            &then,
            &[("/", 7, 0), ("/item?id=1", 2, u64::MAX), ("/item?id=1&x=1", 2, 0), ("/new", 1, 0)],
            &[],
        );
        check(&[], &then, &[]);
    }

    #[test]
    fn little_changes_add_up() {
        let (first, second, third) = ([("/", 1, 0)], [("/", 1, 0b1111)], [("/", 1, 0b1111_1111)]);
        let mut later = seen(&site(&second));
        let (unchanged, _) = seen(&site(&first)).unchanged(&site(&second));
        later.keep_tested(&site(&second), &unchanged);
        assert!(later.unchanged(&site(&third)).0.is_empty(), "held against what was tested");
    }

    #[test]
    fn a_run_that_tested_less_is_no_base() {
        let now = seen(&Site::default());
        let less = Seen { words: BTreeSet::new(), ..now.clone() };
        let light = Seen { payloads: Payloads::Light, ..now.clone() };
        let more = Seen {
            words: ["a".to_owned(), "b".to_owned()].into(),
            payloads: Payloads::Thorough,
            ..now.clone()
        };
        let read = |base: &Seen| base.falls_short_of(&now).is_none();
        assert_eq!((read(&now), read(&less), read(&light), read(&more)), (true, false, false, true));
        let kept = serde_json::to_value(seen(&site(&[("/", 1, u64::MAX)]))).unwrap();
        assert_eq!(Seen::deserialize(&kept).unwrap(), seen(&site(&[("/", 1, u64::MAX)])));
    }
}
