//! The shop and the interface as targets, as an administrator would make them.

use anyhow::{Context, Result};
use app::runs::StartOptions;
use app::scheduled_scans::{self, ScheduledChange};
use app::web_targets::{self, BlackoutChange, LabelRef, NewTarget, SiteChange, TargetChange};
use app::{Change, Ctx, ListQuery, web_scans};
use model::TargetId;
use model::target::TargetKind;
use model::web::ApiSchemaType;
use vulnerable::demo::{CUSTOMER, SIGNED_IN, openapi};

use super::book::FirstRun;
use super::estate::Estate;

/// Makes the targets with labels, a login, schedules and a blackout, and starts their scans.
pub(super) async fn prepare(ctx: &Ctx, estate: &Estate) -> Result<Vec<FirstRun>> {
    let (shop, api) = (estate.url("shop"), estate.url("api"));
    let first = [
        started(ctx, &shop, shop_target(ctx, &shop), &weekly()).await?,
        started(ctx, &api, api_target(&api), &monthly()).await?,
    ];
    Ok(first.to_vec())
}

fn label(name: &str, color: &str) -> LabelRef {
    LabelRef::Name(name.to_owned(), Some(color.to_owned()))
}

/// The shop, with the login of its customer. The way out is left alone, so that scans stay signed in.
fn shop_target(ctx: &Ctx, url: &str) -> NewTarget {
    let site = SiteChange {
        name: Change::Set("Harbour Goods shop".to_owned()),
        desc: Change::Set("The shop that customers see, scanned behind its login".to_owned()),
        url: Change::Set(url.to_owned()),
        auth_enabled: Change::Set(true),
        has_form_login: Change::Set(true),
        form_login_url: Change::Set(format!("{url}login")),
        form_login_check_pattern: Change::Set(SIGNED_IN.to_owned()),
        form_login: Change::Set(vec![
            ("email".to_owned(), CUSTOMER.0.into()),
            ("password".to_owned(), CUSTOMER.1.into()),
        ]),
        blacklist: Change::Set(vec![format!("{url}logout")]),
        ..SiteChange::default()
    };
    let change = TargetChange {
        site,
        labels: Change::Set(vec![label("customer facing", "#c0392b"), label("harbour", "#2e86c1")]),
        blackout_period: Change::Set(busy_hours(ctx)),
        ..TargetChange::default()
    };
    NewTarget { kind: Some(TargetKind::Web), change, ..NewTarget::default() }
}

/// Two hours of an evening three days from now: a window that cannot be in the way of the first scan.
fn busy_hours(ctx: &Ctx) -> BlackoutChange {
    /// Microseconds of a day.
    const DAY: i64 = 86_400_000_000;
    // The first day of the count of time was a Thursday: the fourth of a week.
    let today = (ctx.now().micros().div_euclid(DAY) + 3).rem_euclid(7) + 1;
    BlackoutChange {
        begin: Some("18:00".to_owned()),
        cease: Some("20:00".to_owned()),
        weekdays: Some(vec![(today + 2) % 7 + 1]),
        enabled: Some(true),
        timezone: Some("Europe/Oslo".to_owned()),
    }
}

fn api_target(url: &str) -> NewTarget {
    let site = SiteChange {
        name: Change::Set("Partner API".to_owned()),
        desc: Change::Set("Orders and stock for partners, by its OpenAPI description".to_owned()),
        url: Change::Set(url.to_owned()),
        ..SiteChange::default()
    };
    let labels = Change::Set(vec![label("partners", "#27ae60"), label("harbour", "#2e86c1")]);
    let change = TargetChange { site, labels, ..TargetChange::default() };
    let schema = Some((ApiSchemaType::OpenApi, openapi(url.trim_end_matches('/'))));
    NewTarget { kind: Some(TargetKind::Api), change, schema, ..NewTarget::default() }
}

fn weekly() -> ScheduledChange {
    ScheduledChange {
        date_time: Change::Set("2026-01-06T01:15:00".to_owned()),
        timezone: Change::Set("Europe/Berlin".to_owned()),
        recurrence: Change::Set("w".to_owned()),
        ..ScheduledChange::default()
    }
}

/// The last Friday of every month.
fn monthly() -> ScheduledChange {
    ScheduledChange {
        date_time: Change::Set("2026-01-30T22:00:00".to_owned()),
        timezone: Change::Set("America/Sao_Paulo".to_owned()),
        recurrence: Change::Set("m".to_owned()),
        run_on_day_of_week: Change::Set(true),
        scheduled_day_of_week: Change::Set(5),
        week_index: Change::Set("last".to_owned()),
        ..ScheduledChange::default()
    }
}

/// The first run of a target, which is made, scheduled and started unless that was done already.
async fn started(ctx: &Ctx, url: &str, new: NewTarget, when: &ScheduledChange) -> Result<FirstRun> {
    let target = match known(ctx, url).await? {
        Some(id) => id,
        None => web_targets::create(ctx, new).await?.target.id,
    };
    let any = ListQuery::default();
    if scheduled_scans::of_target(ctx, target, &any).await?.total == 0 {
        scheduled_scans::create(ctx, target, when.clone()).await?;
    }
    let runs = web_scans::of_target(ctx, target, &any).await?.items;
    let run = match runs.into_iter().next() {
        Some(there) => there.run,
        None => web_scans::start(ctx, target, StartOptions::default()).await.context("starting")?.run,
    };
    Ok(FirstRun { product: ctx.product(), scan: run.scan, run: Some(run.id), settled: false })
}

async fn known(ctx: &Ctx, url: &str) -> Result<Option<TargetId>> {
    let query = ListQuery { per_page: 100, ..ListQuery::default() };
    let all = web_targets::list(ctx, &query).await?.items;
    let same = |target: &model::target::Target| target.web.as_ref().is_some_and(|web| web.url == url);
    Ok(all.into_iter().find(|view| same(&view.target)).map(|view| view.target.id))
}

#[cfg(test)]
mod tests {
    use model::{Env, Timestamp};

    #[test]
    fn the_count_of_time_began_on_a_thursday() {
        // 2026-11-22 12:00 UTC was a Sunday.
        let (env, _) = Env::fake(Timestamp::from_micros(1_795_348_800_000_000), 1);
        let today = (env.now().micros().div_euclid(86_400_000_000) + 3).rem_euclid(7) + 1;
        assert_eq!(today, 7);
        assert_eq!((today + 2) % 7 + 1, 3, "three days after a Sunday is a Wednesday");
    }
}
