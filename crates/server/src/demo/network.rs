//! Targets, schedules and scans of the office, as an administrator would make them.

use anyhow::Result;
use app::port_lists::{self, NewPortList};
use app::scans::{self, NewScan};
use app::schedules::{self, NewSchedule, Timing};
use app::targets::{self, NewTarget};
use app::{Ctx, Filter, ListQuery, runs};
use model::{Product, ScanId, ScheduleId, TargetId};
use vulnerable::demo::Machine;

use super::book::FirstRun;
use super::estate::Estate;

/// A target with the schedule of its scan.
struct Plan {
    name: &'static str,
    comment: &'static str,
    machines: &'static [Machine],
    when: When,
}

/// A schedule.
struct When {
    name: &'static str,
    first_time: &'static str,
    timezone: &'static str,
    unit: &'static str,
    /// Weekday and which of the month.
    day: Option<(&'static str, &'static str)>,
}

const OFFICE: &[Plan] = &[
    Plan {
        name: "Data stores",
        comment: "Redis, memcached, search and MySQL behind the shop",
        machines: &[Machine::Data],
        when: When {
            name: "Every night",
            first_time: "2026-01-05T02:30:00",
            timezone: "Europe/Lisbon",
            unit: "day",
            day: None,
        },
    },
    Plan {
        name: "Office network",
        comment: "Files, mail and the intranet",
        machines: &[Machine::Files, Machine::Mail, Machine::Intranet],
        when: When {
            name: "Sundays, New York",
            first_time: "2026-01-04T01:30:00",
            timezone: "America/New_York",
            unit: "week",
            day: None,
        },
    },
    Plan {
        name: "Bastion",
        comment: "The one machine that somebody looks after",
        machines: &[Machine::Bastion],
        when: When {
            name: "First Monday of the month",
            first_time: "2026-01-05T06:00:00",
            timezone: "Asia/Tokyo",
            unit: "month",
            day: Some(("monday", "first")),
        },
    },
];

const QUARTERLY: When = When {
    name: "Every quarter",
    first_time: "2026-01-15T03:00:00",
    timezone: "Europe/Oslo",
    unit: "quarter",
    day: None,
};

const CARDS: &[Plan] = &[
    Plan {
        name: "Payment gateway",
        comment: "In scope of PCI DSS",
        machines: &[Machine::Bastion],
        when: QUARTERLY,
    },
    Plan {
        name: "Booking office",
        comment: "In scope of PCI DSS",
        machines: &[Machine::Intranet],
        when: QUARTERLY,
    },
];

/// Makes what is scanned for the team that looks after the network, and starts it.
pub(super) async fn prepare(ctx: &Ctx, estate: &Estate) -> Result<Vec<FirstRun>> {
    let machines: Vec<Machine> = OFFICE.iter().flat_map(|plan| plan.machines.iter().copied()).collect();
    let list = port_list(ctx, &estate.ports(&machines)).await?;
    all(ctx, estate, OFFICE, ("normal", Some(list))).await
}

/// Makes what is scanned for PCI DSS. Profile and ports are those of the program, every port at a gentle pace: such scans
/// take minutes, so they are started one by one when the others are through.
pub(super) async fn prepare_pci(ctx: &Ctx, estate: &Estate) -> Result<Vec<FirstRun>> {
    all(ctx, estate, CARDS, ("pci_asv", None)).await
}

async fn all(
    ctx: &Ctx,
    estate: &Estate,
    plans: &[Plan],
    (profile, list): (&str, Option<String>),
) -> Result<Vec<FirstRun>> {
    let mut first = Vec::with_capacity(plans.len());
    for plan in plans {
        let target = target(ctx, plan, estate.hosts(plan.machines)).await?;
        let new = NewScan {
            name: plan.name.to_owned(),
            comment: Some(plan.comment.to_owned()),
            target_id: Some(target),
            profile_id: Some(profile.to_owned()),
            port_list_id: list.clone(),
            schedule_id: Some(schedule(ctx, &plan.when).await?),
        };
        first.push(started(ctx, new).await?);
    }
    Ok(first)
}

/// What has exactly that name.
fn named(name: &str) -> ListQuery {
    let filter = Filter { column: "name".to_owned(), pattern: name.to_owned() };
    ListQuery { filters: vec![filter], ..ListQuery::default() }
}

async fn target(ctx: &Ctx, plan: &Plan, hosts: String) -> Result<TargetId> {
    if let Some(known) = targets::list(ctx, &named(plan.name)).await?.items.first() {
        return Ok(known.id);
    }
    let new = NewTarget {
        name: plan.name.to_owned(),
        comment: Some(plan.comment.to_owned()),
        hosts,
        ..NewTarget::default()
    };
    Ok(targets::create(ctx, new).await?.id)
}

async fn port_list(ctx: &Ctx, ports: &str) -> Result<String> {
    const NAME: &str = "Ports of the demo";
    if let Some(known) = port_lists::list(ctx, &named(NAME)).await?.items.first() {
        return Ok(known.id.clone());
    }
    let comment = Some("Where the simulated servers listen".to_owned());
    let new = NewPortList { name: NAME.to_owned(), comment, ports: ports.to_owned() };
    Ok(port_lists::create(ctx, new).await?.id)
}

async fn schedule(ctx: &Ctx, when: &When) -> Result<ScheduleId> {
    if let Some(known) = schedules::list(ctx, &named(when.name)).await?.items.first() {
        return Ok(known.id);
    }
    let timing = Timing {
        first_time: when.first_time.to_owned(),
        timezone: Some(when.timezone.to_owned()),
        period: Some(1),
        period_unit: Some(when.unit.to_owned()),
        weekday: when.day.map(|(weekday, _)| weekday.to_owned()),
        week_index: when.day.map(|(_, week)| week.to_owned()),
        ..Timing::default()
    };
    let new = NewSchedule { name: when.name.to_owned(), timing, ..NewSchedule::default() };
    Ok(schedules::create(ctx, new).await?.id)
}

/// The first run of a scan, which is made and, unless it has to wait, started; nothing of it twice.
async fn started(ctx: &Ctx, new: NewScan) -> Result<FirstRun> {
    let known = scans::list(ctx, &named(&new.name)).await?.items.into_iter().next();
    let view = match known {
        Some(view) => view,
        None => scans::create(ctx, new).await?,
    };
    let scan: ScanId = view.scan.id;
    let run = match view.scan.last_run {
        None if ctx.product() == Product::Pci => None,
        None => Some(runs::start(ctx, scan).await?.id),
        there => there,
    };
    Ok(FirstRun { product: ctx.product(), scan, run, settled: false })
}
