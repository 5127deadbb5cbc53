//! What policies let through. A page is as strict as its strictest policy, so that each weakness counts only where every
//! policy that speaks of it has it.

use crate::check::csp::policy::Policy;
use crate::sight::Sight;

/// Hosts on which anybody finds an old framework or an endpoint that answers with a chosen callback: allowed as a whole,
/// they allow any script.
const GADGETS: &[&str] = &[
    "ajax.googleapis.com",
    "*.googleapis.com",
    "storage.googleapis.com",
    "accounts.google.com",
    "www.google.com",
    "*.google.com",
    "*.gstatic.com",
    "cdnjs.cloudflare.com",
    "*.cloudflare.com",
    "cdn.jsdelivr.net",
    "*.jsdelivr.net",
    "unpkg.com",
    "code.angularjs.org",
    "yandex.st",
    "yastatic.net",
    "*.cloudfront.net",
    "*.amazonaws.com",
    "*.s3.amazonaws.com",
    "*.herokuapp.com",
    "*.github.io",
    "raw.githack.com",
    "*.azurewebsites.net",
    "*.blob.core.windows.net",
    "*.firebaseapp.com",
    "*.vercel.app",
    "*.netlify.app",
];
/// Directives of the specification and of those before it.
const KNOWN: &[&str] = &[
    "default-src",
    "script-src",
    "script-src-elem",
    "script-src-attr",
    "style-src",
    "style-src-elem",
    "style-src-attr",
    "img-src",
    "font-src",
    "connect-src",
    "media-src",
    "object-src",
    "frame-src",
    "child-src",
    "worker-src",
    "manifest-src",
    "prefetch-src",
    "fenced-frame-src",
    "base-uri",
    "sandbox",
    "form-action",
    "frame-ancestors",
    "navigate-to",
    "report-uri",
    "report-to",
    "require-sri-for",
    "require-trusted-types-for",
    "trusted-types",
    "upgrade-insecure-requests",
    "block-all-mixed-content",
    "plugin-types",
    "referrer",
    "reflected-xss",
    "webrtc",
];
/// Keywords that need quotes; without them they are names of hosts.
const KEYWORDS: &[&str] =
    &["self", "none", "unsafe-inline", "unsafe-eval", "strict-dynamic", "unsafe-hashes"];

pub(super) fn judge(all: &[Policy], tls: bool, out: &mut Vec<Sight>) {
    invalid(all, out);
    let scripts: Vec<Scripts<'_>> = all.iter().filter_map(Scripts::of).collect();
    if scripts.is_empty() {
        out.push(Sight::site("missing-csp", "the Content-Security-Policy says nothing about scripts"));
        return;
    }
    // Whatever one of the policies forbids is forbidden.
    let every = |weak: &dyn Fn(&Scripts<'_>) -> Option<String>| -> Option<Vec<String>> {
        scripts.iter().map(weak).collect()
    };
    let open = every(&|s| s.inline()).or_else(|| every(&|s| s.anywhere()));
    let open = open.or_else(|| every(&|s| s.plain_http().filter(|_| tls)));
    if let Some(why) = open {
        let summary = format!("the Content-Security-Policy lets foreign scripts run: {}", why.join(", "));
        out.push(Sight::site("csp-unsafe-script", summary));
    } else if let Some(hosts) = every(&|s| s.gadget()) {
        let summary = format!(
            "the Content-Security-Policy allows scripts of hosts that hold gadgets: {}",
            hosts.join(", ")
        );
        out.push(Sight::site("csp-gadget-host", summary).likely());
    }
    if every(&|s| s.has("'unsafe-eval'")).is_some() {
        out.push(Sight::site(
            "csp-unsafe-eval",
            "the Content-Security-Policy allows code to be made of texts",
        ));
    }
    incomplete(all, &scripts, out);
}

