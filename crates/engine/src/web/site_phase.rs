//! Checks that need the whole site.

use active::SiteProbe;

use super::parts::Progress;
use super::report::Told;
use super::{End, WebUnit};

/// Runs those that no earlier hand-out came to an end with.
pub(super) async fn run(web: &WebUnit<'_>, probe: SiteProbe<'_>, progress: &mut Progress) -> Result<(), End> {
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
    for event in told.events(probe.host, port, "") {
        web.emitter.tell(event).await?;
    }
    web.emitter.tell(progress.part()).await?;
    Ok(())
}
