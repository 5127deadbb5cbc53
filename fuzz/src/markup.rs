//! What pages and the files beside them are made of.

use crawl::{WebUrl, css, fill, html, robots, script, sitemap};

use crate::Target;

const HTML_WORDS: &[&str] = &[
    "<a href=",
    "<form ",
    "<input ",
    "<select>",
    "<option ",
    "<textarea>",
    "<button ",
    "</form>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<base href=",
    "<meta http-equiv=refresh content=",
    "<title>",
    "<style>",
    "<noscript>",
    "<iframe srcdoc=",
    "<svg>",
    "<template>",
    "srcset=",
    "name=",
    "value=",
    "type=",
    "pattern=",
    "maxlength=",
    "min=",
    "action=",
    "onclick=",
    "style='url(",
    "javascript:",
    "data-x=",
    "form=",
    "hx-post=",
    "formaction=",
    "&#x",
    "&amp;",
    "'",
    "\"",
    ">",
    "/",
    "http://",
    "\0",
];

/// The parsers of `crawl` for pages and files.
pub(crate) const TARGETS: &[Target] = &[
    Target {
        name: "html",
        run: page,
        seeds: &[
            b"<!doctype html><html><head><title>T</title><base href=/b/></head><body><a href='x?a=1'>x</a>\
              <form method=post action=/s><input name=a pattern='[a-z]{2,5}' maxlength=9><select name=s><option value=1>\
              </select><textarea name=t>v</textarea><button formaction=/o>Go</button></form></body>",
            b"<!-- <a href=/old> --><img srcset='a 1x, b 2x' style=\"background:url('c')\"><iframe srcdoc='<a href=in>'>",
            b"<script>fetch('/a')</script><a onclick=\"location='/b'\" href=\"javascript:go('%2fc')\"><meta http-equiv=refresh content='0;url=/d'>",
        ],
        words: HTML_WORDS,
        short: 2_000,
    },
    Target {
        name: "script",
        run: code,
        seeds: &[
            b"fetch(`/api/${id}/x`, {method: 'POST', body: JSON.stringify({a: 1, b: 'c'})});",
            b"$.ajax({type: \"POST\", url: '/a' + x + '/b', data: {k: v, 'l': 2}}); var re = /[/'\"]/g; // '/no'",
            b"x.open('PUT', '/c'); x.send('a=1&b=' + b); setTimeout(\"location.href='/d'\", 1); document.write('<a href=e>');",
            b"location = unescape('%2f\\x61\\u0062'); a = atob('L2Yv'); import('./m.js'); /* ' */ y = base + '/z';",
        ],
        words: &[
            "'", "\"", "`", "${", "}", "{", "(", ")", "+", "\\", "\\u", "\\x", "//", "/*", "*/", "/", "[", ";", ",", "\n",
            ".post(", "fetch(", "$.ajax(", "url:", "data:", "method:", ".open('POST',", ".send(", "JSON.stringify(",
            "location=", "unescape(", "atob(", "'/a'", "<a href=", "import", "=", "ü",
        ],
        short: 2_000,
    },
    Target {
        name: "css",
        run: sheet,
        seeds: &[b"@import 'a.css'; b { background: url( \"c.png\" ) } @IMPORT url(d);"],
        words: &["url(", "@import", "'", "\"", ")", "URL(", " ", "@", "u", "ü"],
        short: 3_000,
    },
    Target {
        name: "robots",
        run: robots_txt,
        seeds: &[b"User-agent: *\nDisallow: /a/*?b$\nAllow: /c\r\nSitemap: http://h.test/s.xml # x\n"],
        words: &["Disallow:", "Allow:", "Sitemap:", "User-agent:", "\n", "\r", "*", "$", "#", "/", "\u{feff}"],
        short: 2_000,
    },
    Target {
        name: "sitemap",
        run: site_map,
        seeds: &[
            b"<?xml version='1.0'?><urlset><url><loc>http://h.test/a?b=1&amp;c=2</loc></url></urlset>",
            b"<sitemapindex><sitemap><loc><![CDATA[/s.xml]]></loc></sitemap></sitemapindex>",
        ],
        words: &["<loc>", "</loc>", "<url>", "<sitemapindex>", "<![CDATA[", "]]>", "&amp;", "&#", ";", "<!--", "<"],
        short: 2_000,
    },
];

fn base() -> WebUrl {
    WebUrl::parse("http://h.test/dir/page?q=1").expect("is an address")
}

fn page(data: &[u8]) {
    let document = html::parse(data, &base());
    assert!(document.links.len() <= html::MAX_LINKS && document.script.len() <= html::MAX_SCRIPT);
    for form in &document.forms {
        let request = fill::request(form);
        let _ = (request.points(), request.body.encode());
    }
    for selector in ["form", "#a.b[name=c]"] {
        let _ = selector.parse::<crawl::Selector>().map(|s| s.finds(data));
    }
    let _ = html::is_html("", data);
    code(document.script.as_bytes());
}

fn code(data: &[u8]) {
    let read = script::read(&String::from_utf8_lossy(data));
    assert!(read.calls.len() <= script::MAX_CALLS && read.markup.len() <= script::MAX_MARKUP);
    for call in &read.calls {
        assert!(call.reference.len() <= script::MAX_REFERENCE && call.fields.len() <= script::MAX_FIELDS);
        let _ = base().join(&call.reference);
    }
}

fn sheet(data: &[u8]) {
    for reference in css::references(&String::from_utf8_lossy(data)) {
        let _ = base().join(reference);
    }
}

fn robots_txt(data: &[u8]) {
    let read = robots::parse(data);
    read.paths.iter().chain(&read.sitemaps).for_each(|path| drop(base().join(path)));
}

fn site_map(data: &[u8]) {
    sitemap::parse(data).locations.iter().for_each(|location| drop(base().join(location)));
}
