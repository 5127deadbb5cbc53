//! A script of the page makes markup of the address. Seen by reading scripts; nothing is sent.

use super::{Page, Run, easy, hard, safe};
use crate::case::At::Page as Whole;
use crate::reply::Reply;
use crate::visit::Visit;

fn scripted(visit: &Visit<'_>, script: &str) -> Reply {
    visit.page("Offers", &format!("<div id=o></div><select id=s></select>\n<script>\n{script}\n</script>"))
}

pub(super) fn pages() -> Vec<Page> {
    vec![
        easy("dom/write", "/language", Whole).note("document.write of the fragment").run(|v, _| {
            scripted(v, "document.write('<option>' + decodeURIComponent(location.hash.slice(1)) + '</option>');")
        }),
        easy("dom/inner", "/offers", Whole).note("innerHTML of a field of the query").run(|v, _| {
            scripted(
                v,
                "var p = new URLSearchParams(location.search);\ndocument.getElementById('o').innerHTML = 'Offer: ' + p.get('offer');",
            )
        }),
        hard("dom/eval", "/sum", Whole).note("eval of the fragment through a variable").run(|v, _| {
            scripted(v, "var h = window.location.hash.substring(1);\nvar n = h ? h : '1';\nvar r = eval('1+' + n);\ndocument.title = r;")
        }),
        hard("dom/file", "/banner", Whole).note("the same in a script file").also(&["/js/banner.js"]).run(|v, _| {
            v.page("Banner", "<div id=banner></div><script src=\"/js/banner.js\"></script>")
        }),
        hard("dom/message", "/chat", Whole).note("innerHTML of any message, whoever sent it").run(|v, _| {
            scripted(v, "window.addEventListener('message', function (e) {\n  document.getElementById('o').innerHTML = e.data;\n});")
        }),
        hard("dom/location", "/back", Whole).note("a field of the query is where the page goes").run(|v, _| {
            scripted(v, "var to = new URL(document.URL).searchParams.get('to');\nif (to) { location.href = to; }")
        }),
        hard("dom/referrer", "/thanks", Whole).note("document.referrer is written").run(|v, _| {
            scripted(v, "document.write('You came from ' + document.referrer);")
        }),
        safe("dom/safe-text", "/region", Whole).note("textContent").run(|v, _| {
            scripted(v, "document.getElementById('o').textContent = decodeURIComponent(location.hash.slice(1));")
        }),
        safe("dom/safe-encoded", "/filter", Whole).note("encodeURIComponent before innerHTML").run(|v, _| {
            scripted(v, "document.getElementById('o').innerHTML = '<b>' + encodeURIComponent(location.hash) + '</b>';")
        }),
        safe("dom/safe-constant", "/tides", Whole).note("innerHTML of a constant, location read for something else").run(
            |v, _| {
                scripted(v, "document.getElementById('o').innerHTML = '<i>high tide</i>';\nif (location.hash === '#x') { document.title = 'x'; }")
            },
        ),
        safe("dom/safe-number", "/slides", Whole).note("the fragment read as a number").run(|v, _| {
            scripted(v, "var n = parseInt(location.hash.slice(1), 10) || 0;\ndocument.getElementById('o').innerHTML = 'Slide ' + n;")
        }),
    ]
}

pub(super) fn others() -> Vec<(&'static str, Run)> {
    vec![("/js/banner.js", |_, _| {
        Reply::new(
            200,
            "application/javascript",
            "(function () {\n  var query = window.location.search.substr(1).split('=');\n  var text = unescape(query[1] || '');\n  \
             var box = document.getElementById('banner');\n  box.insertAdjacentHTML('beforeend', text);\n})();\n",
        )
    })]
}
