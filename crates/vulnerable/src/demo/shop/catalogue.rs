//! Goods: the front page, the list, a page for each with reviews, the search.

use super::Visitor;
use crate::reply::Reply;
use crate::sql::{Dialect, query};
use crate::visit::escape;

/// What the database does not say about its goods, by number.
const ABOUT: [&str; 6] = [
    "Twelve strands of hemp, tarred by hand. Holds a trawler, or a swing.",
    "Brass and thick glass. Burns through a night of wind on one filling.",
    "Smoked over driftwood. Strong enough for the dog watch.",
    "Floats in oil, points north. Comes with a box that keeps the wet out.",
    "Yellow, waxed, long. For those who do not wait until it stops.",
    "Cast bronze. Rung once, it is heard across the bay.",
];
/// Reviews on a page, the newest.
const REVIEWS: usize = 12;

/// The rows of a query as numbers, names and prices.
fn goods(text: &str) -> Vec<(String, String, String)> {
    let rows = query(Dialect::MySql, text).lines();
    rows.into_iter()
        .filter_map(|row| <[String; 3]>::try_from(row).ok())
        .map(|[id, name, price]| (id, name, price))
        .collect()
}

fn tiles(goods: &[(String, String, String)]) -> String {
    let tile = |(id, name, price): &(String, String, String)| {
        let (id, name, price) = (escape(id), escape(name), escape(price));
        format!(
            "<li><a href=\"/product?id={id}\"><img src=\"/images/{id}.svg\" alt=\"\" width=\"120\" height=\"90\"> {name}</a> <b>{price} €</b></li>\n"
        )
    };
    format!("<ul class=\"goods\">{}</ul>", goods.iter().map(tile).collect::<String>())
}

pub(super) fn home(visitor: &Visitor<'_>) -> Reply {
    let newest = goods("SELECT id, name, price FROM products WHERE id > 3");
    let body = format!(
        "<p>Everything that a boat needs, and most of what a house does.</p>\n<h2>New in</h2>{}\n\
         <h2>Good to know</h2><ul><li><a href=\"/download?file=manual.txt\">How to splice a rope</a></li>\
         <li><a href=\"/download?file=prices.txt\">Price list</a></li></ul>",
        tiles(&newest)
    );
    visitor.page("Everything for the harbour", &body)
}

/// The order is one of three words: a value that is none is not used.
pub(super) fn list(visitor: &Visitor<'_>) -> Reply {
    let column = match visitor.query("sort").as_str() {
        "name" => "name",
        "price" => "price",
        _ => "id",
    };
    let all = goods(&format!("SELECT id, name, price FROM products ORDER BY {column}"));
    let sorts =
        "<p>Sort by <a href=\"/products?sort=name\">name</a> <a href=\"/products?sort=price\">price</a></p>";
    visitor.page("All goods", &format!("{sorts}{}", tiles(&all)))
}

/// The number goes into the query as it came, and what the database says about it to the visitor.
pub(super) fn product(visitor: &Visitor<'_>) -> Reply {
    let id = visitor.query("id");
    let text = format!("SELECT id, name, price FROM products WHERE id = {id}");
    let answer = query(Dialect::MySql, &text);
    let delay = answer.delay;
    let reply = match &answer.rows {
        Err(error) => {
            let body = format!(
                "<b>Warning</b>: mysqli_query(): {} in <b>/var/www/shop/product.php</b> on line <b>31</b>",
                escape(error)
            );
            visitor.page("Product", &body).status(500)
        }
        Ok(_) => match answer.lines().first().map(Vec::as_slice) {
            Some([id, name, price]) => shown(visitor, id, name, price),
            _ => visitor.page("Product", "<p>We do not have that any more.</p>").status(404),
        },
    };
    reply.after(delay)
}

fn shown(visitor: &Visitor<'_>, id: &str, name: &str, price: &str) -> Reply {
    let about =
        id.parse().ok().and_then(|n: usize| ABOUT.get(n.checked_sub(1)?)).copied().unwrap_or_default();
    let (id, name, price) = (escape(id), escape(name), escape(price));
    let body = format!(
        "<img src=\"/images/{id}.svg\" alt=\"\" width=\"320\" height=\"240\"><p>{about}</p><p><b>{price} €</b></p>\n\
         <form action=\"/cart\" method=\"post\"><input type=\"hidden\" name=\"id\" value=\"{id}\"> \
         <label>How many <input type=\"number\" name=\"amount\" value=\"1\" min=\"1\" max=\"99\"></label> <button>Into the basket</button></form>\n\
         <h2>What others say</h2>\n<ul class=\"reviews\">{}</ul>\n\
         <form action=\"/product/review\" method=\"post\"><input type=\"hidden\" name=\"id\" value=\"{id}\">\n\
         <label>Your name <input type=\"text\" name=\"name\"></label>\n\
         <label>Your review <textarea name=\"text\"></textarea></label> <button>Send</button></form>",
        reviews(visitor)
    );
    visitor.page(&name, &body)
}

/// Written as they were sent.
fn reviews(visitor: &Visitor<'_>) -> String {
    let kept = visitor.shop.state.list("reviews");
    let own = kept.iter().rev().take(REVIEWS).map(|review| format!("<li>{review}</li>\n"));
    own.chain(["<li><b>Bert</b> Does what it should.</li>".to_owned()]).collect()
}

pub(super) fn review(visitor: &Visitor<'_>) -> Reply {
    let (name, text) = (visitor.form("name"), visitor.form("text"));
    visitor.shop.state.push("reviews", &format!("<b>{}</b> {text}", escape(&name)));
    let id: String = visitor.form("id").chars().filter(char::is_ascii_digit).take(4).collect();
    Reply::redirect(&format!("/product?id={id}")).status(303)
}

/// What was looked for is repeated as it came.
pub(super) fn search(visitor: &Visitor<'_>) -> Reply {
    let q = visitor.query("q");
    let plain: String = q.chars().filter(|c| c.is_alphanumeric() || *c == ' ').take(40).collect();
    let found = goods(&format!("SELECT id, name, price FROM products WHERE name LIKE '%{plain}%'"));
    let body = if found.is_empty() {
        format!("<p>Nothing was found for <b>{q}</b>. <a href=\"/products\">See all goods</a></p>")
    } else {
        format!("<p>Found for <b>{q}</b>:</p>{}", tiles(&found))
    };
    visitor.page("Search", &body)
}
