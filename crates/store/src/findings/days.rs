//! What became of findings, added up by day and band beside the counters: trends are read from here, however many findings
//! there are.

use std::collections::BTreeMap;

use model::{OrganizationId, Product, TargetId, Threat, Timestamp};

use crate::bulk::Bulk;
use crate::db::{Tx, sql};
use crate::error::DbError;
use crate::value::Kind;

/// Microseconds of a day. Days are those of UTC, counted from 1970.
const DAY: i64 = 86_400_000_000;

const DAYS: Bulk = Bulk {
    table: "finding_days",
    columns: &[
        ("organization", Kind::Uuid),
        ("product", Kind::Text),
        ("target", Kind::Uuid),
        ("day", Kind::Int),
        ("threat", Kind::Text),
        ("net", Kind::Int),
        ("found", Kind::Int),
        ("reopened", Kind::Int),
        ("fixed", Kind::Int),
        ("fix_seconds", Kind::Int),
    ],
    suffix: "ON CONFLICT (target, day, threat) DO UPDATE SET net = finding_days.net + excluded.net, \
             found = finding_days.found + excluded.found, reopened = finding_days.reopened + excluded.reopened, \
             fixed = finding_days.fixed + excluded.fixed, \
             fix_seconds = finding_days.fix_seconds + excluded.fix_seconds",
};

/// The day of an instant.
pub(crate) const fn day_of(at: Timestamp) -> i64 {
    at.micros().div_euclid(DAY)
}

#[derive(Default, Clone, Copy)]
struct Moves {
    net: i64,
    found: i64,
    reopened: i64,
    fixed: i64,
    fix_seconds: i64,
}

/// What happened to findings of a target at one instant. What a person decided on does not count as open.
#[derive(Default)]
pub(super) struct DayChanges(BTreeMap<Threat, Moves>);

impl DayChanges {
    fn of(&mut self, threat: Threat) -> &mut Moves {
        self.0.entry(threat).or_default()
    }

    /// A finding is new.
    pub(super) fn found(&mut self, threat: Threat) {
        let moves = self.of(threat);
        moves.net += 1;
        moves.found += 1;
    }

    /// A fixed one is back.
    pub(super) fn reopened(&mut self, threat: Threat, decided: bool) {
        let moves = self.of(threat);
        moves.net += i64::from(!decided);
        moves.reopened += 1;
    }

    /// One is gone.
    pub(super) fn fixed(&mut self, threat: Threat, decided: bool, known_since: Timestamp, at: Timestamp) {
        let moves = self.of(threat);
        moves.net -= i64::from(!decided);
        moves.fixed += 1;
        moves.fix_seconds += (at.micros() - known_since.micros()).max(0) / 1_000_000;
    }

    /// Open ones become more or fewer for another reason: a decision, another band.
    pub(super) fn open(&mut self, threat: Threat, by: i64) {
        self.of(threat).net += by;
    }

    /// Adds them to the day.
    pub(super) async fn apply(
        self,
        tx: &mut Tx,
        (organization, product, target): (OrganizationId, Product, TargetId),
        at: Timestamp,
    ) -> Result<(), DbError> {
        let rows = self.0.into_iter().map(|(threat, moves)| {
            vec![
                organization.into(),
                product.as_str().into(),
                target.into(),
                day_of(at).into(),
                threat.as_str().into(),
                moves.net.into(),
                moves.found.into(),
                moves.reopened.into(),
                moves.fixed.into(),
                moves.fix_seconds.into(),
            ]
        });
        DAYS.insert(tx, rows.collect()).await?;
        Ok(())
    }
}

/// Removes the sums of days before an instant; how many.
///
/// # Errors
/// [`DbError`]
pub async fn purge_days(tx: &mut Tx, before: Timestamp) -> Result<u64, DbError> {
    sql("DELETE FROM finding_days WHERE day < $1").bind(day_of(before)).run(tx).await
}

/// The band of a severity in tenths, as SQL over the column `severity`.
macro_rules! band {
    () => {
        "CASE WHEN severity >= 90 THEN 'critical' WHEN severity >= 70 THEN 'high' WHEN severity >= 40 THEN 'medium' \
         WHEN severity > 0 THEN 'low' ELSE 'info' END"
    };
}

/// Adds a target's days up anew, after rows were removed: as far as the remaining rows tell, which know their first
/// sighting, the last decision and the last end.
pub(super) async fn recount(
    tx: &mut Tx,
    organization: OrganizationId,
    target: TargetId,
) -> Result<(), DbError> {
    sql("DELETE FROM finding_days WHERE target = $1 AND organization = $2")
        .bind(target)
        .bind(organization)
        .run(tx)
        .await?;
    sql(concat!(
        "INSERT INTO finding_days (organization, product, target, day, threat, net, found, reopened, fixed, fix_seconds) \
         SELECT organization, product, target, day, threat, CAST(SUM(net) AS BIGINT), CAST(SUM(found) AS BIGINT), 0, \
         CAST(SUM(fixed) AS BIGINT), CAST(SUM(fix_seconds) AS BIGINT) FROM (\
         SELECT organization, product, target, first_seen / 86400000000 AS day, ", band!(), " AS threat, \
         1 AS net, 1 AS found, 0 AS fixed, 0 AS fix_seconds FROM findings WHERE target = $1 AND organization = $2 \
         UNION ALL SELECT organization, product, target, fixed_at / 86400000000 AS day, ", band!(), " AS threat, \
         CASE WHEN decision IS NULL THEN -1 ELSE 0 END AS net, 0 AS found, 1 AS fixed, \
         (fixed_at - first_seen) / 1000000 AS fix_seconds FROM findings \
         WHERE target = $1 AND organization = $2 AND fixed_at IS NOT NULL \
         UNION ALL SELECT organization, product, target, COALESCE(changed_at, last_seen) / 86400000000 AS day, ", band!(),
        " AS threat, -1 AS net, 0 AS found, 0 AS fixed, 0 AS fix_seconds FROM findings \
         WHERE target = $1 AND organization = $2 AND decision IS NOT NULL) moves \
         GROUP BY organization, product, target, day, threat"
    ))
    .bind(target)
    .bind(organization)
    .run(tx)
    .await?;
    Ok(())
}
