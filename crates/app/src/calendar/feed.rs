//! The feed that calendars subscribe to. Its address holds a secret and needs no other credentials; it shows what its owner
//! may see, for as long as the owner may.

use auth::throttle::{self, Decision, Failures, Limit};
use auth::{CalendarKey, Credential, Permission};
use model::{Product, Timestamp};
use recurrence::ics::{Entry, Feed, Kind};
use secrecy::SecretString;
use serde_json::json;
use sha2::{Digest, Sha256};
use store::calendar::CalendarFeed;

use super::events::{self, Event, EventKind};
use crate::{Anonymous, Ctx, Error, Result, audit};

/// How far ahead it looks, in days.
const AHEAD_DAYS: i64 = 60;
/// Addresses that guess are slowed down: readers ask every hour or so, and always for something that is there.
const GUESSES: Limit = Limit { free: 30, base_seconds: 1, max_seconds: 900, window_seconds: 3600 };
const HOUR: i64 = 3_600_000_000;

/// A feed as it is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// iCalendar.
    pub text: String,
    /// SHA-256 of the text in hexadecimal: the same as long as nothing changes within an hour.
    pub sha256: String,
}

/// When the caller's feed of the active product was made; `None` if there is none.
pub async fn show(ctx: &Ctx) -> Result<Option<Timestamp>> {
    ctx.principal.require(Permission::ScheduleRead)?;
    let mut tx = ctx.read().await?;
    let (user, product) = (ctx.principal.user_id, ctx.product());
    let found = store::calendar::feed(&mut tx, ctx.organization(), user, product).await?;
    Ok(found.map(|feed| feed.created_at))
}

/// Makes a feed for the caller and the active product; an earlier address of it stops working. The secret is shown this once.
pub async fn create(ctx: &Ctx) -> Result<(SecretString, Timestamp)> {
    ctx.principal.require(Permission::ScheduleRead)?;
    let key = CalendarKey::generate(ctx.env());
    let feed = CalendarFeed {
        organization: ctx.organization(),
        user: ctx.principal.user_id,
        product: ctx.product(),
        created_at: ctx.now(),
    };
    let mut tx = ctx.write().await?;
    store::calendar::set_feed(&mut tx, &key.hash().to_hex(), &feed).await?;
    let detail = json!({"hint": key.hint(), "product": feed.product});
    audit::record(&mut tx, ctx, "calendar_feed.create", "user", feed.user, detail).await?;
    tx.commit().await?;
    Ok((key.secret().clone(), feed.created_at))
}

/// Ends the caller's feed of the active product.
pub async fn revoke(ctx: &Ctx) -> Result<()> {
    ctx.principal.require(Permission::ScheduleRead)?;
    let mut tx = ctx.write().await?;
    let (user, product) = (ctx.principal.user_id, ctx.product());
    if !store::calendar::delete_feed(&mut tx, ctx.organization(), user, product).await? {
        return Err(Error::not_found("calendar feed", "own"));
    }
    let detail = json!({"product": product});
    audit::record(&mut tx, ctx, "calendar_feed.revoke", "user", user, detail).await?;
    tx.commit().await?;
    Ok(())
}

/// The feed behind a secret. Whatever is wrong with it, with its owner or with what the owner may see is the same
/// [`Error::NotFound`], which does not repeat the secret.
pub async fn read(anonymous: &Anonymous, secret: &str) -> Result<Written> {
    let bucket = anonymous.remote_ip.map(|ip| format!("calendar:{}", ip.to_canonical()));
    if let Some(bucket) = &bucket {
        enter(anonymous, bucket).await?;
    }
    if let Some(ctx) = owner(anonymous, secret).await? {
        return write(&ctx).await;
    }
    if let Some(bucket) = &bucket {
        let mut tx = anonymous.services.db.write().await?;
        let now = anonymous.services.env.now();
        store::login_attempts::bump(&mut tx, bucket, now, i64::from(GUESSES.window_seconds)).await?;
        tx.commit().await?;
    }
    Err(Error::not_found("calendar feed", "asked for"))
}

