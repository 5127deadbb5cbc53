//! Forms that send passwords in the clear or within addresses.

use crawl::html::FieldKind;

use crate::sight::Sight;
use crate::view::View;

pub(crate) fn check(view: &View<'_>, out: &mut Vec<Sight>) {
    let Some(page) = view.page.as_ref().filter(|_| view.is_success()) else { return };
    for form in page.forms.iter().filter(|f| f.fields.iter().any(|x| x.kind == FieldKind::Password)) {
        // A form of an https page that goes to http is a weakness of its own.
        if !view.origin.tls {
            let summary = "a form that asks for a password came over http";
            out.push(Sight::page("login-over-http", summary).with("action", form.action.as_str()));
        }
        if form.method == "GET" {
            let summary = "a form sends a password by GET, within the address";
            out.push(
                Sight::page("password-in-get-form", summary).with("action", form.action.as_str()).likely(),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{Answer, check};

    #[test]
    fn judges_forms() {
        let form =
            |method: &str| format!("<form method={method}><input name=u><input type=password name=p></form>");
        let plain = |html: &str| Answer::page(html).url("http://h.test/login");
        check(super::check, plain(&form("post")), &["login-over-http"]);
        check(super::check, plain(&form("get")), &["login-over-http", "password-in-get-form"]);
        check(super::check, Answer::page(&form("post")), &[]);
        check(super::check, Answer::page(&form("get")), &["password-in-get-form"]);
        check(super::check, plain("<form><input name=q></form>"), &[]);
        check(super::check, plain(&form("post")).status(404), &[]);
    }
}
