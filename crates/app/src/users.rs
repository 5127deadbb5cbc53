//! Users of an organization. Commands on the machine use the same functions with an internal [`Ctx`].

mod change;
mod members;

use auth::{ApiKey, Permission};
use model::organization::Organization;
use model::user::{Role, User};
use model::{Product, UserId};
use secrecy::SecretString;
use serde_json::json;

use crate::ctx::Services;
use crate::input::Fields;
use crate::{Ctx, Error, ListQuery, Page, Result, audit, organizations};

pub use change::{NewPassword, UserChange, delete, update};
pub use members::{Member, members};

/// A user to be made.
#[derive(Debug)]
pub struct NewUser {
    /// E-mail address: the sign-in name, unique in the installation.
    pub email: String,
    /// Password; `None` makes one up.
    pub password: Option<SecretString>,
    /// Given name.
    pub first_name: Option<String>,
    /// Family name.
    pub last_name: Option<String>,
    /// Role.
    pub role: Role,
    /// Product that answers are filtered to; `None` is the organization's first.
    pub active_product: Option<Product>,
    /// IANA zone; `None` is UTC.
    pub timezone: Option<String>,
}

impl Default for NewUser {
    fn default() -> Self {
        Self {
            email: String::new(),
            password: None,
            first_name: None,
            last_name: None,
            role: Role::Viewer,
            active_product: None,
            timezone: None,
        }
    }
}

/// A user just made, or one with a new password.
#[derive(Debug)]
pub struct WithPassword {
    /// The user.
    pub user: User,
    /// The password if it was made up: to be shown once, it is stored nowhere.
    pub password: Option<SecretString>,
}

/// Users of the caller's organization. Columns: `email`, `first_name`, `last_name`, `role`, `enabled`, `id`,
/// `search`, `created_at`.
pub async fn list(ctx: &Ctx, query: &ListQuery) -> Result<Page<User>> {
    ctx.principal.require(Permission::UserRead)?;
    let mut tx = ctx.read().await?;
    Ok(store::users::list(&mut tx, ctx.organization(), query).await?)
}

/// One user.
pub async fn show(ctx: &Ctx, id: UserId) -> Result<User> {
    ctx.principal.require(Permission::UserRead)?;
    let mut tx = ctx.read().await?;
    find(&mut tx, ctx, id).await
}

/// Makes a user. Nobody makes a more powerful one than themselves.
pub async fn create(ctx: &Ctx, new: NewUser) -> Result<WithPassword> {
    ctx.principal.require(Permission::UserManage)?;
    may_assign(ctx, new.role)?;
    let mut tx = ctx.read().await?;
    let organization = organizations::find(&mut tx, ctx.organization()).await?;
    drop(tx);
    let (user, password) = build(&ctx.services, &organization, new).await?;
    let mut tx = ctx.write().await?;
    store::users::insert(&mut tx, &user).await?;
    let detail = json!({"email": user.email, "role": user.role});
    audit::record(&mut tx, ctx, "user.create", "user", user.id, detail).await?;
    tx.commit().await?;
    Ok(WithPassword { user, password })
}

/// Gives a user a new password (`None` makes one up) and ends every session and access token of theirs.
pub async fn reset_password(ctx: &Ctx, id: UserId, password: Option<SecretString>) -> Result<WithPassword> {
    ctx.principal.require(Permission::UserManage)?;
    let user = show(ctx, id).await?;
    may_assign(ctx, user.role)?;
    let (hash, made_up) = hashed(&ctx.services, password, &user.email).await?;
    let user = User { password_hash: hash, updated_at: ctx.now(), ..user };
    let mut tx = ctx.write().await?;
    store::users::update(&mut tx, &user).await?;
    end_access(&mut tx, ctx, &user).await?;
    // A person who was slowed down by guesses of others gets in with the new password at once.
    store::login_attempts::clear(&mut tx, &format!("email:{}", user.email)).await?;
    audit::record(&mut tx, ctx, "user.reset_password", "user", id, json!({"email": user.email})).await?;
    tx.commit().await?;
    Ok(WithPassword { user, password: made_up })
}

/// Changes the caller's own password, which takes the old one. Other sessions and the access token end; this one stays.
pub async fn change_password(ctx: &Ctx, current: SecretString, new: SecretString) -> Result<()> {
    let id = ctx.principal.user_id;
    let mut tx = ctx.read().await?;
    let user = find(&mut tx, ctx, id).await?;
    drop(tx);
    let known = Some(user.password_hash.clone());
    if !crate::identity::sign_in::verify(&ctx.services, current, known).await? {
        return Err(Error::invalid("current_password", "invalid", "is wrong"));
    }
    let (hash, _) = hashed(&ctx.services, Some(new), &user.email).await?;
    let user = User { password_hash: hash, updated_at: ctx.now(), ..user };
    let mut tx = ctx.write().await?;
    store::users::update(&mut tx, &user).await?;
    store::sessions::revoke_others(&mut tx, user.organization, user.id, ctx.principal.session, ctx.now())
        .await?;
    store::tokens::revoke_access_token(&mut tx, user.organization, user.id).await?;
    audit::record(&mut tx, ctx, "user.change_password", "user", id, json!({"email": user.email})).await?;
    tx.commit().await?;
    Ok(())
}

