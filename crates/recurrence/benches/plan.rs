//! Occurrences planned a second, next to the limit of 10,000.
//!
//! `cargo bench -p watchpost-recurrence`. Planned is what a firing node asks for one schedule that has come due: its next
//! start under the blackouts of target, schedule and organization. Schedules are of every unit, in zones of every habit.

use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

use model::Timestamp;
use model::schedule::{GapPolicy, OverlapPolicy, PeriodUnit, Rule, WeekIndex, Weekday};
use recurrence::{Blackouts, Interval, Plan, Recurrence, Window};

/// Occurrences a second that one core has to plan.
const LIMIT: f64 = 10_000.0;
/// How many are planned.
const COUNT: u32 = 200_000;
/// 1 January 2027.
const NOW: i64 = 1_798_761_600;

const ZONES: &[&str] = &[
    "UTC",
    "Europe/Lisbon",
    "America/New_York",
    "America/Sao_Paulo",
    "Asia/Kolkata",
    "Asia/Tokyo",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("{COUNT} occurrences for each line; limit {LIMIT}/s");
    for (name, blackouts) in [("without blackouts", Blackouts::default()), ("three blackouts", blackouts()?)]
    {
        line(&format!("next start, {name}"), || plan_all(&blackouts, false))?;
        line(&format!("read, checked and planned, {name}"), || plan_all(&blackouts, true))?;
    }
    Ok(verdicts()?)
}

/// The worst cases of "can this ever run": answered once for a schedule when it is saved, so there is no limit.
fn verdicts() -> Result<(), recurrence::RecurrenceError> {
    for (name, cease) in [("always deferred", "02:00"), ("never", "01:00")] {
        let windows = ZONES.iter().map(|zone| Ok(("".into(), Window::new("01:00", cease, &[], zone)?)));
        let blackouts = Blackouts::new(windows.collect::<Result<Vec<_>, _>>()?, []);
        let rule = Rule { interval: 24, ..schedules()?[0].0.clone() };
        let recurrence = Recurrence::new("2026-01-31 01:30:00", "UTC", &rule)?;
        let begun = Instant::now();
        black_box(Plan::new(&recurrence, &blackouts).verdict(Timestamp::from_micros(NOW * 1_000_000)));
        let millis = begun.elapsed().as_secs_f64() * 1000.0;
        println!("{:>45}  {millis:>10.1} ms", format!("verdict, hourly, eight zones, {name}"));
    }
    Ok(())
}

fn line(
    name: &str,
    work: impl FnOnce() -> Result<u32, recurrence::RecurrenceError>,
) -> Result<(), recurrence::RecurrenceError> {
    let begun = Instant::now();
    let planned = work()?;
    let rate = f64::from(planned) / begun.elapsed().as_secs_f64();
    let verdict = if rate >= LIMIT { "ok" } else { "TOO SLOW" };
    println!("{name:>45}  {rate:>10.0}/s  {:>7.1} x the limit  {verdict}", rate / LIMIT);
    Ok(())
}

/// Plans occurrences of many schedules in turn, as a node does that fires them. With `fresh`, a schedule is read anew for each.
fn plan_all(blackouts: &Blackouts, fresh: bool) -> Result<u32, recurrence::RecurrenceError> {
    let schedules = schedules()?;
    let mut at: Vec<Timestamp> = vec![Timestamp::from_micros(NOW * 1_000_000); schedules.len()];
    let mut planned = 0;
    while planned < COUNT {
        for ((rule, recurrence, zone), at) in schedules.iter().zip(&mut at) {
            let made;
            let recurrence = if fresh {
                made = Recurrence::new("2026-01-31 01:30:00", zone, rule)?;
                &made
            } else {
                recurrence
            };
            let next = black_box(Plan::new(recurrence, blackouts).next_start(*at));
            *at = next.map_or(Timestamp::from_micros(NOW * 1_000_000), |next| next.due.instant);
            planned += 1;
        }
    }
    Ok(planned)
}

fn schedules() -> Result<Vec<(Rule, Recurrence, &'static str)>, recurrence::RecurrenceError> {
    let mut schedules = Vec::new();
    for zone in ZONES {
        for unit in PeriodUnit::ALL.iter().copied().filter(|unit| *unit != PeriodUnit::Once) {
            for interval in [1, 2, 5] {
                let monthly = matches!(unit, PeriodUnit::Month | PeriodUnit::Quarter) && interval == 2;
                let rule = Rule {
                    unit,
                    interval,
                    weekday: monthly.then_some(Weekday::Friday),
                    week_index: monthly.then_some(WeekIndex::Last),
                    count: None,
                    until: None,
                    gap: GapPolicy::ShiftForward,
                    overlap: OverlapPolicy::First,
                };
                schedules.push((rule.clone(), Recurrence::new("2026-01-31 01:30:00", zone, &rule)?, *zone));
            }
        }
    }
    Ok(schedules)
}

fn blackouts() -> Result<Blackouts, recurrence::RecurrenceError> {
    let label = |text: &str| -> Arc<str> { text.into() };
    let windows = [
        (label("organization"), Window::new("08:00", "18:00", &[1, 2, 3, 4, 5], "Europe/Lisbon")?),
        (label("target"), Window::new("22:00", "06:00", &[5, 6], "America/New_York")?),
    ];
    let start = Timestamp::from_micros(NOW * 1_000_000);
    let freeze = Interval { start, end: start.plus_seconds(14 * 86_400) };
    Ok(Blackouts::new(windows, [(label("freeze"), freeze)]))
}