fn incomplete(all: &[Policy], scripts: &[Scripts<'_>], out: &mut Vec<Sight>) {
    let mut missing = Vec::new();
    let open = |sources: Option<&[String]>| sources.is_none_or(|s| s.iter().any(|x| is_anywhere(x)));
    // Without scripts of any kind, plug-ins are moot as well; default-src speaks for them.
    if all.iter().all(|p| open(p.or_default("object-src"))) {
        missing.push("object-src");
    }
    let nonces = scripts.iter().any(Scripts::bound);
    let closed = scripts.iter().any(|s| s.sources.iter().all(|x| x == "'none'"));
    if !closed && all.iter().all(|p| open(p.get("base-uri"))) {
        missing.push("base-uri");
    }
    if missing.is_empty() {
        return;
    }
    let summary = format!("the Content-Security-Policy leaves {} open", missing.join(" and "));
    let sight = Sight::site("csp-incomplete", summary);
    // A base element takes relative scripts with it; where no nonce lets them run, their hosts are still checked.
    out.push(if missing == ["base-uri"] && !nonces { sight.severity(0) } else { sight.severity(31) });
}

fn invalid(all: &[Policy], out: &mut Vec<Sight>) {
    let mut wrong = Vec::new();
    for (name, sources) in all.iter().flat_map(Policy::directives) {
        if !KNOWN.contains(&name) {
            wrong.push(format!("\"{name}\" is no directive"));
        }
        if name.ends_with("-src") {
            let bare = sources.iter().filter(|s| KEYWORDS.contains(&s.as_str()));
            wrong.extend(bare.map(|s| format!("{s} in {name} lacks its quotes")));
        }
    }
    if !wrong.is_empty() {
        wrong.truncate(5);
        out.push(Sight::site(
            "csp-invalid",
            format!("the Content-Security-Policy has mistakes: {}", wrong.join(", ")),
        ));
    }
}

/// The sources from which a policy lets scripts run.
struct Scripts<'a> {
    sources: &'a [String],
}

impl<'a> Scripts<'a> {
    fn of(policy: &'a Policy) -> Option<Self> {
        let elements = policy.get("script-src-elem");
        elements.or_else(|| policy.or_default("script-src")).map(|sources| Self { sources })
    }

    fn has(&self, source: &str) -> Option<String> {
        self.sources.iter().find(|s| *s == source).cloned()
    }

    fn strict_dynamic(&self) -> bool {
        self.has("'strict-dynamic'").is_some()
    }

    /// Whether scripts are named by nonce or hash, which switches `'unsafe-inline'` off.
    fn bound(&self) -> bool {
        self.sources.iter().any(|s| s.starts_with("'nonce-") || s.starts_with("'sha"))
    }

    fn inline(&self) -> Option<String> {
        if self.bound() || self.strict_dynamic() { None } else { self.has("'unsafe-inline'") }
    }

    /// The sources by host and scheme, which `'strict-dynamic'` switches off.
    fn hosts(&self) -> impl Iterator<Item = &String> {
        let off = self.strict_dynamic();
        self.sources.iter().filter(move |s| !off && !s.starts_with('\''))
    }

    fn anywhere(&self) -> Option<String> {
        self.hosts().find(|s| is_anywhere(s)).cloned()
    }

    fn plain_http(&self) -> Option<String> {
        self.hosts().find(|s| s.starts_with("http://")).cloned()
    }

    fn gadget(&self) -> Option<String> {
        let is_gadget = |source: &&String| {
            let bare = source.split_once("://").map_or(source.as_str(), |(_, rest)| rest);
            // A path narrows the source to what stands below it.
            let (host, path) = bare.split_once('/').unwrap_or((bare, ""));
            path.is_empty() && GADGETS.contains(&host.split(':').next().unwrap_or(host))
        };
        self.hosts().find(is_gadget).cloned()
    }
}

/// Whether anybody can put a script there.
fn is_anywhere(source: &str) -> bool {
    if matches!(source, "*" | "http:" | "https:" | "data:" | "blob:" | "filesystem:") {
        return source != "blob:";
    }
    let host = source.split_once("://").map_or(source, |(_, rest)| rest);
    let host = host.split(['/', ':']).next().unwrap_or(host);
    host == "*" || host.strip_prefix("*.").is_some_and(|rest| !rest.contains('.') && !rest.is_empty())
}
