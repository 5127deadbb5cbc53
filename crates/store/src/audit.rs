//! The audit chain of each organization. The organization's row holds the head of its chain, so that appending is one
//! short lock and a chain whose end was cut off is noticed.

use model::audit::{AuditEvent, GENESIS};
use model::{Env, OrganizationId, UserId};

use crate::bulk::Bulk;
use crate::db::{Tx, sql};
use crate::error::DbError;
use crate::list::{Column, ColumnKind, ListError, ListPage, ListQuery, ListSpec, Order};
use crate::row::Row;
use crate::value::{Kind, Val};

const SPEC: ListSpec = ListSpec {
    from: "audit_events t",
    key: "t.id",
    created: "t.at",
    select: "t.id, t.organization, t.sequence, t.at, t.actor, t.action, t.subject_kind, t.subject_id, t.detail, \
             t.request_id, t.previous_hash, t.hash",
    rows: None,
    columns: &[
        Column::filter("action", "t.action", ColumnKind::Text),
        Column::filter("actor_id", "t.actor", ColumnKind::Id),
        Column::filter("subject_kind", "t.subject_kind", ColumnKind::Text),
        Column::filter("subject_id", "t.subject_id", ColumnKind::Text),
        Column::filter("request_id", "t.request_id", ColumnKind::Text),
        // The chain is in the order of time.
        Column::sort("created_at", "t.sequence", ColumnKind::Time),
        Column::both("sequence", "t.sequence", ColumnKind::Number),
    ],
    default_sort: ("sequence", Order::Desc),
};

/// The columns that [`list`] knows.
pub const COLUMNS: &[Column] = SPEC.columns;

/// What happened, before the chain gives it a place.
#[derive(Debug, Clone)]
pub struct NewAuditEvent {
    /// Who; `None` is the system.
    pub actor: Option<UserId>,
    /// What was done: `target.create`.
    pub action: &'static str,
    /// Kind of what it was done to.
    pub subject_kind: &'static str,
    /// Id of what it was done to.
    pub subject_id: String,
    /// Details as JSON text; never a secret.
    pub detail: String,
    /// Request id, if a request caused it.
    pub request_id: Option<String>,
}

fn read(row: Row<'_>) -> Result<AuditEvent, DbError> {
    let row = row.of("audit_events");
    Ok(AuditEvent {
        id: row.id("id")?,
        organization: row.id("organization")?,
        sequence: row.int("sequence")?,
        at: row.time("at")?,
        actor: row.opt_id("actor")?,
        action: row.text("action")?,
        subject_kind: row.text("subject_kind")?,
        subject_id: row.text("subject_id")?,
        detail: row.text("detail")?,
        request_id: row.opt_text("request_id")?,
        previous_hash: row.text("previous_hash")?,
        hash: row.text("hash")?,
    })
}

/// Appends to the chain, in the transaction of the change that it is about.
///
/// # Errors
/// `ForeignKey` when there is no such organization.
pub async fn append(
    tx: &mut Tx,
    env: &Env,
    organization: OrganizationId,
    new: NewAuditEvent,
) -> Result<AuditEvent, DbError> {
    append_all(tx, env, organization, vec![new]).await?.pop().ok_or(DbError::ForeignKey)
}

/// Appends several to a chain, in their order.
///
/// # Errors
/// As [`append`].
pub async fn append_all(
    tx: &mut Tx,
    env: &Env,
    organization: OrganizationId,
    new: Vec<NewAuditEvent>,
) -> Result<Vec<AuditEvent>, DbError> {
    // The head is held from here to the end of the transaction.
    let head = sql("UPDATE organizations SET audit_sequence = audit_sequence + $2 WHERE id = $1 \
         RETURNING audit_sequence, audit_hash")
    .bind(organization)
    .bind(new.len() as u64)
    .opt(tx, |row| {
        let row = row.of("organizations");
        Ok((row.int("audit_sequence")?, row.text("audit_hash")?))
    })
    .await?;
    let (last, mut hash) = head.ok_or(DbError::ForeignKey)?;
    let first = last.saturating_sub(i64::try_from(new.len()).unwrap_or(0)).saturating_add(1);
    let mut events = Vec::with_capacity(new.len());
    for (sequence, new) in (first..).zip(new) {
        let event = chained(env, organization, (sequence, hash), new);
        hash = event.hash.clone();
        events.push(event);
    }
    INSERT.insert(tx, events.iter().map(values).collect()).await?;
    sql("UPDATE organizations SET audit_hash = $1 WHERE id = $2")
        .bind(&hash)
        .bind(organization)
        .run(tx)
        .await?;
    Ok(events)
}

