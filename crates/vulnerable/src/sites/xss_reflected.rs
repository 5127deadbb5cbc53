//! A value comes back in the page.

use super::{Page, easy, hard, safe};
use crate::case::At::{Form, Query, Search, Segment, Upload};
use crate::reply::Reply;
use crate::visit::{escape, escape_angles, quoted};

pub(super) fn pages() -> Vec<Page> {
    [weak(), filters(), harmless()].concat()
}

fn weak() -> Vec<Page> {
    vec![
        easy("xss/text", "/search", Search("q"))
            .seed("rope")
            .note("put into text as it is")
            .run(|v, q| v.page("Search", &format!("<p>Nothing for {} in store.</p>", q.unwrap_or_default()))),
        easy("xss/attribute", "/newsletter", Query("mail"))
            .seed("anna@harbour.test")
            .more("lang=en")
            .note("put into a double-quoted attribute as it is")
            .run(|v, q| v.page("Letter", &format!("<input name=mail value=\"{}\">", q.unwrap_or_default()))),
        hard("xss/attribute-quotes", "/size", Query("size"))
            .seed("xl")
            .note("angle brackets are written out, quotes are not")
            .run(|v, q| {
                let q = escape_angles(q.unwrap_or_default());
                v.page(
                    "Sizes",
                    &format!("<select><option value=\"{q}\" selected>your size</option></select>"),
                )
            }),
        hard("xss/attribute-single", "/colour", Query("colour"))
            .seed("blue")
            .note("single-quoted attribute; angle brackets and double quotes are written out")
            .run(|v, q| {
                let q = escape_angles(q.unwrap_or_default()).replace('"', "&quot;");
                v.page("Colours", &format!("<div class='swatch' title='{q}'>as you like it</div>"))
            }),
        hard("xss/attribute-unquoted", "/shelf", Query("row"))
            .seed("4")
            .note("unquoted attribute; brackets and quotes are written out")
            .run(|v, q| {
                let q = escape(q.unwrap_or_default());
                v.page("Shelf", &format!("<input type=text name=row value={q}>"))
            }),
        hard("xss/script-string", "/track", Query("campaign"))
            .seed("spring")
            .note("string in a script; angle brackets are dropped")
            .run(|v, q| {
                let q = q.unwrap_or_default().replace(['<', '>'], "");
                v.page("Track", &format!("<script>var campaign = \"{q}\"; window.c = campaign;</script>"))
            }),
        hard("xss/script-backslash", "/player", Query("song"))
            .seed("shanty")
            .note("string in a script; quotes get a backslash, backslashes do not, tags may end the script")
            .run(|v, q| {
                let q = q.unwrap_or_default().replace('\'', "\\'");
                v.page("Player", &format!("<script>\nvar song = '{q}';\n</script>"))
            }),
        hard("xss/href", "/partner", Query("site"))
            .seed("http://partner.test/")
            .note("address of a link, written out but of any scheme")
            .run(|v, q| {
                v.page(
                    "Partner",
                    &format!("<a href=\"{}\">to the partner</a>", escape(q.unwrap_or_default())),
                )
            }),
        hard("xss/textarea", "/draft", Form("draft"))
            .seed("Dear harbour")
            .more("subject=Hello")
            .note("text of a textarea")
            .run(|v, q| {
                v.page("Draft", &format!("<textarea name=draft>{}</textarea>", q.unwrap_or_default()))
            }),
        hard("xss/comment", "/compass", Query("debug")).seed("0").note("inside a comment of the markup").run(
            |v, q| v.page("Compass", &format!("<!-- debug={} --><p>North is up.</p>", q.unwrap_or_default())),
        ),
        easy("xss/form", "/quote", Form("company"))
            .seed("Berg")
            .more("amount=3&unit=crates")
            .note("sent by a form")
            .run(|v, q| {
                v.page("Quote", &format!("<p>Dear <b>{}</b>, thank you.</p>", q.unwrap_or_default()))
            }),
        hard("xss/json-as-html", "/api/suggest", Query("term"))
            .seed("la")
            .note("JSON under the type of markup")
            .run(|_, q| {
                let q = q.unwrap_or_default().replace('\\', "\\\\").replace('"', "\\\"");
                Reply::new(200, "text/html", format!("{{\"term\":\"{q}\",\"hits\":[\"lantern\"]}}"))
            }),
        hard("xss/path", "/tags/*", Segment)
            .seed("brass")
            .note("a segment of the path, in a page not found")
            .run(|v, q| {
                v.page("Tag", &format!("<p>No goods under the tag {}.</p>", q.unwrap_or_default()))
                    .status(404)
            }),
        easy("xss/file-name", "/upload", Upload("picture"))
            .note("the name of an uploaded file")
            .run(|v, q| v.page("Upload", &format!("<p>Got {}.</p>", q.unwrap_or("nothing")))),
    ]
}

