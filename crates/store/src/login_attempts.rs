//! The sign-in rate limit: failures counted by bucket (an address, an account) in windows.

use model::Timestamp;

use crate::db::{Tx, sql};
use crate::error::DbError;

/// Counts one more failure and tells how many the current window has, this one included. A window that began more than
/// `window_seconds` ago is over.
///
/// # Errors
/// [`DbError`]
pub async fn fail(tx: &mut Tx, bucket: &str, now: Timestamp, window_seconds: i64) -> Result<u64, DbError> {
    sql("INSERT INTO login_attempts (bucket, failures, window_started_at) VALUES ($1, 1, $2) \
         ON CONFLICT (bucket) DO UPDATE SET \
         failures = CASE WHEN login_attempts.window_started_at < $3 THEN 1 ELSE login_attempts.failures + 1 END, \
         window_started_at = CASE WHEN login_attempts.window_started_at < $3 THEN excluded.window_started_at \
         ELSE login_attempts.window_started_at END RETURNING failures")
        .bind(bucket)
        .bind(now)
        .bind(now.plus_seconds(-window_seconds))
        .one(tx, |row| row.of("login_attempts").num("failures"))
        .await
}

/// How many failures the current window has.
///
/// # Errors
/// [`DbError`]
pub async fn failures(
    tx: &mut Tx,
    bucket: &str,
    now: Timestamp,
    window_seconds: i64,
) -> Result<u64, DbError> {
    let found = sql("SELECT failures FROM login_attempts WHERE bucket = $1 AND window_started_at >= $2")
        .bind(bucket)
        .bind(now.plus_seconds(-window_seconds))
        .opt(tx, |row| row.of("login_attempts").num("failures"))
        .await?;
    Ok(found.unwrap_or(0))
}

/// Forgets a bucket, after a success.
///
/// # Errors
/// [`DbError`]
pub async fn clear(tx: &mut Tx, bucket: &str) -> Result<(), DbError> {
    sql("DELETE FROM login_attempts WHERE bucket = $1").bind(bucket).run(tx).await?;
    Ok(())
}

/// Forgets windows that began before an instant; how many.
///
/// # Errors
/// [`DbError`]
pub async fn purge(tx: &mut Tx, before: Timestamp) -> Result<u64, DbError> {
    sql("DELETE FROM login_attempts WHERE window_started_at < $1").bind(before).run(tx).await
}

/// Notes one more attempt in a bucket whose window slides with the last attempt; how many it holds now. The window ends
/// `window_seconds` after the last attempt. Do not mix with [`fail`] in one bucket.
///
/// # Errors
/// [`DbError`]
pub async fn bump(tx: &mut Tx, bucket: &str, now: Timestamp, window_seconds: i64) -> Result<u64, DbError> {
    sql("INSERT INTO login_attempts (bucket, failures, window_started_at) VALUES ($1, 1, $2) \
         ON CONFLICT (bucket) DO UPDATE SET \
         failures = CASE WHEN login_attempts.window_started_at <= $3 THEN 1 ELSE login_attempts.failures + 1 END, \
         window_started_at = excluded.window_started_at RETURNING failures")
        .bind(bucket)
        .bind(now)
        .bind(now.plus_seconds(-window_seconds))
        .one(tx, |row| row.of("login_attempts").num("failures"))
        .await
}

/// What a bucket holds: how many, and when the last [`bump`] was.
///
/// # Errors
/// [`DbError`]
pub async fn last(tx: &mut Tx, bucket: &str) -> Result<Option<(u64, Timestamp)>, DbError> {
    sql("SELECT failures, window_started_at FROM login_attempts WHERE bucket = $1")
        .bind(bucket)
        .opt(tx, |row| {
            let row = row.of("login_attempts");
            Ok((row.num("failures")?, row.time("window_started_at")?))
        })
        .await
}
