//! The interface for partners: JSON, described by a document, and asked by nobody but machines.

mod description;

use crate::acts::files;
use crate::http::Request;
use crate::reply::Reply;
use crate::server::Site;
use crate::sql::{Answer, Dialect, Value, query};
use crate::visit::{escape, quoted};

pub use description::openapi;

pub(super) struct Api;

impl Site for Api {
    fn answer(&self, request: &Request) -> Reply {
        let reply = route(request);
        let reply = reply.bare().with("Server", "gunicorn/19.9.0");
        // To orders, every origin is welcome, with whatever session its visitor has here.
        match request.header("origin").replace(['\r', '\n'], "") {
            origin if origin.is_empty() || !request.path.starts_with("/v1/orders/") => reply,
            origin => reply
                .with("Access-Control-Allow-Origin", origin)
                .with("Access-Control-Allow-Credentials", "true")
                .with("Vary", "Origin"),
        }
    }
}

fn route(request: &Request) -> Reply {
    let path = request.path.as_str();
    match (request.method.as_str(), path) {
        ("GET" | "HEAD", "/") => Reply::new(
            200,
            "text/html; charset=utf-8",
            "<!doctype html><html lang=\"en\"><head><title>Harbour Goods for partners</title></head><body>\
             <h1>Harbour Goods for partners</h1><p>See <a href=\"/openapi.json\">the description</a>.</p></body></html>",
        ),
        ("GET" | "HEAD", "/openapi.json") => {
            let host: String = request
                .header("host")
                .chars()
                .filter(|c| c.is_ascii_alphanumeric() || ".-:[]".contains(*c))
                .collect();
            Reply::json(openapi(&format!("http://{host}")))
        }
        ("GET", "/v1/health") => {
            Reply::json("{\"status\":\"up\",\"version\":\"4.2.1\",\"node\":\"10.20.4.17\"}")
        }
        ("GET", "/v1/products") => products(&request.query("name").unwrap_or_default()),
        ("GET", "/v1/documents") => document(&request.query("name").unwrap_or_default()),
        ("POST", "/v1/orders") => order(request),
        ("POST", "/v1/customers/search") => customers(request),
        ("GET", _) => match path.strip_prefix("/v1/products/").or_else(|| path.strip_prefix("/v1/orders/")) {
            Some(id) if path.starts_with("/v1/products/") => product(&crate::http::percent(id)),
            Some(number) => invoice(number),
            None => missing(),
        },
        _ => missing(),
    }
}

fn missing() -> Reply {
    Reply::json("{\"error\":\"not found\"}").status(404)
}

fn wrong(why: &str) -> Reply {
    Reply::json(format!("{{\"error\":{}}}", quoted(why))).status(422)
}

/// Rows as objects with the names of their columns; an error of the database is passed on.
fn rows(answer: &Answer, columns: &[&str]) -> Reply {
    let reply = match &answer.rows {
        Err(error) => {
            let told = format!("psycopg2.errors.SyntaxError: {error}");
            Reply::json(format!("{{\"error\":{}}}", quoted(&told))).status(500)
        }
        Ok(rows) => {
            let all: Vec<String> = rows.iter().take(100).map(|row| object(columns, row)).collect();
            Reply::json(format!("[{}]", all.join(",")))
        }
    };
    reply.after(answer.delay)
}

fn object(columns: &[&str], row: &[Value]) -> String {
    let member = |(name, value): (&&str, &Value)| match value {
        Value::Number(n) => format!("\"{name}\":{n}"),
        other => format!("\"{name}\":{}", quoted(&other.shown())),
    };
    let members: Vec<String> = columns.iter().zip(row).map(member).collect();
    format!("{{{}}}", members.join(","))
}

/// The filter goes into the query as it came.
fn products(name: &str) -> Reply {
    let text = format!("SELECT id, name, price FROM products WHERE name LIKE '%{name}%'");
    rows(&query(Dialect::Postgres, &text), &["id", "name", "price"])
}

/// The same, but nothing is said about mistakes.
fn product(id: &str) -> Reply {
    let answer = query(Dialect::Postgres, &format!("SELECT id, name, price FROM products WHERE id = {id}"));
    let reply = match answer.rows.as_ref().ok().and_then(|rows| rows.first()) {
        Some(row) => Reply::json(object(&["id", "name", "price"], row)),
        None => missing(),
    };
    reply.after(answer.delay)
}

/// Everybody's, to everybody, with the card that it was paid with.
fn invoice(number: &str) -> Reply {
    match number.parse::<u16>() {
        Ok(number @ 1..=9999) => Reply::json(format!(
            "{{\"number\":{number},\"customer\":\"Anna Berg\",\"goods\":\"Rope\",\"total\":12,\"card\":\"4539 5787 6362 1486\"}}"
        )),
        _ => missing(),
    }
}

/// As it should be: members are checked, nothing of them goes anywhere.
fn order(request: &Request) -> Reply {
    let number = |name: &str| request.json(name).and_then(|text| text.parse::<u16>().ok());
    match (number("product"), number("quantity")) {
        (Some(1..=6), Some(1..=99)) => Reply::json("{\"number\":4711,\"status\":\"taken\"}").status(201),
        _ => wrong("product must be from 1 to 6 and quantity from 1 to 99"),
    }
}

fn customers(request: &Request) -> Reply {
    let Some(name) = request.json("name") else { return wrong("name is missing") };
    let text = format!("SELECT id, name FROM users WHERE name = '{name}'");
    rows(&query(Dialect::Postgres, &text), &["id", "name"])
}

/// The name is looked for in a folder, and above it.
fn document(name: &str) -> Reply {
    match files::read("/var/www/docs", name) {
        Some(text) => Reply::text(text),
        None => Reply::json(format!("{{\"error\":{}}}", quoted(&format!("no document {}", escape(name)))))
            .status(404),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(method: &str, path: &str, query: &str, body: &str) -> Reply {
        let request = Request {
            method: method.to_owned(),
            path: path.to_owned(),
            query: query.to_owned(),
            body: body.as_bytes().to_vec(),
            ..Request::default()
        };
        Api.answer(&request)
    }

    #[test]
    fn what_the_description_says_is_answered() {
        for (method, path, query, body, status) in [
            ("GET", "/v1/health", "", "", 200),
            ("GET", "/v1/products", "name=Tea", "", 200),
            ("GET", "/v1/products/3", "", "", 200),
            ("GET", "/v1/products/77", "", "", 404),
            ("GET", "/v1/orders/4711", "", "", 200),
            ("POST", "/v1/orders", "", "{\"product\":3,\"quantity\":2}", 201),
            ("POST", "/v1/orders", "", "{\"product\":33}", 422),
            ("POST", "/v1/customers/search", "", "{\"name\":\"anna\"}", 200),
            ("GET", "/v1/documents", "name=manual.txt", "", 200),
            ("GET", "/v2/else", "", "", 404),
        ] {
            assert_eq!(ask(method, path, query, body).status, status, "{method} {path}");
        }
        let described = openapi("http://127.0.0.1:1");
        for path in
            ["/v1/health", "/v1/products", "/v1/orders/{number}", "/v1/customers/search", "/v1/documents"]
        {
            assert!(described.contains(&format!("\"{path}\"")), "{path}");
        }
    }
}