/// Lets a user in or keeps them out; keeping out ends every session and access token of theirs.
pub async fn set_enabled(ctx: &Ctx, id: UserId, enabled: bool) -> Result<User> {
    ctx.principal.require(Permission::UserManage)?;
    let mut tx = ctx.write().await?;
    let user = find(&mut tx, ctx, id).await?;
    may_assign(ctx, user.role)?;
    if !enabled && ctx.principal.actor() == Some(id) {
        return Err(Error::conflict("base", "self", "nobody can disable themselves"));
    }
    if !enabled {
        change::keep_an_owner(&mut tx, ctx, &user, "enabled").await?;
    }
    let user = User { enabled, updated_at: ctx.now(), ..user };
    store::users::update(&mut tx, &user).await?;
    if !enabled {
        end_access(&mut tx, ctx, &user).await?;
    }
    let detail = json!({"email": user.email, "enabled": enabled});
    audit::record(&mut tx, ctx, "user.set_enabled", "user", id, detail).await?;
    tx.commit().await?;
    Ok(user)
}

/// Makes an API key (`x-api-key`) of the caller's organization, shown once.
pub async fn create_api_key(ctx: &Ctx, name: &str) -> Result<SecretString> {
    ctx.principal.require(Permission::ApiKeyManage)?;
    let mut fields = Fields::default();
    let name = fields.name("name", name);
    fields.finish()?;
    let key = ApiKey::generate(ctx.env());
    let row = store::tokens::ApiKey {
        organization: ctx.organization(),
        name,
        hash: key.hash().to_hex(),
        id: None,
        user: None,
        target: None,
        created_at: ctx.now(),
    };
    let mut tx = ctx.write().await?;
    store::tokens::insert_api_key(&mut tx, &row).await?;
    let detail = json!({"name": row.name, "hint": key.hint()});
    audit::record(&mut tx, ctx, "api_key.create", "organization", ctx.organization(), detail).await?;
    tx.commit().await?;
    Ok(key.secret().clone())
}

/// The user with an e-mail address in any organization: for commands on the machine only.
pub async fn by_email(services: &Services, email: &str) -> Result<User> {
    let email = email.trim().to_lowercase().replace(char::is_control, "");
    let mut tx = services.db.read().await?;
    let user = store::users::by_email(&mut tx, &email).await?;
    user.ok_or_else(|| Error::not_found("user", email))
}

/// A user ready to be stored, with the password if it was made up.
pub(crate) async fn build(
    services: &Services,
    organization: &Organization,
    new: NewUser,
) -> Result<(User, Option<SecretString>)> {
    let NewUser { email, password, first_name, last_name, role, active_product, timezone } = new;
    let mut fields = Fields::default();
    let email = email_address(&mut fields, &email);
    let (first_name, last_name) = (first_name.unwrap_or_default(), last_name.unwrap_or_default());
    fields.line("first_name", &first_name, crate::input::MAX_NAME);
    fields.line("last_name", &last_name, crate::input::MAX_NAME);
    let timezone = timezone.unwrap_or_else(|| "UTC".to_owned());
    if let Err(e) = recurrence::zone(&timezone) {
        fields.add("timezone", "invalid", e.to_string());
    }
    let products = &organization.products;
    let active = active_product.or_else(|| products.first().copied()).filter(|p| products.contains(p));
    if active.is_none() {
        fields.add("active_product", "not_subscribed", "is none of the organization's products");
    }
    fields.finish()?;
    let (password_hash, made_up) = hashed(services, password, &email).await?;
    let now = services.env.now();
    let user = User {
        id: services.env.id(),
        organization: organization.id,
        email,
        first_name,
        last_name,
        role,
        locale: "en".to_owned(),
        timezone,
        active_product: active.unwrap_or(Product::Vrms),
        password_hash,
        enabled: true,
        created_at: now,
        updated_at: now,
    };
    Ok((user, made_up))
}

/// An address that could be one: something, an @, something; no blanks. Whether mail arrives, only mail can tell.
fn email_address(fields: &mut Fields, text: &str) -> String {
    let email = text.trim().to_lowercase();
    let parts = email.split_once('@').filter(|(local, host)| !local.is_empty() && !host.is_empty());
    let bad = |c: char| c.is_whitespace() || c.is_control() || c == '@';
    let fine = parts.is_some_and(|(local, host)| !local.contains(bad) && !host.contains(bad));
    if !fine || email.len() > 254 {
        fields.add("email", "invalid", "is not an e-mail address");
    }
    email
}

/// The hash of a password, made up if none was given.
async fn hashed(
    services: &Services,
    password: Option<SecretString>,
    email: &str,
) -> Result<(String, Option<SecretString>)> {
    let (password, made_up) = match password {
        Some(given) => {
            let checked = services.settings.passwords.check(&given, email);
            checked.map_err(|e| Error::invalid("password", "weak", e.to_string()))?;
            (given, None)
        }
        None => {
            let made = auth::password::generate(&services.env);
            (made.clone(), Some(made))
        }
    };
    let _permit = services.hashing.acquire().await.map_err(Error::internal)?;
    let env = services.env.clone();
    let hash = tokio::task::spawn_blocking(move || auth::password::hash(&password, &env)).await;
    Ok((hash.map_err(Error::internal)?, made_up))
}

async fn end_access(tx: &mut store::Tx, ctx: &Ctx, user: &User) -> Result<()> {
    store::sessions::revoke_all(tx, user.organization, user.id, ctx.now()).await?;
    store::tokens::revoke_access_token(tx, user.organization, user.id).await?;
    Ok(())
}

fn may_assign(ctx: &Ctx, role: Role) -> Result<()> {
    if auth::role::may_assign(ctx.principal.role, role) {
        Ok(())
    } else {
        Err(Error::Forbidden { permission: Permission::OrganizationOwn.as_str() })
    }
}

async fn find(tx: &mut store::Tx, ctx: &Ctx, id: UserId) -> Result<User> {
    store::users::get(tx, ctx.organization(), id).await?.ok_or_else(|| Error::not_found("user", id))
}
