//! A web application or an API on the command line.

use anyhow::{Context, Result, bail};
use knowledge::Knowledge;
use model::plan::RunPlan;
use model::ports::PortSet;
use model::web::{NamedSecret, PART_API_SCHEMA, SentValue, WebPlan, WebTarget};
use url::Url;

use super::plan::{Parts, Planned, scope, web_profile};
use crate::cli::{ScanArgs, WebArgs};

/// The longest description of an API, in bytes.
const MAX_SCHEMA: u64 = 16 << 20;

pub(super) fn plan(args: &ScanArgs, knowledge: &Knowledge) -> Result<Planned> {
    let url = Url::parse(&args.target).with_context(|| format!("target \"{}\"", args.target))?;
    let Some(host) = url.host_str() else { bail!("target \"{}\" names no host", args.target) };
    if !url.username().is_empty() || url.password().is_some() {
        bail!("the target holds a password: use --basic");
    }
    let names = args.web.extra_hosts.iter().map(|h| h.rsplit_once(':').map_or(h.as_str(), |(name, _)| name));
    let hosts: Vec<&str> = std::iter::once(host.trim_matches(['[', ']'])).chain(names).collect();
    let include = hosts.join(",").parse().with_context(|| format!("target \"{}\"", args.target))?;
    let mut target = target(&args.web, &url)?;
    let mut parts = Parts::new();
    if let Some(api) = &args.web.api {
        describe(api, &mut target, &mut parts)?;
    }
    let secrets = target.take_secrets();
    let web = WebPlan {
        target,
        is_api: args.web.api.is_some(),
        user_data: None,
        reduced_scopes: Vec::new(),
        narrowing: Default::default(),
    };
    let plan = RunPlan {
        target_name: args.target.clone(),
        scope: scope(args, include)?,
        profile: web_profile(args, knowledge)?,
        ports: PortSet::default(),
        max_hosts: None,
        web: Some(web),
    };
    Ok(Planned { plan, parts, secrets })
}

fn target(args: &WebArgs, url: &Url) -> Result<WebTarget> {
    let mut target = WebTarget { url: url.as_str().to_owned(), auth_enabled: true, ..WebTarget::default() };
    for header in &args.headers {
        target.headers.push(sent(header, ':', "--header")?);
    }
    for cookie in &args.cookies {
        target.cookies.push(sent(cookie, '=', "--cookie")?);
    }
    if let Some(basic) = &args.basic {
        let sent = sent(basic, ':', "--basic")?;
        target.basic_auth.enabled = true;
        target.basic_auth.username = sent.name;
        target.basic_auth.password = sent.value;
    }
    if let Some(login) = &args.login_url {
        target.form_login.enabled = true;
        target.form_login.url = url.join(login).context("--login-url")?.to_string();
        target.form_login.check_pattern = args.login_check.clone().unwrap_or_default();
        for field in &args.login_fields {
            let SentValue { name, value, .. } = sent(field, '=', "--login-field")?;
            target.form_login.fields.push(NamedSecret { name, value });
        }
    }
    target.blacklist.clone_from(&args.exclude_urls);
    target.extra_hosts.clone_from(&args.extra_hosts);
    Ok(target)
}

/// A name and a value. The error does not repeat the text: it may hold a secret.
fn sent(text: &str, between: char, option: &str) -> Result<SentValue> {
    let Some((name, value)) = text.split_once(between) else {
        bail!("{option}: a name, \"{between}\" and a value are expected");
    };
    let value = value.trim_start().to_owned().into();
    Ok(SentValue { name: name.trim().to_owned(), value, ..SentValue::default() })
}

/// Where the description of the API is: an address is asked by the engine, a file is read here.
fn describe(api: &str, target: &mut WebTarget, parts: &mut Parts) -> Result<()> {
    if api.starts_with("http://") || api.starts_with("https://") {
        api.clone_into(&mut target.api.schema_url);
        return Ok(());
    }
    let size = std::fs::metadata(api).with_context(|| format!("--api \"{api}\""))?.len();
    if size > MAX_SCHEMA {
        bail!("--api \"{api}\": larger than {} MiB", MAX_SCHEMA >> 20);
    }
    let text = std::fs::read_to_string(api).with_context(|| format!("reading \"{api}\""))?;
    api.clone_into(&mut target.api.schema_file);
    parts.insert(PART_API_SCHEMA.to_owned(), text.into());
    Ok(())
}
