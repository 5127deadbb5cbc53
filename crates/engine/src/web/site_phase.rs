//! Checks that need the whole site.

use std::borrow::Cow;

use active::SiteProbe;
use crawl::Site;

use super::parts::{Progress, Stored};
use super::report::{self, Told};
use super::{End, WebUnit};

/// The site as these checks get it.
pub(super) struct Tested<'a> {
    /// The pages that were seen, and the requests that are tested.
    pub site: Cow<'a, Site>,
    /// What an answer stands for: every place, or those of a part of the target.
    places: Vec<String>,
}

impl<'a> Tested<'a> {
    /// `None` if nothing is to be tested.
    pub(super) fn of(web: &WebUnit<'_>, stored: &'a Stored) -> Option<Self> {
        let site = if stored.unchanged.is_empty() {
            Cow::Borrowed(&stored.site)
        } else {
            let requests: Vec<_> = stored.tested().map(|(_, request)| request.clone()).collect();
            if requests.is_empty() {
                return None;
            }
            // What is kept by one request may come out on any page.
            Cow::Owned(Site { requests, ..stored.site.clone() })
        };
        let places =
            if web.is_partial(stored) { report::places(&site.requests) } else { vec![String::new()] };
        Some(Self { site, places })
    }
}

/// Runs those that no earlier hand-out came to an end with.
pub(super) async fn run(
    web: &WebUnit<'_>,
    tested: &Tested<'_>,
    probe: SiteProbe<'_>,
    progress: &mut Progress,
) -> Result<(), End> {
    if web.stop.is_cancelled() {
        return Ok(());
    }
    // What follows may change something: a worker that is lost from here on begins these checks anew, with fresh tokens.
    web.emitter.keep(vec![progress.part()]).await?;
    let outcomes =
        active::run_site_checks(&probe, &web.unit.plan.profile.checks, &progress.site_checks).await;
    if web.stop.is_cancelled() {
        return Ok(());
    }
    let port = web.setup.start.origin().port;
    progress.site_checks.extend(outcomes.iter().map(|(name, _)| (*name).to_owned()));
    let mut told = Told::default();
    outcomes.into_iter().for_each(|(_, outcome)| told.take(outcome));
    for event in told.events_of(probe.host, port, &tested.places) {
        web.emitter.tell(event).await?;
    }
    web.emitter.tell(progress.part()).await?;
    Ok(())
}
