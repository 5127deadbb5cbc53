//! What holds a run back: the one place that puts the blackout periods of an organization, a target and a schedule together.

use std::collections::HashMap;
use std::sync::Arc;

use model::blackout::{Blackout, BlackoutScope, Hold};
use model::{BlackoutId, OrganizationId, ScheduleId, TargetId, Timestamp};
use recurrence::{Blackouts, Interval, RecurrenceError, Window};
use store::web_targets::OwnWindow;

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
) -> Result<Arc<Blackouts>> {
    Holding::new(after).of(tx, (organization, target, schedule)).await
}

/// [`holding`] for many runs, in their order, at one look.
///
/// # Errors
/// As [`holding`].
pub async fn holding_many(
    tx: &mut store::Tx,
    held: &[Held],
    after: Timestamp,
) -> Result<Vec<Arc<Blackouts>>> {
    let mut holding = Holding::new(after);
    holding.look(tx, held).await?;
    Ok(held.iter().map(|held| holding.known(*held)).collect())
}

/// Whose a blackout period is.
type Owner = (OrganizationId, BlackoutScope);

/// What belongs to one owner.
#[derive(Debug, Default)]
struct Own {
    windows: Vec<(Arc<str>, Window)>,
    freezes: Vec<(Arc<str>, Interval)>,
}

/// Reads what holds runs back, each owner's only once, and puts it together. For one transaction.
#[derive(Debug)]
pub struct Holding {
    after: Timestamp,
    /// One that does not count.
    except: Option<BlackoutId>,
    /// Everyone who was looked at, with or without anything.
    own: HashMap<Owner, Own>,
    /// What was put together, by those that it is of; runs of which only the organization holds share it.
    whole: HashMap<(OrganizationId, Option<TargetId>, Option<ScheduleId>), Arc<Blackouts>>,
}

impl Holding {
    /// One that leaves out freezes that are over at `after`.
    pub fn new(after: Timestamp) -> Self {
        Self { after, except: None, own: HashMap::new(), whole: HashMap::new() }
    }

    /// The same as if one of a target or a schedule were not there.
    pub(crate) fn without(self, one: Option<BlackoutId>) -> Self {
        Self { except: one, ..self }
    }

    /// What holds back a run.
    ///
    /// # Errors
    /// As [`holding`].
    pub async fn of(&mut self, tx: &mut store::Tx, held: Held) -> Result<Arc<Blackouts>> {
        self.look(tx, &[held]).await?;
        Ok(self.known(held))
    }

    /// Reads what is not known yet of what holds these, in two statements.
    ///
    /// # Errors
    /// As [`holding`].
    pub(crate) async fn look(&mut self, tx: &mut store::Tx, held: &[Held]) -> Result<()> {
        let mut owners: Vec<Owner> = held.iter().flat_map(|held| owners(*held)).collect();
        owners.retain(|owner| !self.own.contains_key(owner));
        owners.sort_unstable();
        owners.dedup();
        if owners.is_empty() {
            return Ok(());
        }
        let rows = store::blackouts::of_owners(tx, &owners, self.after).await?;
        let targets: Vec<TargetId> = owners.iter().filter_map(|(_, scope)| scope.target()).collect();
        let windows = store::web_targets::windows_of(tx, &targets).await?;
        self.own.extend(owners.into_iter().map(|owner| (owner, Own::default())));
        for row in rows.iter().filter(|row| Some(row.id) != self.except) {
            if let Some(own) = self.own.get_mut(&(row.organization, row.scope)) {
                own.add(row);
            }
        }
        for OwnWindow { organization, target, window, .. } in &windows {
            if let Some(own) = self.own.get_mut(&(*organization, BlackoutScope::Target(*target))) {
                own.add_window(window);
            }
        }
        Ok(())
    }

    /// What holds back a run that was looked at.
    pub(crate) fn known(&mut self, held: Held) -> Arc<Blackouts> {
        let (organization, target, schedule) = held;
        let has = |scope| self.own.get(&(organization, scope)).is_some_and(|own| !own.is_empty());
        let target = Some(target).filter(|id| has(BlackoutScope::Target(*id)));
        let schedule = schedule.filter(|id| has(BlackoutScope::Schedule(*id)));
        if let Some(whole) = self.whole.get(&(organization, target, schedule)) {
            return Arc::clone(whole);
        }
        let own: Vec<&Own> = owners(held).filter_map(|owner| self.own.get(&owner)).collect();
        let windows = own.iter().flat_map(|own| own.windows.iter().cloned());
        let freezes = own.iter().flat_map(|own| own.freezes.iter().cloned());
        let whole = Arc::new(Blackouts::new(windows, freezes));
        self.whole.insert((organization, target, schedule), Arc::clone(&whole));
        whole
    }
}

/// Those whose blackout periods hold back a run.
fn owners((organization, target, schedule): Held) -> impl Iterator<Item = Owner> {
    let scopes = [Some(BlackoutScope::Target(target)), schedule.map(BlackoutScope::Schedule)];
    let scopes = scopes.into_iter().flatten().chain([BlackoutScope::Organization]);
    scopes.map(move |scope| (organization, scope))
}

impl Own {
    const fn is_empty(&self) -> bool {
        self.windows.is_empty() && self.freezes.is_empty()
    }

    fn add(&mut self, row: &Blackout) {
        let label: Arc<str> = row.name.as_str().into();
        match &row.hold {
            Hold::Freeze { begin, end } => self.freezes.push((label, Interval { start: *begin, end: *end })),
            Hold::Window { begin, cease, weekdays, timezone } => {
                self.put(label, Window::new(begin, cease, weekdays, timezone));
            }
        }
    }

    /// Adds the window that the DAST dialect keeps with a target.
    fn add_window(&mut self, text: &str) {
        let label: Arc<str> = "blackout period of the target".into();
        match serde_json::from_str::<web_targets::Blackout>(text) {
            Ok(period) if !period.enabled => {}
            Ok(period) => {
                let web_targets::Blackout { begin, cease, weekdays, timezone, .. } = period;
                self.put(label, Window::new(&begin, &cease, &weekdays, &timezone));
            }
            Err(error) => self.freezes.push(unreadable(&label, &error)),
        }
    }

    fn put(&mut self, label: Arc<str>, window: std::result::Result<Window, RecurrenceError>) {
        match window {
            Ok(window) => self.windows.push((label, window)),
            Err(error) => self.freezes.push(unreadable(&label, &error)),
        }
    }
}

/// What was stored was checked. Should it be unreadable all the same (another version's, a zone that is gone), then
/// nothing runs under it until somebody mends it: to run in a window that was asked for is the greater harm.
fn unreadable(label: &Arc<str>, error: &dyn std::error::Error) -> (Arc<str>, Interval) {
    tracing::error!(%error, "the blackout period \"{label}\" cannot be read: it holds until it is changed");
    let ever = Interval { start: Timestamp::from_micros(i64::MIN), end: Timestamp::from_micros(i64::MAX) };
    (format!("{label} (unreadable)").into(), ever)
}
