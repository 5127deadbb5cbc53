//! Proof of ownership: what only the owner of a site can publish is looked for there.

use std::fmt::Debug;
use std::future::Future;
use std::pin::Pin;

use auth::Permission;
use ipnet::IpNet;
use model::TargetId;
use model::web::Verification;
use url::Url;

use super::settings::{AssetId, Options};
use super::{TargetView, address, assets, find, organization};
use crate::input::Fields;
use crate::{Ctx, Error, Result, fence};

/// What is looked for at a site.
#[derive(Debug, Clone)]
pub struct Lookup {
    /// Address to ask for: `http` or `https`.
    pub url: String,
    /// Ranges that the site may be in.
    pub allowed: Vec<IpNet>,
    /// The most bytes of the answer that are read.
    pub max_bytes: usize,
}

/// The answer of a lookup; the text is for people: lower case, no full stop.
pub type Answer<'f, T> = Pin<Box<dyn Future<Output = std::result::Result<T, String>> + Send + 'f>>;

/// Looks for proofs. The process that serves the interface brings one over the network that scans use, fenced to the host
/// of the address and to the allowed ranges.
pub trait Verifier: Send + Sync + Debug {
    /// The body of an address, if it is answered with status 200. Redirects are not followed.
    fn page(&self, lookup: Lookup) -> Answer<'_, String>;
    /// The TXT records of a name.
    fn txt(&self, name: String) -> Answer<'_, Vec<String>>;
}

/// How ownership can be proven.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// `<token>.txt` in the root of the site.
    File,
    /// A TXT record of the name, or of one above it.
    DnsTxt,
    /// A meta element of the page at the target's address.
    MetaTag,
}

impl Method {
    /// The dialect's word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::DnsTxt => "dns_txt",
            Self::MetaTag => "meta_tag",
        }
    }

    fn read(word: &str) -> Option<Self> {
        Some(match word {
            "file" => Self::File,
            "dns" | "dns_txt" => Self::DnsTxt,
            "meta_tag" => Self::MetaTag,
            _ => return None,
        })
    }
}

/// What the file holds, and what the TXT record begins with. The first is what existing clients publish.
const WORDS: [&str; 2] = ["Probe.ly", "Watchpost"];
/// Names of the meta element.
const META: [&str; 2] = ["probely-verification", "watchpost-verification"];
/// A file with the proof is tiny.
const MAX_FILE: usize = 1024;
/// A page with the element may be long; it stands in the head.
const MAX_PAGE: usize = 256 * 1024;

/// Tries to prove the ownership of a target; without a method, file and DNS in turn. What came of it is kept either way.
///
/// # Errors
/// The proof was not found: a conflict that says why.
pub async fn target(ctx: &Ctx, id: TargetId, method: Option<&str>) -> Result<TargetView> {
    ctx.principal.require(Permission::TargetWrite)?;
    let methods = methods(method)?;
    let mut tx = ctx.read().await?;
    let row = find(&mut tx, ctx, id).await?;
    let allowed = allowed(&mut tx, ctx).await?;
    drop(tx);
    let web = row.target.web.unwrap_or_default();
    let tried = attempt(ctx, &methods, &web.url, &web.verification.token, allowed).await;
    let mut tx = ctx.write().await?;
    let mut row = find(&mut tx, ctx, id).await?;
    let Some(now) = &mut row.target.web else { return Err(Error::not_found("target", id)) };
    if now.url != web.url {
        return Err(Error::conflict("base", "moved_on", "the target was changed meanwhile, try again"));
    }
    note(ctx, &mut now.verification, &tried);
    assets::save(tx, ctx, row, action(&tried)).await?;
    outcome(tried)?;
    super::show(ctx, id).await
}

/// Tries to prove the ownership of an extra host.
///
/// # Errors
/// As for [`target`].
pub async fn asset(ctx: &Ctx, id: TargetId, asset: AssetId, method: Option<&str>) -> Result<TargetView> {
    ctx.principal.require(Permission::TargetWrite)?;
    let methods = methods(method)?;
    let mut tx = ctx.read().await?;
    let row = find(&mut tx, ctx, id).await?;
    let allowed = allowed(&mut tx, ctx).await?;
    drop(tx);
    let missing = || Error::not_found("extra host", asset);
    let options = Options::read(&row.options);
    let known = options.assets.iter().find(|a| a.id == asset).ok_or_else(missing)?.clone();
    let scheme = row.target.web.as_ref().and_then(|w| w.url.split_once("://")).map_or("https", |(s, _)| s);
    let url = format!("{scheme}://{}/", known.host);
    let tried = attempt(ctx, &methods, &url, &known.verification.token, allowed).await;
    let mut tx = ctx.write().await?;
    let mut row = find(&mut tx, ctx, id).await?;
    let mut options = Options::read(&row.options);
    let now =
        options.assets.iter_mut().find(|a| a.id == asset && a.host == known.host).ok_or_else(missing)?;
    note(ctx, &mut now.verification, &tried);
    row.options = options.write();
    assets::save(tx, ctx, row, action(&tried)).await?;
    outcome(tried)?;
    super::show(ctx, id).await
}

type Tried = std::result::Result<Method, (Method, String)>;

