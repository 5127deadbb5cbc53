//! Everything around the goods: basket, delivery, gift cards, downloads, contact.

use super::Visitor;
use crate::acts::engine::{Engine, render};
use crate::acts::files;
use crate::reply::Reply;
use crate::visit::{escape, escape_angles};

pub(super) fn cart(visitor: &Visitor<'_>, sent: bool) -> Reply {
    let digits = |text: String| text.chars().filter(char::is_ascii_digit).take(4).collect::<String>();
    if sent {
        let entry =
            format!("{} {} {}", visitor.session, digits(visitor.form("id")), digits(visitor.form("amount")));
        visitor.shop.state.push("cart", &entry);
        return Reply::redirect("/cart").status(303);
    }
    let all = visitor.shop.state.list("cart");
    let own: Vec<&str> =
        all.iter().filter_map(|entry| entry.strip_prefix(visitor.session.as_str())).collect();
    if own.is_empty() {
        return visitor.page("Basket", "<p>Nothing in it yet. <a href=\"/products\">See all goods</a></p>");
    }
    let rows: String = own
        .iter()
        .filter_map(|entry| entry.trim().split_once(' '))
        .map(|(id, amount)| {
            format!("<tr><td><a href=\"/product?id={id}\">No. {id}</a></td><td>{amount}</td></tr>")
        })
        .collect();
    visitor.page("Basket", &format!("<table><tr><th>Goods</th><th>How many</th></tr>{rows}</table>"))
}

/// The greeting is put into the template, not given to it.
pub(super) fn card(visitor: &Visitor<'_>) -> Reply {
    let greeting = visitor.query("greeting");
    let form = format!(
        "<form action=\"/card\" method=\"get\"><label>Your greeting <input type=\"text\" name=\"greeting\" value=\"{}\"></label> \
         <button>Preview</button></form>",
        escape(if greeting.is_empty() { "Fair winds" } else { &greeting })
    );
    if greeting.is_empty() {
        return visitor.page("Gift cards", &form);
    }
    match render(Engine::Twig, &format!("For {{{{ name }}}}: {greeting}")) {
        Ok(text) => visitor.page("Gift cards", &format!("{form}<p class=\"card\">{}</p>", escape(&text))),
        Err(error) => visitor.page("Gift cards", &format!("{form}<pre>{}</pre>", escape(error))).status(500),
    }
}

/// Angle brackets are taken care of; the quotes around the value are not.
pub(super) fn delivery(visitor: &Visitor<'_>) -> Reply {
    let town = visitor.query("town");
    let told = if town.is_empty() { "" } else { "<p>Three days, by boat.</p>" };
    let body = format!(
        "<p>We ship to every harbour.</p><form action=\"/delivery\" method=\"get\"><label>Your town \
         <input type=\"text\" name=\"town\" value=\"{}\"></label> <button>How long?</button></form>{told}",
        escape_angles(&town)
    );
    visitor.page("Delivery", &body)
}

/// The name is looked for in a folder, and above it.
pub(super) fn download(visitor: &Visitor<'_>) -> Reply {
    match files::read("/var/www/docs", &visitor.query("file")) {
        Some(text) => Reply::text(text),
        None => visitor.page("Downloads", "<p>There is no such file.</p>").status(404),
    }
}

/// Wherever the address says.
pub(super) fn go(visitor: &Visitor<'_>) -> Reply {
    let to = visitor.query("to").replace(['\r', '\n'], "");
    Reply::redirect(if to.is_empty() { "/" } else { &to })
}

/// The form as all of them should be: a token, and what was sent is written out.
pub(super) fn contact(visitor: &Visitor<'_>, sent: bool) -> Reply {
    if sent && visitor.shop.state.holds("tokens", &visitor.form("csrf_token")) {
        let name = escape(&visitor.form("name"));
        return visitor
            .page("Contact", &format!("<p>Thank you, {name}. We write back before the next tide.</p>"));
    }
    let token = visitor.shop.noise.token();
    visitor.shop.state.push("tokens", &token);
    let body = format!(
        "<p>Or by mail: orders@harbour.test</p>\n\
         <!-- TODO remove before launch: staging user: shopadmin password: Quay-4-second-door -->\n<form action=\"/contact\" method=\"post\">\
         <input type=\"hidden\" name=\"csrf_token\" value=\"{token}\">\n\
         <label>Your name <input type=\"text\" name=\"name\"></label>\n\
         <label>Your message <textarea name=\"message\"></textarea></label> <button>Send</button></form>"
    );
    visitor.page("Contact", &body)
}

pub(super) fn newsletter(visitor: &Visitor<'_>) -> Reply {
    let mail = escape(&visitor.form("email"));
    visitor.page("Newsletter", &format!("<p>We have put {mail} on the list.</p>"))
}

pub(super) fn about(visitor: &Visitor<'_>) -> Reply {
    visitor.page(
        "About us",
        "<p>Anna Berg and her brother Bert have sold ropes, lamps and tea at Quay 4 since 1968.</p>",
    )
}

/// A page that broke long ago and says so to everybody.
pub(super) fn press(visitor: &Visitor<'_>) -> Reply {
    let body = "<b>Fatal error</b>: Uncaught Error: Call to undefined function load_press() in /var/www/shop/press.php:17\n\
                Stack trace:\n#0 /var/www/shop/index.php(41): include()\n#1 {main}\n  thrown in <b>/var/www/shop/press.php</b> on line <b>17</b>";
    visitor.page("Press", body).status(500)
}
