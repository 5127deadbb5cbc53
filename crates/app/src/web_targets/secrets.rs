//! Secrets of web targets: sealed beside the target, opened for scans, masked for people.

use std::collections::BTreeMap;

use auth::Place;
use model::secret::SecretText;
use model::web::WebTarget;
use model::{Id, OrganizationId, TargetId};
use secrecy::ExposeSecret;
use store::secrets::SealedSecret;

use super::settings::Options;
use crate::ctx::Services;
use crate::{Error, Result};

/// What is shown in place of a secret. An update that sends it leaves the secret as it is.
pub const MASK: &str = "********";

fn place(organization: OrganizationId, target: TargetId) -> Place<'static> {
    Place { organization, table: "targets", row: target.uuid(), column: "web_secrets" }
}

/// The secrets of a target by place (see [`WebTarget::take_secrets`]).
///
/// # Errors
/// The database; a value that does not open under the keys of this installation.
pub async fn open(
    tx: &mut store::Tx,
    services: &Services,
    organization: OrganizationId,
    target: TargetId,
) -> Result<BTreeMap<String, SecretText>> {
    let Some(sealed) = store::web_targets::secrets(tx, organization, target).await? else {
        return Ok(BTreeMap::new());
    };
    let text = String::from_utf8(sealed.sealed).map_err(Error::internal)?;
    let opened = services.vault.open_text(&place(organization, target), &text).map_err(Error::internal)?;
    serde_json::from_str(opened.expose_secret())
        .map_err(|_| Error::internal("the secrets of a target are broken"))
}

/// Takes the secrets out of the settings and stores them sealed.
pub(super) async fn seal(
    tx: &mut store::Tx,
    services: &Services,
    organization: OrganizationId,
    target: TargetId,
    web: &mut WebTarget,
    options: &mut Options,
) -> Result<()> {
    let mut secrets = web.take_secrets();
    each_asset_secret(options, &mut |name, secret| {
        if !secret.is_empty() {
            secrets.insert(name, std::mem::take(secret));
        }
    });
    if secrets.is_empty() {
        store::web_targets::set_secrets(tx, organization, target, None).await?;
        return Ok(());
    }
    let text = serde_json::to_string(&secrets).map_err(|_| Error::internal("secrets have no text"))?;
    let sealed = services
        .vault
        .seal(&place(organization, target), text.as_bytes(), &services.env)
        .map_err(|e| Error::invalid("base", "too_long", e.to_string()))?;
    // `v1.<key id>.<body>`
    let key_id = sealed.split('.').nth(1).unwrap_or_default().to_owned();
    let sealed = SealedSecret { key_id, sealed: sealed.into_bytes() };
    store::web_targets::set_secrets(tx, organization, target, Some(&sealed)).await?;
    Ok(())
}

/// Puts opened secrets where they belong.
pub(super) fn put(web: &mut WebTarget, options: &mut Options, secrets: &BTreeMap<String, SecretText>) {
    web.put_secrets(secrets);
    each_asset_secret(options, &mut |name, secret| {
        if let Some(known) = secrets.get(&name) {
            *secret = known.clone();
        }
    });
    // They belong to the extra hosts, which hold them now.
    web.other_secrets.retain(|name, _| !name.starts_with("asset/"));
}

fn each_asset_secret(options: &mut Options, visit: &mut dyn FnMut(String, &mut SecretText)) {
    for asset in &mut options.assets {
        for (kind, values) in [("headers", &mut asset.headers), ("cookies", &mut asset.cookies)] {
            for (i, sent) in values.iter_mut().enumerate() {
                visit(format!("other/asset/{}/{kind}/{i}", asset.id), &mut sent.value);
            }
        }
    }
}

/// Replaces every secret by the mask, but for header and cookie values that are not sensitive.
pub(super) fn mask(web: &mut WebTarget, options: &mut Options) {
    let hide = |secret: &mut SecretText| {
        if !secret.is_empty() {
            *secret = MASK.into();
        }
    };
    for field in &mut web.form_login.fields {
        hide(&mut field.value);
    }
    hide(&mut web.basic_auth.password);
    hide(&mut web.api.login_payload);
    web.other_secrets.values_mut().for_each(hide);
    let assets = options.assets.iter_mut().flat_map(|a| a.headers.iter_mut().chain(&mut a.cookies));
    for sent in web.headers.iter_mut().chain(&mut web.cookies).chain(assets) {
        if sent.value_is_sensitive || sent.authentication {
            hide(&mut sent.value);
        }
    }
}

/// The secret after a change: the mask, and nothing said, leave it.
pub(super) fn changed(new: &str, old: &SecretText) -> SecretText {
    if new == MASK { old.clone() } else { new.into() }
}
