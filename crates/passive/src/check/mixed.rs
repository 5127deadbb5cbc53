//! Parts of https pages that come over http, and forms that go there.

use crate::page::PartKind;
use crate::sight::Sight;
use crate::view::View;

pub(crate) fn check(view: &View<'_>, out: &mut Vec<Sight>) {
    let Some(page) = view.page.as_ref().filter(|_| view.origin.tls && view.status() < 400) else { return };
    for part in page.parts.iter().filter(|p| !p.url.origin().tls) {
        let (word, what) = match part.kind {
            PartKind::Script => ("mixed-content-active", "a script"),
            PartKind::Style => ("mixed-content-active", "a style sheet"),
            PartKind::Frame => ("mixed-content-active", "a frame"),
            PartKind::Media => ("mixed-content-passive", "a picture or other media"),
        };
        let summary = format!("a page over https pulls in {what} over http");
        out.push(Sight::page(word, summary).with("address", part.url.as_str()));
    }
    for form in page.forms.iter().filter(|f| !f.action.origin().tls) {
        let summary = "a form of a page over https is sent over http";
        out.push(Sight::page("form-action-insecure", summary).with("action", form.action.as_str()));
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{Answer, check};

    #[test]
    fn tells_parts_apart() {
        let finds = |html: &str, expect: &[&str]| drop(check(super::check, Answer::page(html), expect));
        finds("<script src=http://a.test/x.js></script>", &["mixed-content-active"]);
        finds("<link rel=stylesheet href=http://a.test/x.css>", &["mixed-content-active"]);
        finds("<iframe src=http://a.test/></iframe>", &["mixed-content-active"]);
        finds("<img src=http://a.test/x.png>", &["mixed-content-passive"]);
        finds("<form action=http://a.test/><input name=a></form>", &["form-action-insecure"]);
        finds("<base href=http://a.test/><img src=x.png>", &["mixed-content-passive"]);
        finds("<a href=http://a.test/>link</a><link rel=canonical href=http://a.test/>", &[]);
        finds("<script src=/x.js></script><img src=//a.test/x.png>", &[]);
        finds("<!-- <script src=http://a.test/x.js></script> -->", &[]);
        let plain = Answer::page("<script src=http://a.test/x.js></script>").url("http://h.test/");
        check(super::check, plain, &[]);
    }
}
