//! Script libraries: by their banner, by their name, by what they say of themselves. The files are our own words around the
//! facts that a library tells of itself.

use super::{Page, Run, easy, hard, safe};
use crate::case::At::Page as Whole;
use crate::reply::Reply;
use crate::visit::Visit;

fn using(visit: &Visit<'_>, file: &str) -> Reply {
    visit.page("Shop", &format!("<p>Welcome.</p><script src=\"{file}\"></script>"))
}

fn script(text: &str) -> Reply {
    let filler = "(function(){var a=function(b){return b};window.shop=a})();\n".repeat(20);
    Reply::new(200, "application/javascript", format!("{text}\n{filler}"))
}

pub(super) fn pages() -> Vec<Page> {
    vec![
        easy("js/jquery-name", "/tea", Whole)
            .also(&["/js/jquery-1.12.4.min.js"])
            .note("jQuery 1.12.4 by name and banner")
            .run(|v, _| using(v, "/js/jquery-1.12.4.min.js")),
        hard("js/jquery-banner", "/rope", Whole)
            .also(&["/js/vendor.js"])
            .note("jQuery 2.1.1 by its banner in a file of another name")
            .run(|v, _| using(v, "/js/vendor.js")),
        easy("js/angular", "/lamps", Whole)
            .also(&["/js/angular.min.js"])
            .note("AngularJS 1.5.0 by its banner")
            .run(|v, _| using(v, "/js/angular.min.js")),
        hard("js/bootstrap", "/bells", Whole)
            .also(&["/assets/bootstrap/3.3.7/js/bootstrap.min.js"])
            .note("Bootstrap 3.3.7 by its path and banner")
            .run(|v, _| using(v, "/assets/bootstrap/3.3.7/js/bootstrap.min.js")),
        hard("js/lodash", "/nets", Whole)
            .also(&["/js/lodash.js"])
            .note("Lodash 4.17.10 by what it says of itself")
            .run(|v, _| using(v, "/js/lodash.js")),
        hard("js/moment", "/sails", Whole)
            .also(&["/js/moment-2.18.0.min.js"])
            .note("Moment 2.18.0 by name and banner")
            .run(|v, _| using(v, "/js/moment-2.18.0.min.js")),
        safe("js/safe-jquery", "/maps", Whole)
            .also(&["/js/jquery-3.7.1.min.js"])
            .note("jQuery 3.7.1")
            .run(|v, _| using(v, "/js/jquery-3.7.1.min.js")),
        safe("js/safe-lodash", "/oils", Whole)
            .also(&["/js/lodash-4.17.21.js"])
            .note("Lodash 4.17.21")
            .run(|v, _| using(v, "/js/lodash-4.17.21.js")),
        safe("js/safe-mention", "/blog/upgrade", Whole).note("a text that names old versions").run(|v, _| {
            v.page(
                "Upgrade",
                "<p>We moved from jQuery v1.12.4 to 3.7.1 and from AngularJS v1.5.0 to none.</p>",
            )
        }),
        safe("js/safe-own", "/bows", Whole)
            .also(&["/js/harbour-1.2.0.min.js"])
            .note("a file of our own with a low version")
            .run(|v, _| using(v, "/js/harbour-1.2.0.min.js")),
    ]
}

pub(super) fn others() -> Vec<(&'static str, Run)> {
    vec![
        ("/js/jquery-1.12.4.min.js", |_, _| {
            script("/*! jQuery v1.12.4 | (c) jQuery Foundation | jquery.org/license */")
        }),
        ("/js/vendor.js", |_, _| {
            script(
                "/*! shop 5 */\nvar shop=1;\n/*!\n * jQuery JavaScript Library v2.1.1\n * http://jquery.com/\n */",
            )
        }),
        ("/js/angular.min.js", |_, _| {
            script(
                "/*\n AngularJS v1.5.0\n (c) 2010-2016 Google, Inc. http://angularjs.org\n License: MIT\n*/",
            )
        }),
        ("/assets/bootstrap/3.3.7/js/bootstrap.min.js", |_, _| {
            script(
                "/*!\n * Bootstrap v3.3.7 (http://getbootstrap.com)\n * Licensed under the MIT license\n */",
            )
        }),
        ("/js/lodash.js", |_, _| {
            script(
                "/**\n * @license\n * Lodash <https://lodash.com/>\n */\n;(function() {\n  var VERSION = '4.17.10';\n  lodash.VERSION = VERSION;\n}.call(this));",
            )
        }),
        ("/js/moment-2.18.0.min.js", |_, _| script("//! moment.js\n//! version : 2.18.0\n//! license : MIT")),
        ("/js/jquery-3.7.1.min.js", |_, _| {
            script("/*! jQuery v3.7.1 | (c) OpenJS Foundation and other contributors | jquery.org/license */")
        }),
        ("/js/lodash-4.17.21.js", |_, _| {
            script(
                "/**\n * @license\n * Lodash <https://lodash.com/>\n */\n;(function() {\n  var VERSION = '4.17.21';\n  lodash.VERSION = VERSION;\n}.call(this));",
            )
        }),
        ("/js/harbour-1.2.0.min.js", |_, _| script("/*! harbour v1.2.0 */")),
    ]
}
