//! What holds a run back: the one place that puts the blackout periods of an organization, a target and a schedule together.

use std::collections::HashMap;
use std::sync::Arc;

use model::blackout::{Blackout, Hold};
use model::{OrganizationId, ScheduleId, TargetId, Timestamp};
use recurrence::{Blackouts, Interval, Window};
use serde::Deserialize;

use crate::Result;
use crate::web_targets;

/// A run that something may hold back: organization, target, and the schedule that started it.
pub type Held = (OrganizationId, TargetId, Option<ScheduleId>);

/// What holds back the runs of a target: the blackout periods of the organization, of the target and of the schedule that
/// starts or started the run. Freezes that are over at `after` are left out.
///
/// # Errors
/// When the database cannot be reached.
pub async fn holding(
    tx: &mut store::Tx,
    organization: OrganizationId,
    target: TargetId,
    schedule: Option<ScheduleId>,
    after: Timestamp,
) -> Result<Blackouts> {
    Holding::new(after).of(tx, (organization, target, schedule)).await
}

/// [`holding`] for many runs, in their order; what is the organization's is read once.
///
/// # Errors
/// As [`holding`].
pub async fn holding_many(tx: &mut store::Tx, held: &[Held], after: Timestamp) -> Result<Vec<Blackouts>> {
    let mut holding = Holding::new(after);
    let mut found = Vec::with_capacity(held.len());
    for held in held {
        found.push(holding.of(tx, *held).await?);
    }
    Ok(found)
}

type Windows = Vec<(Arc<str>, Window)>;
type Freezes = Vec<(Arc<str>, Interval)>;

/// Reads what holds runs back, and what is an organization's only once. For one transaction.
#[derive(Debug)]
pub struct Holding {
    after: Timestamp,
    wide: HashMap<OrganizationId, Arc<(Windows, Freezes)>>,
}

impl Holding {
    /// One that leaves out freezes that are over at `after`.
    pub fn new(after: Timestamp) -> Self {
        Self { after, wide: HashMap::new() }
    }

    /// What holds back a run.
    ///
    /// # Errors
    /// As [`holding`].
    pub async fn of(
        &mut self,
        tx: &mut store::Tx,
        (organization, target, schedule): Held,
    ) -> Result<Blackouts> {
        let wide = match self.wide.get(&organization) {
            Some(wide) => Arc::clone(wide),
            None => {
                let rows = store::blackouts::of_organization(tx, organization, self.after).await?;
                let wide = Arc::new(parts(&rows));
                self.wide.insert(organization, Arc::clone(&wide));
                wide
            }
        };
        let rows = store::blackouts::of_target(tx, organization, target, schedule, self.after).await?;
        let (mut windows, mut freezes) = parts(&rows);
        if let Some(options) = store::blackouts::target_options(tx, organization, target).await? {
            add_options(&options, &mut windows, &mut freezes);
        }
        windows.extend(wide.0.iter().cloned());
        freezes.extend(wide.1.iter().cloned());
        Ok(Blackouts::new(windows, freezes))
    }
}

fn parts(rows: &[Blackout]) -> (Windows, Freezes) {
    let (mut windows, mut freezes) = (Vec::new(), Vec::new());
    for row in rows {
        let label: Arc<str> = row.name.as_str().into();
        match &row.hold {
            Hold::Freeze { begin, end } => freezes.push((label, Interval { start: *begin, end: *end })),
            Hold::Window { begin, cease, weekdays, timezone } => {
                match Window::new(begin, cease, weekdays, timezone) {
                    Ok(window) => windows.push((label, window)),
                    Err(error) => freezes.push(unreadable(&label, &error)),
                }
            }
        }
    }
    (windows, freezes)
}

/// The part of a target's options that is read here.
#[derive(Deserialize)]
struct Options {
    #[serde(default)]
    blackout_period: Option<web_targets::Blackout>,
}

/// Adds the window that the DAST dialect keeps with a target.
fn add_options(text: &str, windows: &mut Windows, freezes: &mut Freezes) {
    let label: Arc<str> = "blackout period of the target".into();
    let options = match serde_json::from_str::<Options>(text) {
        Ok(options) => options,
        Err(error) => return freezes.push(unreadable(&label, &error)),
    };
    let Some(period) = options.blackout_period.filter(|period| period.enabled) else { return };
    match Window::new(&period.begin, &period.cease, &period.weekdays, &period.timezone) {
        Ok(window) => windows.push((label, window)),
        Err(error) => freezes.push(unreadable(&label, &error)),
    }
}

/// What was stored was checked. Should it be unreadable all the same (another version's, a zone that is gone), then
/// nothing runs under it until somebody mends it: to run in a window that was asked for is the greater harm.
fn unreadable(label: &Arc<str>, error: &dyn std::error::Error) -> (Arc<str>, Interval) {
    tracing::error!(%error, "the blackout period \"{label}\" cannot be read: it holds until it is changed");
    let ever = Interval { start: Timestamp::from_micros(i64::MIN), end: Timestamp::from_micros(i64::MAX) };
    (format!("{label} (unreadable)").into(), ever)
}
