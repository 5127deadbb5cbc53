//! Pages that are meant for developers: debuggers, error pages with settings, status pages.

use std::sync::LazyLock;

use crate::patterns::Patterns;
use crate::sight::{Shown, Sight};
use crate::view::View;

/// Looked for in the source, since some show themselves only there.
const TABLE: &[(&str, &str)] = &[
    (
        "the debug page of Django",
        r"You're seeing this error because you have <code>DEBUG = True</code>|(?s)Using the URLconf defined in.*Django tried these URL patterns",
    ),
    (
        "the debugger of Werkzeug",
        r"<title>[^<]*// Werkzeug Debugger</title>|\?__debugger__=yes&amp;|EVALEX_TRUSTED\s*=",
    ),
    (
        "the error page of Laravel",
        r"class=.exception-message|window\.ignite\(|<title>[^<]*\| Laravel Ignition|Whoops\\Exception|Whoops, looks like something went wrong\.</h1>\s*<h2",
    ),
    ("the error page of Whoops", r#"<div class="Whoops container"|whoops-container"#),
    (
        "the debug page of Symfony",
        r"<!--[^>]*Symfony\\Component|sf-toolbar-block|<title>Symfony Profiler</title>|<title>[^<]*\(\d{3} [^)<]+\)</title>\s*<link[^>]*symfony",
    ),
    (
        "the debug page of Rails",
        r"<h1>Routing Error</h1>|<title>Action Controller: Exception caught</title>|<p><code>Rails\.root: /",
    ),
    ("the output of phpinfo()", r"<title>(?:PHP [\d.]+ - )?phpinfo\(\)</title>|<h1 class=.p.>PHP Version \d"),
    ("Xdebug", r"<table class=.xdebug-error"),
    ("the server status of Apache", r"<h1>Apache Server Status for "),
    ("the server information of Apache", r"<h1 align=.center.>Apache Server Information</h1>"),
    ("the trace of ASP.NET", r"<h1>Application Trace</h1>|<td[^>]*><h1>Request Details</h1>"),
    (
        "the settings of Spring Boot",
        r#"\{"activeProfiles":\[[^\]]*\](?:,"defaultProfiles":\[[^\]]*\])?,"propertySources":\["#,
    ),
    (
        "the error page of Play",
        r"<title>Action [Nn]ot [Ff]ound</title>|(?s)These routes have been tried, in this order",
    ),
    (
        "the error page of Phoenix",
        r"<title>[^<]*at (?:GET|POST) /[^<]*</title>\s*<meta[^>]*>\s*<style>[^<]*/\*! normalize",
    ),
    (
        "the debugger of Better Errors",
        r"Better Errors can't find|class=.better-errors-javascript|BetterErrors",
    ),
    (
        "the error page of Yii",
        r"An Error occurred while handling another error:|<div class=.header.>\s*<div class=.tools.>[\s\S]*yiiframework",
    ),
    ("the welcome page of Tomcat's manager", r"<title>/manager</title>"),
    ("the profiler of Go", r"<title>/debug/pprof/</title>"),
    ("the debug page of CakePHP", r#"<pre class="stack-trace">|cake-error|class="cake-debug"#),
    (
        "the error page of CodeIgniter",
        r"<h4>A PHP Error was encountered</h4>|<h1>A Database Error Occurred</h1>",
    ),
];

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| Patterns::new(TABLE));

pub(crate) fn check(view: &View<'_>, out: &mut Vec<Sight>) {
    if view.is_asset() {
        return;
    }
    let Some((what, range)) = PATTERNS.hits(&view.text).into_iter().next() else { return };
    let summary = format!("an answer is {what}");
    out.push(Sight::page("debug-page", summary).shown(Shown::Text(range)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Answer, check};

    #[test]
    fn knows_pages() {
        assert_eq!(PATTERNS.len(), TABLE.len());
        for html in [
            "<p>You're seeing this error because you have <code>DEBUG = True</code> in your settings",
            "<title>KeyError: 'x' // Werkzeug Debugger</title>",
            "<title>PHP 8.1.2 - phpinfo()</title>",
            "<h1>Apache Server Status for h.test</h1>",
            "<h1>Routing Error</h1>",
        ] {
            check(super::check, Answer::page(html), &["debug-page"]);
        }
        check(
            super::check,
            Answer::new("application/json", "{\"activeProfiles\":[],\"propertySources\":[]}"),
            &["debug-page"],
        );
        for html in [
            "<p>Set DEBUG = True in Django</p>",
            "<title>Werkzeug</title>",
            "<p>call phpinfo()</p>",
            "<title>Server status</title>",
        ] {
            check(super::check, Answer::page(html), &[]);
        }
    }
}