/// An event at its place in the chain.
fn chained(
    env: &Env,
    organization: OrganizationId,
    (sequence, previous_hash): (i64, String),
    new: NewAuditEvent,
) -> AuditEvent {
    let NewAuditEvent { actor, action, subject_kind, subject_id, detail, request_id } = new;
    // PostgreSQL cannot store NUL: what is hashed must be what is stored.
    let clean = |text: String| text.replace('\0', "\u{fffd}");
    let mut event = AuditEvent {
        id: env.id(),
        organization,
        sequence,
        at: env.now(),
        actor,
        action: action.to_owned(),
        subject_kind: subject_kind.to_owned(),
        subject_id: clean(subject_id),
        detail: clean(detail),
        request_id: request_id.map(clean),
        previous_hash,
        hash: String::new(),
    };
    event.hash = event.expected_hash();
    event
}

const INSERT: Bulk = Bulk {
    table: "audit_events",
    columns: &[
        ("id", Kind::Uuid),
        ("organization", Kind::Uuid),
        ("sequence", Kind::Int),
        ("at", Kind::Int),
        ("actor", Kind::Uuid),
        ("action", Kind::Text),
        ("subject_kind", Kind::Text),
        ("subject_id", Kind::Text),
        ("detail", Kind::Text),
        ("request_id", Kind::Text),
        ("previous_hash", Kind::Text),
        ("hash", Kind::Text),
    ],
    suffix: "",
};

fn values(event: &AuditEvent) -> Vec<Val> {
    vec![
        event.id.into(),
        event.organization.into(),
        event.sequence.into(),
        event.at.into(),
        event.actor.into(),
        (&event.action).into(),
        (&event.subject_kind).into(),
        (&event.subject_id).into(),
        (&event.detail).into(),
        event.request_id.as_deref().into(),
        (&event.previous_hash).into(),
        (&event.hash).into(),
    ]
}

/// A page of the organization's chain.
///
/// # Errors
/// Unknown columns and bad values; the database.
pub async fn list(
    tx: &mut Tx,
    organization: OrganizationId,
    query: &ListQuery,
) -> Result<ListPage<AuditEvent>, ListError> {
    SPEC.list(tx, &[("t.organization", organization.into())], query, read).await
}

/// One entry.
///
/// # Errors
/// [`DbError`]
pub async fn get(
    tx: &mut Tx,
    organization: OrganizationId,
    id: model::AuditEventId,
) -> Result<Option<AuditEvent>, DbError> {
    sql(
        "SELECT id, organization, sequence, at, actor, action, subject_kind, subject_id, detail, request_id, \
         previous_hash, hash FROM audit_events WHERE id = $1 AND organization = $2",
    )
    .bind(id)
    .bind(organization)
    .opt(tx, read)
    .await
}

/// What a look at a whole chain found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChainVerdict {
    /// Every entry is bound to the one before and the last one is the head.
    Intact {
        /// How many entries.
        entries: i64,
    },
    /// The first place where it is not.
    Broken {
        /// Sequence of the entry that is missing or does not fit.
        at: i64,
    },
}

/// Recomputes the whole chain of an organization, a thousand entries at a time.
///
/// # Errors
/// [`DbError`]
pub async fn verify_chain(tx: &mut Tx, organization: OrganizationId) -> Result<ChainVerdict, DbError> {
    let (mut sequence, mut hash) = (0, GENESIS.to_owned());
    loop {
        let events =
            sql("SELECT id, organization, sequence, at, actor, action, subject_kind, subject_id, detail, \
             request_id, previous_hash, hash FROM audit_events WHERE organization = $1 AND sequence > $2 \
             ORDER BY sequence LIMIT 1000")
            .bind(organization)
            .bind(sequence)
            .all(tx, read)
            .await?;
        if events.is_empty() {
            break;
        }
        for event in events {
            sequence += 1;
            if event.sequence != sequence
                || event.previous_hash != hash
                || event.hash != event.expected_hash()
            {
                return Ok(ChainVerdict::Broken { at: sequence });
            }
            hash = event.hash;
        }
    }
    let head = sql("SELECT audit_sequence, audit_hash FROM organizations WHERE id = $1")
        .bind(organization)
        .opt(tx, |row| {
            let row = row.of("organizations");
            Ok((row.int("audit_sequence")?, row.text("audit_hash")?))
        })
        .await?;
    let intact = head.is_none_or(|head| head == (sequence, hash));
    Ok(if intact {
        ChainVerdict::Intact { entries: sequence }
    } else {
        ChainVerdict::Broken { at: sequence + 1 }
    })
}

/// Changes a stored entry behind the chain's back: for tests of what notices it.
///
/// # Errors
/// [`DbError`]
pub async fn tamper(tx: &mut Tx, organization: OrganizationId, sequence: i64) -> Result<(), DbError> {
    sql("UPDATE audit_events SET action = 'nothing.happened' WHERE organization = $1 AND sequence = $2")
        .bind(organization)
        .bind(sequence)
        .run(tx)
        .await?;
    Ok(())
}
