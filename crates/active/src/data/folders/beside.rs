//! A prefix that a server takes off without the slash that ends it: what is left may begin with a step up.
//!
//! Such a server leaves its folder by one step only, commonly too few for the files that everybody may read. What proves it is
//! a file of the site itself, reached through the folder above.

use crawl::{Exchange, WebUrl};

use super::ask;
use super::choose::Folder;
use crate::SiteProbe;
use crate::conclude::Sighting;
use crate::probe::{ProbeError, shown};

/// The fewest bytes of a file that two answers can have alike for no other reason.
const FEWEST_BYTES: usize = 16;

/// Tries the step with a file that is known to be there.
pub(super) async fn leave(probe: &SiteProbe<'_>, folder: &Folder) -> Result<Option<Sighting>, ProbeError> {
    let address = &folder.address;
    let Some(known) = &folder.file else { return Ok(None) };
    let Some((way, name)) = step(address, known) else { return Ok(None) };
    let Some(attack) = ask(probe, address, &way(&name)).await?.filter(is_file) else { return Ok(None) };
    let Some(usual) = ask(probe, known, &known.target()).await? else { return Ok(None) };
    let alike =
        |answer: &Exchange| answer.response.status == 200 && answer.response.body == usual.response.body;
    if !is_file(&usual) || !alike(&attack) {
        return Ok(None);
    }
    let control = ask(probe, address, &way(&probe.token())).await?;
    let Some(control) = control.filter(|c| !alike(c)) else { return Ok(None) };
    let again = ask(probe, address, &way(&name)).await?;
    if !again.is_some_and(|a| alike(&a)) {
        return Ok(None);
    }
    let summary = format!(
        "The path \"{}\" leads out of its folder by one step and in again by the folder's name: the answer is the file that \
         \"{}\" brings, twice in two tries; with a made-up name of the folder it is not",
        way(&name),
        known.path()
    );
    let web = super::evidence(probe, address, &way(&name), &attack, "");
    let web = web.with("control", &control.raw_request, shown(&control));
    Ok(Some(Sighting::confirmed(super::TRAVERSAL, summary, web)))
}

/// Makes the path by way of the folder above, with a name of the folder; and the name that it has.
fn step<'a>(
    folder: &'a WebUrl,
    known: &'a WebUrl,
) -> Option<(impl Fn(&str) -> String + Send + Sync, String)> {
    let bare = folder.path().strip_suffix('/').filter(|f| !f.is_empty())?;
    let rest = known.path().strip_prefix(folder.path())?;
    let name = bare.rsplit('/').next()?.to_owned();
    Some((move |name: &str| format!("{bare}../{name}/{rest}"), name))
}

/// Whether an answer is a file rather than a page that is shown for anything.
fn is_file(answer: &Exchange) -> bool {
    let response = &answer.response;
    let page = response.header("content-type").is_some_and(|t| t.contains("html"));
    response.status == 200 && !page && response.body.len() >= FEWEST_BYTES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_out_and_in_again() {
        let url = |path: &str| WebUrl::parse(&format!("http://h.test{path}")).unwrap();
        let (folder, known) = (url("/a/static/"), url("/a/static/js/app.js"));
        let (way, name) = step(&folder, &known).unwrap();
        assert_eq!(way(&name), "/a/static../static/js/app.js");
        assert!(step(&url("/"), &known).is_none());
        assert!(step(&url("/b/"), &known).is_none());
    }
}