async fn enter(anonymous: &Anonymous, bucket: &str) -> Result<()> {
    let mut tx = anonymous.services.db.read().await?;
    let found = store::login_attempts::last(&mut tx, bucket).await?;
    let failures = found.map_or_else(Failures::default, |(count, last)| Failures {
        count: u32::try_from(count).unwrap_or(u32::MAX),
        last: Some(last),
    });
    match throttle::decide(&GUESSES, failures, anonymous.services.env.now()) {
        Decision::Allowed => Ok(()),
        Decision::RetryAfter(seconds) => Err(Error::TooManyRequests { retry_after: u64::from(seconds) }),
    }
}

/// The owner of a feed as the one who asks, in the feed's product.
async fn owner(anonymous: &Anonymous, secret: &str) -> Result<Option<Ctx>> {
    let Ok(key) = CalendarKey::parse(secret) else { return Ok(None) };
    let mut tx = anonymous.services.db.read().await?;
    let Some(feed) = store::calendar::feed_by_hash(&mut tx, &key.hash().to_hex()).await? else {
        return Ok(None);
    };
    let user = store::users::get(&mut tx, feed.organization, feed.user).await?;
    let organization = store::organizations::get(&mut tx, feed.organization).await?;
    let (Some(user), Some(organization)) = (user.filter(|user| user.enabled), organization) else {
        return Ok(None);
    };
    let mut principal =
        crate::identity::authenticate::principal(&user, organization, None, Credential::AccessToken);
    if !principal.products.contains(&feed.product) || !principal.can(Permission::ScheduleRead) {
        return Ok(None);
    }
    principal.active_product = feed.product;
    Ok(Some(Ctx {
        services: anonymous.services.clone(),
        principal,
        request_id: anonymous.request_id.clone(),
        remote_ip: anonymous.remote_ip,
    }))
}

async fn write(ctx: &Ctx) -> Result<Written> {
    // Of the hour, not of the moment: who asks again within it gets the same bytes.
    let now = Timestamp::from_micros(ctx.now().micros().div_euclid(HOUR) * HOUR);
    let to = now.plus_seconds(AHEAD_DAYS * 86_400);
    let mut tx = ctx.read().await?;
    let found = events::settled(events::coming(&mut tx, ctx, (now, to)).await?);
    let starts = |event: &&Event| !matches!(event.outcome, Some("coalesced" | "never"));
    let feed = Feed {
        name: format!("Watchpost {}", product(ctx.product())),
        host: format!("{}.watchpost", ctx.organization()),
        now,
        entries: found.events.iter().filter(starts).map(entry).collect(),
    };
    let text = feed.write();
    let sha256 = hex::encode(Sha256::digest(text.as_bytes()));
    Ok(Written { text, sha256 })
}

const fn product(product: Product) -> &'static str {
    match product {
        Product::Dast => "web scans",
        _ => "scans",
    }
}

fn entry(event: &Event) -> Entry {
    let id = |id: Option<String>| id.unwrap_or_default();
    let blackout = event.kind == EventKind::Blackout;
    let of = if blackout {
        let own = || event.target.map(|target| format!("target-{target}"));
        id(event.blackout.map(|id| id.to_string()).or_else(own))
    } else {
        format!("{}-{}", id(event.schedule.map(|s| s.to_string())), id(event.scan.map(|s| s.to_string())))
    };
    let summary =
        if blackout { format!("No scans: {}", event.title) } else { format!("Scan: {}", event.title) };
    Entry {
        kind: if blackout { Kind::Blackout } else { Kind::Run },
        of,
        due: event.due.unwrap_or(event.start),
        start: event.start,
        end: event.end.unwrap_or(event.start),
        summary,
        description: event.remarks.join("\n"),
        changed: event.changed,
    }
}
