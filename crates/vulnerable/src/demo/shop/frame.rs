//! What stands around every page.

use super::Visitor;
use crate::demo::SIGNED_IN;
use crate::reply::Reply;

impl Visitor<'_> {
    /// A page of the shop. `body` is markup.
    pub(super) fn page(&self, title: &str, body: &str) -> Reply {
        let who = if self.signed_in() {
            format!("<a href=\"/account\">{SIGNED_IN} Anna</a> <a href=\"/logout\">Sign out</a>")
        } else {
            "<a href=\"/login\">Sign in</a>".to_owned()
        };
        Reply::new(
            200,
            "text/html; charset=utf-8",
            format!(
                "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title} - Harbour Goods</title>\n\
                 <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
                 <link rel=\"stylesheet\" href=\"/static/shop.css\">\n<script src=\"/js/jquery-1.12.4.min.js\"></script>\n</head>\n<body>\n\
                 <header><a class=\"logo\" href=\"/\">Harbour Goods</a>\n\
                 <form action=\"/search\" method=\"get\"><input type=\"search\" name=\"q\" placeholder=\"Search the shop\"> \
                 <button>Search</button></form>\n\
                 <nav><a href=\"/products\">Goods</a> <a href=\"/delivery\">Delivery</a> <a href=\"/card\">Gift cards</a> \
                 <a href=\"/cart\">Basket</a> {who}</nav></header>\n\
                 <main>\n<h1>{title}</h1>\n{body}\n</main>\n\
                 <footer><form action=\"/newsletter\" method=\"post\"><label>Tides and offers by mail \
                 <input type=\"email\" name=\"email\" placeholder=\"you@example.org\"></label> <button>Subscribe</button></form>\n\
                 <p><a href=\"/about\">About us</a> <a href=\"/press\">Press</a> <a href=\"/contact\">Contact</a> \
                 <a href=\"/go?to=https%3A%2F%2Fwww.harbour.test%2Fpartners\">Our partners</a></p>\n\
                 <p>Harbour Goods, Quay 4. Ropes, lamps and tea since 1968. The demo shop of a vulnerability scanner: \
                 everything that is wrong here is wrong on purpose.</p></footer>\n\
                 <!-- web-02.harbour.internal 10.20.4.12 -->\n</body>\n</html>\n"
            ),
        )
    }
}
