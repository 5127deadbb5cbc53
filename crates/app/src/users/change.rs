//! Changes of users by those who manage them, and their removal.

use auth::Permission;
use model::UserId;
use model::user::{Role, User};
use secrecy::SecretString;
use serde_json::{Map, Value, json};

use super::{WithPassword, email_address, end_access, find, hashed, may_assign};
use crate::input::{Fields, MAX_NAME};
use crate::{Ctx, Error, Result, audit};

/// What a change of a user sets; `None` stays.
#[derive(Debug, Default)]
pub struct UserChange {
    /// E-mail address: the sign-in name.
    pub email: Option<String>,
    /// Given name.
    pub first_name: Option<String>,
    /// Family name.
    pub last_name: Option<String>,
    /// Role.
    pub role: Option<Role>,
    /// IANA zone.
    pub timezone: Option<String>,
    /// Whether the user may sign in.
    pub enabled: Option<bool>,
    /// A new password.
    pub password: NewPassword,
}

/// What becomes of a password.
#[derive(Debug, Default)]
pub enum NewPassword {
    /// It stays.
    #[default]
    Keep,
    /// This one.
    Set(SecretString),
    /// One is made up.
    Generate,
}

/// Changes a user. Nobody changes somebody more powerful than themselves or makes anybody so; an organization keeps an owner
/// who may sign in. A new password and keeping a user out end every session and access token of theirs.
pub async fn update(ctx: &Ctx, id: UserId, change: UserChange) -> Result<WithPassword> {
    ctx.principal.require(Permission::UserManage)?;
    let mut tx = ctx.read().await?;
    let old = find(&mut tx, ctx, id).await?;
    drop(tx);
    may_assign(ctx, old.role)?;
    if let Some(role) = change.role {
        may_assign(ctx, role)?;
    }
    let myself = ctx.principal.actor() == Some(id);
    if myself && !matches!(change.password, NewPassword::Keep) {
        let detail = "cannot be set here for oneself: changing it takes the present one";
        return Err(Error::conflict("password", "self", detail));
    }
    if myself && change.enabled == Some(false) {
        return Err(Error::conflict("enabled", "self", "nobody can disable themselves"));
    }
    let wanted = read(&old, &change)?;
    let password = match change.password {
        NewPassword::Keep => None,
        NewPassword::Set(given) => Some(hashed(&ctx.services, Some(given), &wanted.email).await?),
        NewPassword::Generate => Some(hashed(&ctx.services, None, &wanted.email).await?),
    };
    let (hash, made_up) = password.map_or((None, None), |(hash, made_up)| (Some(hash), made_up));
    store_change(ctx, id, wanted, hash).await.map(|user| WithPassword { user, password: made_up })
}

/// The user as wanted, all wrong fields at once.
fn read(old: &User, change: &UserChange) -> Result<User> {
    let mut fields = Fields::default();
    let mut new = old.clone();
    if let Some(email) = &change.email {
        new.email = email_address(&mut fields, email);
    }
    if let Some(name) = &change.first_name {
        fields.line("first_name", name, MAX_NAME);
        name.clone_into(&mut new.first_name);
    }
    if let Some(name) = &change.last_name {
        fields.line("last_name", name, MAX_NAME);
        name.clone_into(&mut new.last_name);
    }
    if let Some(zone) = &change.timezone {
        if let Err(e) = recurrence::zone(zone) {
            fields.add("timezone", "invalid", e.to_string());
        }
        zone.clone_into(&mut new.timezone);
    }
    fields.finish()?;
    new.role = change.role.unwrap_or(old.role);
    new.enabled = change.enabled.unwrap_or(old.enabled);
    Ok(new)
}

async fn store_change(ctx: &Ctx, id: UserId, wanted: User, hash: Option<String>) -> Result<User> {
    let mut tx = ctx.write().await?;
    // As it is now: the password and the active product may have changed while a hash was made.
    let old = find(&mut tx, ctx, id).await?;
    may_assign(ctx, old.role)?;
    let user = User {
        password_hash: hash.clone().unwrap_or_else(|| old.password_hash.clone()),
        active_product: old.active_product,
        updated_at: ctx.now(),
        ..wanted
    };
    if !(user.role == Role::Owner && user.enabled) {
        let field = if user.role == Role::Owner { "enabled" } else { "role" };
        keep_an_owner(&mut tx, ctx, &old, field).await?;
    }
    store::users::update(&mut tx, &user).await?;
    if hash.is_some() || !user.enabled {
        end_access(&mut tx, ctx, &user).await?;
    }
    if hash.is_some() {
        store::login_attempts::clear(&mut tx, &format!("email:{}", user.email)).await?;
    }
    audit::record(&mut tx, ctx, "user.update", "user", id, detail(&old, &user)).await?;
    tx.commit().await?;
    Ok(user)
}

/// Removes a user with their sessions, tokens and keys. Nobody removes themselves, or the last owner.
pub async fn delete(ctx: &Ctx, id: UserId) -> Result<()> {
    ctx.principal.require(Permission::UserManage)?;
    let mut tx = ctx.write().await?;
    let user = find(&mut tx, ctx, id).await?;
    may_assign(ctx, user.role)?;
    if ctx.principal.actor() == Some(id) {
        return Err(Error::conflict("base", "self", "nobody can delete themselves"));
    }
    keep_an_owner(&mut tx, ctx, &user, "base").await?;
    store::users::delete(&mut tx, ctx.organization(), id).await?;
    let detail = json!({"email": user.email, "role": user.role});
    audit::record(&mut tx, ctx, "user.delete", "user", id, detail).await?;
    tx.commit().await?;
    Ok(())
}

/// Refuses where `user` is the only owner who may sign in.
pub(super) async fn keep_an_owner(
    tx: &mut store::Tx,
    ctx: &Ctx,
    user: &User,
    field: &'static str,
) -> Result<()> {
    let owner = user.role == Role::Owner && user.enabled;
    if owner && store::users::other_owners(tx, ctx.organization(), user.id).await? == 0 {
        let detail = match field {
            "base" => "the last owner of an organization cannot be deleted",
            _ => "cannot change: this is the last owner of the organization",
        };
        return Err(Error::conflict(field, "last_owner", detail));
    }
    Ok(())
}

/// What changed, by field; of a password only that it did.
fn detail(old: &User, new: &User) -> Value {
    let mut out = Map::from_iter([("of".to_owned(), json!(old.email))]);
    let mut field = |name: &str, before: Value, after: Value| {
        if before != after {
            out.insert(name.to_owned(), json!([before, after]));
        }
    };
    field("email", json!(old.email), json!(new.email));
    field("first_name", json!(old.first_name), json!(new.first_name));
    field("last_name", json!(old.last_name), json!(new.last_name));
    field("role", json!(old.role), json!(new.role));
    field("timezone", json!(old.timezone), json!(new.timezone));
    field("enabled", json!(old.enabled), json!(new.enabled));
    if old.password_hash != new.password_hash {
        out.insert("password".to_owned(), json!("changed"));
    }
    Value::Object(out)
}
