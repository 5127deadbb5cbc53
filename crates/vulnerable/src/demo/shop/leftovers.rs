//! Files: those that belong to the pages, and those that nobody meant to serve.

use crate::http::Request;
use crate::reply::Reply;

/// A file by its path.
pub(super) fn page(request: &Request) -> Option<Reply> {
    Some(match request.path.as_str() {
        "/static/shop.css" => Reply::new(200, "text/css", CSS),
        "/js/jquery-1.12.4.min.js" => Reply::new(200, "application/javascript", JQUERY),
        "/robots.txt" => {
            Reply::text("User-agent: *\nDisallow: /account\nDisallow: /backup.sql\nSitemap: /sitemap.xml\n")
        }
        "/sitemap.xml" => Reply::new(200, "application/xml", sitemap(request.header("host"))),
        "/images/" => Reply::new(200, "text/html; charset=utf-8", listing()),
        "/.git/HEAD" => Reply::text("ref: refs/heads/main\n"),
        "/.git/config" => Reply::text(
            "[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = false\n[remote \"origin\"]\n\turl = git@git.harbour.test:shop.git\n",
        ),
        "/.env" => Reply::new(
            200,
            "application/octet-stream",
            "APP_ENV=production\nAPP_KEY=base64:aGFyYm91cg\nDB_HOST=10.20.4.31\nDB_USERNAME=shop\nDB_PASSWORD=tin-boat-44\n",
        ),
        "/backup.sql" => Reply::new(
            200,
            "application/sql",
            "-- MySQL dump 10.13  Distrib 5.5.47\nDROP TABLE IF EXISTS `customers`;\nCREATE TABLE `customers` (`id` int, `mail` text);\n\
             INSERT INTO `customers` VALUES (1,'anna@harbour.test');\n",
        ),
        "/phpinfo.php" => Reply::new(
            200,
            "text/html; charset=utf-8",
            "<!DOCTYPE html><html><head><title>phpinfo()</title></head><body><h1 class=\"p\">PHP Version 7.2.24</h1><table>\
             <tr><td class=\"e\">System </td><td class=\"v\">Linux web-02 4.19.0</td></tr>\
             <tr><td class=\"e\">Server API </td><td class=\"v\">FPM/FastCGI </td></tr>\
             <tr><td class=\"e\">PHP Extension </td><td class=\"v\">20170718</td></tr></table></body></html>",
        ),
        path => return picture(path),
    })
}

/// A picture of goods by their number: a tile of a colour of its own.
fn picture(path: &str) -> Option<Reply> {
    const COLOURS: [&str; 6] = ["#c2a878", "#d98e32", "#6b8f71", "#3d6b99", "#e3c23f", "#a9714b"];
    let number: usize = path.strip_prefix("/images/")?.strip_suffix(".svg")?.parse().ok()?;
    let colour = COLOURS.get(number.checked_sub(1)?)?;
    let drawing = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 120 90\"><rect width=\"120\" height=\"90\" rx=\"8\" fill=\"{colour}\"/>\
         <path d=\"M0 66q15-9 30 0t30 0 30 0 30 0v24H0z\" fill=\"#fff\" opacity=\".35\"/><circle cx=\"60\" cy=\"36\" r=\"{}\" fill=\"#fff\" opacity=\".7\"/></svg>",
        12 + 2 * number
    );
    Some(Reply::new(200, "image/svg+xml", drawing))
}

fn listing() -> String {
    let rows: String = (1..=6)
        .map(|n| format!("<a href=\"{n}.svg\">{n}.svg</a>                04-Jan-2026 10:11      412\r\n"))
        .collect();
    format!(
        "<html>\r\n<head><title>Index of /images/</title></head>\r\n<body>\r\n<h1>Index of /images/</h1><hr><pre>\
         <a href=\"../\">../</a>\r\n{rows}</pre><hr></body>\r\n</html>\r\n"
    )
}

/// The name of the server is taken from the request, without what could be markup.
fn sitemap(host: &str) -> String {
    let host: String =
        host.chars().filter(|c| c.is_ascii_alphanumeric() || ".-:[]".contains(*c)).take(120).collect();
    let paths = ["/", "/products", "/delivery", "/card", "/about", "/contact"];
    let all: String = paths.iter().map(|path| format!("<url><loc>http://{host}{path}</loc></url>")).collect();
    format!(
        "<?xml version=\"1.0\"?><urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">{all}</urlset>\n"
    )
}

/// The banner of the release, around words of our own: no page of the shop calls it.
const JQUERY: &str = "/*! jQuery v1.12.4 | (c) jQuery Foundation | jquery.org/license */\n\
                      (function(w){var q=function(s){return w.document.querySelectorAll(s)};q.fn={jquery:\"1.12.4\"};w.jQuery=w.$=q})(window);\n";

const CSS: &str = "body{font:16px/1.5 Georgia,serif;margin:0;color:#1d2b36;background:#f7f4ee}\n\
header,footer{background:#1d3b4f;color:#f7f4ee;padding:.8rem 1.5rem;display:flex;flex-wrap:wrap;gap:1rem;align-items:center}\n\
header a,footer a{color:#f2d9a0;margin-right:.8rem;text-decoration:none}.logo{font-size:1.4rem}\n\
main{max-width:56rem;margin:0 auto;padding:1.5rem}footer{flex-direction:column;align-items:flex-start}\n\
.goods{list-style:none;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(10rem,1fr));gap:1.2rem}\n\
.goods a{display:block;color:inherit}.goods img{width:100%;height:auto}label{display:block;margin:.4rem 0}\n\
button{background:#d98e32;border:0;border-radius:4px;padding:.3rem .8rem}.wrong{color:#a33}.card{border:1px solid #c2a878;padding:1rem}\n";