fn methods(word: Option<&str>) -> Result<Vec<Method>> {
    let Some(word) = word.filter(|word| !word.is_empty()) else {
        return Ok(vec![Method::File, Method::DnsTxt]);
    };
    match Method::read(word) {
        Some(method) => Ok(vec![method]),
        None => {
            let mut fields = Fields::default();
            let word: String = word.chars().filter(|c| !c.is_control()).take(40).collect();
            fields.add("type", "invalid", format!("\"{word}\" is not one of file, dns_txt, meta_tag"));
            fields.finish().map(|()| Vec::new())
        }
    }
}

/// Where a site may be: the public internet, and what the organization may scan anyway.
async fn allowed(tx: &mut store::Tx, ctx: &Ctx) -> Result<Vec<IpNet>> {
    let mut allowed = organization(tx, ctx.organization()).await?.allowed_ranges;
    allowed.extend(fence::public_ranges());
    Ok(allowed)
}

fn note(ctx: &Ctx, verification: &mut Verification, tried: &Tried) {
    verification.date = Some(ctx.now());
    match tried {
        Ok(method) => {
            verification.verified = true;
            method.as_str().clone_into(&mut verification.method);
            verification.last_error.clear();
        }
        // An owner who once proved it stays verified: sites fail for many reasons.
        Err((method, why)) => {
            if !verification.verified {
                method.as_str().clone_into(&mut verification.method);
            }
            verification.last_error = why.chars().take(500).collect();
        }
    }
}

const fn action(tried: &Tried) -> &'static str {
    if tried.is_ok() { "target.verify" } else { "target.verify_failed" }
}

fn outcome(tried: Tried) -> Result<()> {
    tried.map(drop).map_err(|(_, why)| Error::conflict("base", "not_verified", why))
}

async fn attempt(ctx: &Ctx, methods: &[Method], url: &str, token: &str, allowed: Vec<IpNet>) -> Tried {
    let mut failed = None;
    for &method in methods {
        match one(ctx, method, url, token, &allowed).await {
            Ok(()) => return Ok(method),
            Err(why) => failed = failed.or(Some((method, why))),
        }
    }
    Err(failed.unwrap_or((Method::File, "nothing was tried".to_owned())))
}

async fn one(
    ctx: &Ctx,
    method: Method,
    url: &str,
    token: &str,
    allowed: &[IpNet],
) -> std::result::Result<(), String> {
    let verifier = ctx.services.verifier().ok_or("this server cannot look for proofs of ownership")?;
    let url = address::normalised(url)?;
    let page = |url: Url, max_bytes| Lookup { url: url.into(), allowed: allowed.to_vec(), max_bytes };
    match method {
        Method::File => {
            let mut file = url;
            file.set_query(None);
            file.set_path(&format!("/{token}.txt"));
            let shown = file.to_string();
            let text = verifier.page(page(file, MAX_FILE)).await.map_err(|e| format!("\"{shown}\": {e}"))?;
            let fine = WORDS.contains(&text.trim()) || text.trim() == token;
            fine.then_some(()).ok_or_else(|| format!("\"{shown}\" does not hold \"{}\"", WORDS[0]))
        }
        Method::MetaTag => {
            let text = verifier.page(page(url, MAX_PAGE)).await?;
            has_meta(&text, token).then_some(()).ok_or_else(|| "token not found in a meta element".to_owned())
        }
        Method::DnsTxt => dns(verifier, &url, token).await,
    }
}

/// A record on the name, or on one above it down to the last two labels.
async fn dns(verifier: &dyn Verifier, url: &Url, token: &str) -> std::result::Result<(), String> {
    let Some(name) = url.domain() else { return Err("an address has no dns records".to_owned()) };
    let mut name = name.trim_end_matches('.');
    let mut last = String::new();
    for _ in 0..5 {
        match verifier.txt(name.to_owned()).await {
            Ok(records) => {
                let fits = |record: &String| {
                    let record = record.trim();
                    WORDS.iter().any(|word| {
                        record.strip_prefix(word).and_then(|r| r.strip_prefix('=')) == Some(token)
                    })
                };
                if records.iter().any(fits) {
                    return Ok(());
                }
            }
            Err(why) => last = format!(": {why}"),
        }
        match name.split_once('.') {
            Some((_, above)) if above.contains('.') => name = above,
            _ => break,
        }
    }
    Err(format!("token not found in the txt records{last}"))
}

/// Whether a page has a meta element with the token. Attributes may come in any order and with either quote.
fn has_meta(page: &str, token: &str) -> bool {
    let lower = page.to_ascii_lowercase();
    lower.split("<meta").skip(1).filter_map(|rest| rest.split('>').next()).any(|element| {
        META.iter().any(|name| holds(element, "name", name)) && holds(element, "content", token)
    })
}

fn holds(element: &str, attribute: &str, value: &str) -> bool {
    ['"', '\''].iter().any(|quote| element.contains(&format!("{attribute}={quote}{value}{quote}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn meta_elements_are_found() {
        let token = "0d2b1c0a-1111-4222-8333-444455556666";
        for (page, found) in [
            (format!("<html><META content='{token}' name=\"probely-verification\"></html>"), true),
            (format!("<meta name='watchpost-verification' content='{token}'/>"), true),
            (format!("<meta name='other' content='{token}'>"), false),
            (format!("<p>probely-verification {token}"), false),
        ] {
            assert_eq!(has_meta(&page, token), found, "{page}");
        }
    }
}
