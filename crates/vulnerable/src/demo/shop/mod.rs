//! The shop: pages, a basket, a login. Written as small shops are, with the mistakes that small shops have.

mod account;
mod catalogue;
mod frame;
mod leftovers;
mod service;

use crate::http::Request;
use crate::noise::Noise;
use crate::reply::Reply;
use crate::server::Site;
use crate::state::State;

/// The shop and what it remembers: a few dozen entries of each kind, the newest ones.
pub(super) struct Shop {
    state: State,
    noise: Noise,
}

impl Default for Shop {
    fn default() -> Self {
        Self { state: State::default(), noise: Noise::new(1968) }
    }
}

/// A visitor's request, with the session that came along or a new one.
pub(super) struct Visitor<'a> {
    shop: &'a Shop,
    request: &'a Request,
    session: String,
    /// Whether the session is new, so that the answer has to carry it.
    fresh: bool,
}

/// The name of the cookie with the session.
const SESSION: &str = "PHPSESSID";

impl Site for Shop {
    fn answer(&self, request: &Request) -> Reply {
        let visitor = Visitor::new(self, request);
        let reply = leftovers::page(request).unwrap_or_else(|| visitor.route());
        let reply = reply.bare().with("Server", "nginx/1.18.0").with("X-Powered-By", "PHP/7.2.24");
        // The basket keeps the session alive by sending it anew.
        let renewed = visitor.fresh || request.path == "/cart";
        if renewed && reply.headers.iter().any(|(_, value)| value.starts_with("text/html")) {
            return reply.with("Set-Cookie", format!("{SESSION}={}; path=/", visitor.session));
        }
        reply
    }
}

impl<'a> Visitor<'a> {
    fn new(shop: &'a Shop, request: &'a Request) -> Self {
        let fine =
            |id: &String| (8..=64).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric());
        let known = request.cookie(SESSION).filter(fine);
        let fresh = known.is_none();
        Self { shop, request, session: known.unwrap_or_else(|| shop.noise.token()), fresh }
    }

    fn route(&self) -> Reply {
        let sent = self.request.method == "POST";
        match self.request.path.as_str() {
            "/" => catalogue::home(self),
            "/products" => catalogue::list(self),
            "/product" => catalogue::product(self),
            "/product/review" if sent => catalogue::review(self),
            "/search" => catalogue::search(self),
            "/cart" => service::cart(self, sent),
            "/card" => service::card(self),
            "/delivery" => service::delivery(self),
            "/download" => service::download(self),
            "/go" => service::go(self),
            "/contact" => service::contact(self, sent),
            "/newsletter" if sent => service::newsletter(self),
            "/about" => service::about(self),
            "/press" => service::press(self),
            "/login" => account::login(self, sent),
            "/logout" => account::logout(self),
            "/account" => account::home(self),
            "/account/order" => account::order(self),
            "/account/profile" => account::profile(self, sent),
            _ => self
                .page("Not found", "<p>There is no such page. <a href=\"/products\">See all goods</a></p>")
                .status(404),
        }
    }

    fn query(&self, name: &str) -> String {
        self.request.query(name).unwrap_or_default()
    }

    fn form(&self, name: &str) -> String {
        self.request.form(name).unwrap_or_default()
    }

    fn signed_in(&self) -> bool {
        self.shop.state.holds("sessions", &self.session)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(shop: &Shop, method: &str, path: &str, query: &str, cookie: &str, body: &str) -> Reply {
        let form = ("content-type".to_owned(), "application/x-www-form-urlencoded".to_owned());
        let request = Request {
            method: method.to_owned(),
            path: path.to_owned(),
            query: query.to_owned(),
            headers: vec![form, ("cookie".to_owned(), cookie.to_owned())],
            body: body.as_bytes().to_vec(),
            keep_alive: true,
        };
        shop.answer(&request)
    }

    fn text(reply: &Reply) -> String {
        String::from_utf8_lossy(&reply.body).into_owned()
    }

    #[test]
    fn the_customer_can_sign_in_and_nobody_else() {
        let shop = Shop::default();
        let cookie = "PHPSESSID=0123456789abcdef";
        let (mail, password) = crate::demo::CUSTOMER;
        assert_eq!(ask(&shop, "GET", "/account", "", cookie, "").status, 302);
        let wrong = ask(&shop, "POST", "/login", "", cookie, &format!("email={mail}&password=x"));
        assert!(wrong.status == 200 && ask(&shop, "GET", "/account", "", cookie, "").status == 302);
        let right = ask(&shop, "POST", "/login", "", cookie, &format!("email={mail}&password={password}"));
        assert_eq!(right.status, 302);
        assert!(text(&ask(&shop, "GET", "/account", "", cookie, "")).contains(crate::demo::SIGNED_IN));
        ask(&shop, "GET", "/logout", "", cookie, "");
        assert_eq!(ask(&shop, "GET", "/account", "", cookie, "").status, 302);
    }

    /// Every address that a page of the shop names is answered by a page.
    #[test]
    fn no_link_leads_nowhere() {
        let shop = Shop::default();
        let (mail, password) = crate::demo::CUSTOMER;
        let cookie = "PHPSESSID=0123456789abcdef";
        ask(&shop, "POST", "/login", "", cookie, &format!("email={mail}&password={password}"));
        let (mut seen, mut waiting) = (vec!["/".to_owned()], vec!["/".to_owned()]);
        while let Some(address) = waiting.pop() {
            let (path, query) = address.split_once('?').unwrap_or((&address, ""));
            let reply = ask(&shop, "GET", path, query, cookie, "");
            assert!(reply.status < 404 || path == "/press", "{address}: {}", reply.status);
            let page = text(&reply);
            for part in page.split("href=\"").skip(1).chain(page.split("src=\"").skip(1)) {
                let link = part.split('"').next().unwrap_or_default().replace("&amp;", "&");
                if link.starts_with('/') && link != "/logout" && !seen.contains(&link) {
                    seen.push(link.clone());
                    waiting.push(link);
                }
            }
        }
        assert!(seen.len() > 25, "{seen:?}");
    }

    #[test]
    fn what_is_kept_is_bounded() {
        let shop = Shop::default();
        for n in 0..200 {
            let body = format!("id=3&name=n{n}&text={}", "x".repeat(5000));
            ask(&shop, "POST", "/product/review", "", "", &body);
            ask(&shop, "POST", "/cart", "", &format!("PHPSESSID=0123456789{n:06}"), "id=3&amount=1");
        }
        let page = text(&ask(&shop, "GET", "/product", "id=3", "", ""));
        assert!(page.len() < 100_000 && page.contains("n199"), "{}", page.len());
    }
}
