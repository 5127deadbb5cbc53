//! Where an API is: servers of the description, held against the target.

use crawl::WebUrl;

use crate::{Notes, SpecError};

/// The address below which operations stand.
///
/// Of the servers that a description names, the first one of the target's host is used, at the port and with the scheme of
/// the target, since that is what may be asked. Where none is, the target's own address is; if it has no path, with the
/// path of the first server, which the operations most probably need.
pub(crate) fn base(
    servers: &[String],
    target: Option<&WebUrl>,
    notes: &mut Notes,
) -> Result<WebUrl, SpecError> {
    let absolute = |server: &String| match target {
        Some(target) => target.join(server).ok(),
        None => WebUrl::parse(server).ok(),
    };
    let urls: Vec<WebUrl> = servers.iter().filter_map(absolute).collect();
    let Some(target) = target else { return urls.into_iter().next().ok_or(SpecError::NoServer) };
    let Some(first) = urls.first() else { return Ok(target.clone()) };
    let host = target.origin().host;
    if let Some(own) = urls.iter().find(|u| u.origin().host == host) {
        if own.origin() != target.origin() {
            notes.warn(format!("server \"{own}\" is asked at the target's own port and scheme"));
        }
        return Ok(target.with_params(&[]).with_path(own.path()));
    }
    notes.warn(format!("server \"{first}\" is not part of the target: its address is used instead"));
    let own_path = target.path().trim_matches('/').is_empty();
    Ok(target.with_params(&[]).with_path(if own_path { first.path() } else { target.path() }))
}

/// `base` with a path below it; the path is escaped already.
pub(crate) fn below(base: &WebUrl, path: &str) -> WebUrl {
    let root = base.path().trim_end_matches('/');
    let slash = if path.starts_with('/') { "" } else { "/" };
    base.with_params(&[]).with_path(&format!("{root}{slash}{path}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn servers_of_the_target_only() {
        for (servers, target, expect, warned) in [
            (&["https://api.test/v1"][..], Some("https://api.test/"), "https://api.test/v1", false),
            (
                &["https://x.test/a", "http://api.test/v1"],
                Some("http://api.test:8080/"),
                "http://api.test:8080/v1",
                true,
            ),
            (&["https://x.test/v2"], Some("http://localhost:9/"), "http://localhost:9/v2", true),
            (&["https://x.test/v2"], Some("http://localhost:9/api"), "http://localhost:9/api", true),
            (&["/v3"], Some("http://localhost:9/"), "http://localhost:9/v3", false),
            (&[], Some("http://localhost:9/api?x=1"), "http://localhost:9/api?x=1", false),
            (&["https://x.test/v2"], None, "https://x.test/v2", false),
        ] {
            let servers: Vec<String> = servers.iter().map(|s| (*s).to_owned()).collect();
            let target = target.map(|t| WebUrl::parse(t).unwrap());
            let mut notes = Notes::default();
            let url = base(&servers, target.as_ref(), &mut notes).unwrap();
            assert_eq!((url.as_str(), !notes.warnings.is_empty()), (expect, warned), "{servers:?}");
        }
        assert_eq!(base(&["/v1".to_owned()], None, &mut Notes::default()), Err(SpecError::NoServer));
        let root = WebUrl::parse("http://h.test/v1/").unwrap();
        assert_eq!(below(&root, "/a/b").as_str(), "http://h.test/v1/a/b");
    }
}
