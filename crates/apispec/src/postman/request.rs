//! One request of a collection.

use crawl::{Found, SiteRequest, WebUrl};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

use crate::postman::variables::{Variables, plain};
use crate::postman::{Inherited, auth, body};
use crate::{Notes, address, text};

/// The most headers and parameters of a request.
const MOST: usize = 100;

/// The request.
///
/// # Errors
/// Says why it cannot be sent.
pub(super) fn make(
    request: &Value,
    method: &str,
    inherited: &Inherited<'_>,
    base: Option<&WebUrl>,
    notes: &mut Notes,
) -> Result<SiteRequest, String> {
    let none = Value::Null;
    // A request may be no more than its address.
    let url = if request.is_string() { request } else { request.get("url").unwrap_or(&none) };
    let variables = inherited.variables.with(url);
    let url = address_of(url, &variables, base, notes)?;
    let mut out = SiteRequest::get(url, Found::Start);
    out.method = method.to_owned();
    for (name, value) in entries(request.get("header"), &variables, notes) {
        // Length and host are the client's business, the type that of the body.
        let own = ["host", "content-length", "content-type", "connection"]
            .contains(&name.to_ascii_lowercase().as_str());
        if !own {
            out.headers.push((clean(&name), clean(&value)));
        }
    }
    let types = entries(request.get("header"), &variables, notes);
    let media_type = types.into_iter().find(|(n, _)| n.eq_ignore_ascii_case("content-type")).map(|(_, v)| v);
    if let Some(content) = request.get("body").filter(|b| b.get("disabled") != Some(&Value::Bool(true))) {
        out.body = body::make(content, media_type.as_deref(), &variables, notes)?;
    }
    let auth = request.get("auth").filter(|a| !a.is_null()).or(inherited.auth);
    if let Some(auth) = auth {
        auth::apply(auth, &variables, &mut out, notes);
    }
    if out.url.as_str().len() > crawl::MAX_URL {
        return Err("the address becomes too long".to_owned());
    }
    Ok(out)
}

/// Key and value of a list that is not switched off; headers may be one text with lines.
pub(super) fn entries(
    list: Option<&Value>,
    variables: &Variables<'_>,
    notes: &mut Notes,
) -> Vec<(String, String)> {
    match list {
        Some(Value::Array(all)) => {
            let active = all.iter().filter(|e| e.get("disabled") != Some(&Value::Bool(true))).take(MOST);
            let mut out = Vec::new();
            for entry in active {
                let Some(key) = text(entry, "key").filter(|k| !k.is_empty()) else { continue };
                let value = plain(entry.get("value").unwrap_or(&Value::Null));
                let value =
                    variables.overridden(key).map_or_else(|| variables.fill(&value, notes), str::to_owned);
                out.push((variables.fill(key, notes), value));
            }
            out
        }
        Some(Value::String(lines)) => {
            let pairs = lines.lines().filter_map(|l| l.split_once(':')).take(MOST);
            pairs.map(|(k, v)| (variables.fill(k.trim(), notes), variables.fill(v.trim(), notes))).collect()
        }
        _ => Vec::new(),
    }
}

fn clean(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(8192).collect()
}

fn address_of(
    url: &Value,
    variables: &Variables<'_>,
    base: Option<&WebUrl>,
    notes: &mut Notes,
) -> Result<WebUrl, String> {
    let raw = url.as_str().or_else(|| text(url, "raw")).map(str::to_owned).or_else(|| assembled(url));
    let raw = raw.filter(|r| !r.trim().is_empty()).ok_or_else(|| "names no address".to_owned())?;
    let raw = with_path_variables(&raw, variables);
    let mut whole = variables.fill(raw.trim(), notes);
    if !whole.contains("://") && !whole.starts_with('/') {
        whole = format!("http://{whole}");
    }
    let parsed = match base {
        Some(base) => base.join(&whole),
        None => WebUrl::parse(&whole),
    };
    let parsed = parsed.map_err(|e| format!("its address is {e}"))?;
    let Some(target) = base else { return Ok(overridden(&parsed, url, variables, notes)) };
    let mut placed = parsed.clone();
    if parsed.origin() != target.origin() {
        let servers = [parsed.origin().root().map(String::from).unwrap_or_default()];
        let root = address::base(&servers, Some(target), notes).map_err(|e| e.to_string())?;
        // Paths of collections are whole: what the target stands below is not put before them.
        placed = root.with_params(&[]).with_path(parsed.path()).with_params(&parsed.params());
    }
    Ok(overridden(&placed, url, variables, notes))
}

/// The query as the list of parameters has it, where there is one: it knows which are switched off.
fn overridden(parsed: &WebUrl, url: &Value, variables: &Variables<'_>, notes: &mut Notes) -> WebUrl {
    if url.get("query").is_some_and(Value::is_array) {
        return parsed.with_params(&entries(url.get("query"), variables, notes));
    }
    let given = parsed.params().into_iter().map(|(name, value)| {
        let value = variables.overridden(&name).map_or(value, str::to_owned);
        (name, value)
    });
    parsed.with_params(&given.collect::<Vec<_>>())
}

/// `:id` in the path, by the variables of the address and the user's values.
fn with_path_variables(raw: &str, variables: &Variables<'_>) -> String {
    let (path, query) = raw.split_once('?').map_or((raw, None), |(p, q)| (p, Some(q)));
    let segment = |segment: &str| match segment.strip_prefix(':').filter(|n| !n.is_empty()) {
        Some(name) => {
            let value = variables.get(name).filter(|v| !v.is_empty()).unwrap_or("1");
            // A variable within the value is replaced later and must stay readable.
            if value.contains("{{") {
                value.to_owned()
            } else {
                utf8_percent_encode(value, NON_ALPHANUMERIC).to_string()
            }
        }
        None => segment.to_owned(),
    };
    let path = path.split('/').map(segment).collect::<Vec<_>>().join("/");
    query.map_or(path.clone(), |q| format!("{path}?{q}"))
}

/// The address from its parts, where it is not written as one text.
fn assembled(url: &Value) -> Option<String> {
    let list = |name: &str, between: &str| match url.get(name)? {
        Value::Array(parts) => {
            let part = |p: &Value| p.as_str().or_else(|| text(p, "value")).map(str::to_owned);
            Some(parts.iter().filter_map(part).collect::<Vec<_>>().join(between))
        }
        Value::String(text) => Some(text.clone()),
        _ => None,
    };
    let host = list("host", ".")?;
    let scheme = text(url, "protocol").map(|p| format!("{p}://")).unwrap_or_default();
    let port =
        url.get("port").map(plain).filter(|p| !p.is_empty()).map(|p| format!(":{p}")).unwrap_or_default();
    let path = list("path", "/").unwrap_or_default();
    Some(format!("{scheme}{host}{port}/{}", path.trim_start_matches('/')))
}