fn filters() -> Vec<Page> {
    vec![
        hard("xss/script-removed-once", "/blog", Query("author"))
            .seed("anna")
            .note("the word script is cut out once, other tags stay")
            .run(|v, q| {
                let q = q.unwrap_or_default().replacen("<script", "", 1).replacen("</script>", "", 1);
                v.page("Blog", &format!("<p>Written by {q}.</p>"))
            }),
        hard("xss/upper-case", "/plate", Query("text"))
            .seed("vega")
            .note("everything is made upper case")
            .run(|v, q| {
                v.page("Plates", &format!("<p class=plate>{}</p>", q.unwrap_or_default().to_uppercase()))
            }),
        hard("xss/short", "/initials", Query("who")).seed("ab").note("cut after 40 signs").run(|v, q| {
            let q: String = q.unwrap_or_default().chars().take(40).collect();
            v.page("Initials", &format!("<p>Engraved: {q}</p>"))
        }),
        hard("xss/decoded-twice", "/flag", Query("name"))
            .seed("norway")
            .note("checked for brackets, then decoded a second time")
            .run(|v, q| {
                let q = q.unwrap_or_default();
                if q.contains(['<', '>', '"']) {
                    return v.page("Flags", "<p>That is no flag.</p>").status(400);
                }
                v.page("Flags", &format!("<p>The flag of {}</p>", crate::http::percent(q)))
            }),
    ]
}

fn harmless() -> Vec<Page> {
    vec![
        safe("xss/safe-text", "/find", Search("q")).seed("tea").note("written out in text").run(|v, q| {
            v.page("Find", &format!("<p>Nothing for {} in store.</p>", escape(q.unwrap_or_default())))
        }),
        safe("xss/safe-attribute", "/address", Query("street"))
            .seed("quay")
            .note("written out in an attribute")
            .run(|v, q| v.page("Address", &format!("<input value=\"{}\">", escape(q.unwrap_or_default())))),
        safe("xss/safe-json", "/api/complete", Query("term")).seed("ro").note("as it is, but as JSON").run(
            |_, q| {
                let q = q.unwrap_or_default().replace('\\', "\\\\").replace('"', "\\\"");
                Reply::json(format!("{{\"term\":\"{q}\"}}"))
            },
        ),
        safe("xss/safe-plain", "/label.txt", Query("text"))
            .seed("fragile")
            .note("as it is, but as plain text that may not be sniffed")
            .run(|_, q| Reply::text(format!("LABEL: {}\n", q.unwrap_or_default()))),
        safe("xss/safe-script", "/map", Query("place"))
            .seed("quay 4")
            .note("string in a script, written as JSON that no script can leave")
            .run(|v, q| {
                v.page("Map", &format!("<script>var place = {};</script>", quoted(q.unwrap_or_default())))
            }),
        safe("xss/safe-href", "/supplier", Query("site"))
            .seed("http://supplier.test/")
            .note("address of a link, of two schemes only")
            .run(|v, q| {
                let q = q.unwrap_or_default();
                let lower = q.to_ascii_lowercase();
                let good = lower.starts_with("http://") || lower.starts_with("https://");
                v.page(
                    "Supplier",
                    &format!("<a href=\"{}\">supplier</a>", if good { escape(q) } else { "#".to_owned() }),
                )
            }),
        safe("xss/safe-textarea", "/memo", Form("memo"))
            .seed("buy tea")
            .note("written out in a textarea")
            .run(|v, q| {
                v.page("Memo", &format!("<textarea name=memo>{}</textarea>", escape(q.unwrap_or_default())))
            }),
        safe("xss/safe-number", "/page", Query("n")).seed("2").note("read as a number").run(|v, q| {
            v.page("Page", &format!("<p>Page {}</p>", q.and_then(|q| q.parse::<u32>().ok()).unwrap_or(1)))
        }),
        safe("xss/safe-download", "/export", Query("title"))
            .seed("list")
            .note("as it is, but a download of bytes")
            .run(|_, q| {
                let body = format!("<h1>{}</h1>", q.unwrap_or_default());
                Reply::new(200, "application/octet-stream", body)
                    .with("Content-Disposition", "attachment; filename=list.bin")
            }),
        safe("xss/safe-dropped", "/greeting", Query("name"))
            .seed("anna")
            .note("every sign but letters is dropped")
            .run(|v, q| {
                let q: String = q.unwrap_or_default().chars().filter(|c| c.is_alphanumeric()).collect();
                v.page("Greeting", &format!("<p>Hello {q}</p>"))
            }),
    ]
}
