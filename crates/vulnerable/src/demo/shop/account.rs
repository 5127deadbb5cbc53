//! The customer's pages, behind a login.

use super::{SESSION, Visitor};
use crate::demo::CUSTOMER;
use crate::http::encode;
use crate::reply::Reply;
use crate::sql::{Dialect, query};
use crate::visit::escape;

/// After a login the visitor goes wherever the address says.
pub(super) fn login(visitor: &Visitor<'_>, sent: bool) -> Reply {
    let next = if sent { visitor.form("next") } else { visitor.query("next") };
    let next = if next.is_empty() { "/account".to_owned() } else { next.replace(['\r', '\n'], "") };
    if sent
        && (visitor.form("email"), visitor.form("password")) == (CUSTOMER.0.to_owned(), CUSTOMER.1.to_owned())
    {
        visitor.shop.state.push("sessions", &visitor.session);
        return Reply::redirect(&next).with("Set-Cookie", format!("{SESSION}={}; path=/", visitor.session));
    }
    let wrong = if sent { "<p class=\"wrong\">Mail address or password are not right.</p>" } else { "" };
    let body = format!(
        "{wrong}<form action=\"/login\" method=\"post\">\n<input type=\"hidden\" name=\"next\" value=\"{}\">\n\
         <label>Mail address <input type=\"email\" name=\"email\"></label>\n\
         <label>Password <input type=\"password\" name=\"password\"></label> <button>Sign in</button></form>",
        escape(&next)
    );
    visitor.page("Sign in", &body)
}

pub(super) fn logout(visitor: &Visitor<'_>) -> Reply {
    visitor.shop.state.remove("sessions", &visitor.session);
    Reply::redirect("/")
}

/// The way to the login, for those who are not signed in.
fn stranger(visitor: &Visitor<'_>) -> Option<Reply> {
    (!visitor.signed_in()).then(|| Reply::redirect(&format!("/login?next={}", encode(&visitor.request.path))))
}

pub(super) fn home(visitor: &Visitor<'_>) -> Reply {
    if let Some(away) = stranger(visitor) {
        return away;
    }
    let orders: String =
        (1..=3).map(|n| format!("<li><a href=\"/account/order?number={n}\">Order {n}</a></li>")).collect();
    let body = format!(
        "<p>Good to see you, Anna.</p><h2>Your orders</h2><ul>{orders}</ul>\
         <p><a href=\"/account/profile\">Name and address</a></p>"
    );
    visitor.page("Your account", &body)
}

/// The number goes into the query as it came; mistakes are kept from the visitor.
pub(super) fn order(visitor: &Visitor<'_>) -> Reply {
    if let Some(away) = stranger(visitor) {
        return away;
    }
    let number = visitor.query("number");
    let answer =
        query(Dialect::MySql, &format!("SELECT name, price FROM products WHERE id = {number} AND price > 0"));
    let reply = match answer.lines().first().map(Vec::as_slice) {
        Some([name, price, ..]) => {
            let body = format!(
                "<table><tr><th>Goods</th><th>Price</th></tr><tr><td>{}</td><td>{} €</td></tr></table><p>On its way since Tuesday.</p>",
                escape(name),
                escape(price)
            );
            visitor.page("Your order", &body)
        }
        _ => visitor.page("Your order", "<p>There is no such order.</p>"),
    };
    reply.after(answer.delay)
}

pub(super) fn profile(visitor: &Visitor<'_>, sent: bool) -> Reply {
    if let Some(away) = stranger(visitor) {
        return away;
    }
    let kept = |name: &str, fallback: &str| {
        if sent {
            visitor.shop.state.push(name, &visitor.form(name));
        }
        escape(visitor.shop.state.list(name).last().map_or(fallback, String::as_str))
    };
    let (name, street) = (kept("name", "Anna Berg"), kept("street", "Quay 4"));
    let saved = if sent { "<p>Saved.</p>" } else { "" };
    let body = format!(
        "{saved}<form action=\"/account/profile\" method=\"post\"><label>Name <input type=\"text\" name=\"name\" value=\"{name}\"></label>\n\
         <label>Street <input type=\"text\" name=\"street\" value=\"{street}\"></label> <button>Save</button></form>"
    );
    visitor.page("Name and address", &body)
}
