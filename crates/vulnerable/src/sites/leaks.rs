//! Answers that tell too much.

use super::{Page, easy, hard, safe};
use crate::case::At::Page as Whole;
use crate::reply::Reply;
use crate::visit::Visit;

fn pre(visit: &Visit<'_>, text: &str) -> Reply {
    visit.page("Harbour", &format!("<pre>{text}</pre>"))
}

pub(super) fn pages() -> Vec<Page> {
    [weak(), harmless()].concat()
}

fn weak() -> Vec<Page> {
    vec![
        easy("leak/java", "/orders.jsp", Whole).hits(&["stack-trace*"]).note("a trace of Java").run(|v, _| {
            let text = "java.lang.NullPointerException: order is null\n\tat shop.Orders.show(Orders.java:41)\n\
                        \tat shop.Front.service(Front.java:118)\n\tat javax.servlet.http.HttpServlet.service(HttpServlet.java:764)";
            pre(v, text).status(500)
        }),
        easy("leak/python", "/report", Whole).hits(&["stack-trace*"]).note("a trace of Python").run(|v, _| {
            let text = "Traceback (most recent call last):\n  File \"/srv/shop/views.py\", line 88, in report\n    rows = load(day)\n\
                        KeyError: 'day'";
            pre(v, text).status(500)
        }),
        hard("leak/php", "/basket.php", Whole)
            .hits(&["stack-trace*", "path-disclosed*", "debug-page*"])
            .note("a warning of PHP with a path of the disk")
            .run(|v, _| {
                let text = "<b>Fatal error</b>: Uncaught Error: Call to undefined function total() in \
                            /var/www/shop/basket.php:17\nStack trace:\n#0 {main}\n  thrown in <b>/var/www/shop/basket.php</b> on line <b>17</b>";
                v.page("Basket", text)
            }),
        hard("leak/source", "/about.inc", Whole)
            .hits(&["source-code-disclosed*"])
            .note("source of a page, not run")
            .run(|_, _| {
                Reply::text("<?php\nrequire_once('db.php');\n$rows = $db->query('SELECT * FROM goods');\nforeach ($rows as $row) { echo $row['name']; }\n?>\n")
            }),
        hard("leak/key", "/deploy", Whole).hits(&["private-key-exposed*"]).note("a private key in a page").run(|v, _| {
            // Not a key: the right frame around nothing but repeated letters.
            let line = "MIIEowIBAAKCAQEA0Z3VS5JJcds3xfn".repeat(2);
            pre(v, &format!("-----BEGIN RSA PRIVATE KEY-----\n{line}\n{line}\n{line}\n-----END RSA PRIVATE KEY-----"))
        }),
        hard("leak/token", "/widget.js", Whole)
            .hits(&["api-token-exposed*", "*token*", "*secret*", "*key*"])
            .note("a token of a cloud in a script")
            .run(|_, _| {
                // The parts are put together here so that nobody takes this file for a leak.
                let token = ["AK", "IA", "Q7RT2MZL5WXNB4KD"].concat();
                Reply::new(200, "application/javascript", format!("var cloud = {{ key: '{token}', region: 'eu-north-1' }};\n"))
            }),
        easy("leak/address", "/status", Whole)
            .hits(&["private-address-disclosed*", "internal-*"])
            .note("addresses of the inner network")
            .run(|v, _| v.page("Status", "<p>Served by 10.42.7.19, database at 192.168.31.4:5432.</p>")),
        hard("leak/comment", "/login.html", Whole)
            .hits(&["credentials-in-comment*"])
            .note("a password in a comment")
            .run(|v, _| v.page("Sign in", "<!-- TODO remove before launch: user admin password: Tjuvholmen-88 --><p>Closed.</p>")),
        easy("leak/sql", "/archive", Whole)
            .hits(&["sql-error-text*"])
            .note("a complaint of a database without any attack")
            .run(|v, _| {
                let text = "<b>Warning</b>: mysqli_query(): (42S02/1146): Table 'shop.archive_2019' doesn't exist in /var/www/shop/archive.php on line 8";
                v.page("Archive", text)
            }),
        hard("leak/debug", "/crash", Whole)
            .hits(&["debug-page*", "stack-trace*"])
            .note("the page that a framework shows to its developers")
            .run(|v, _| {
                let body = "<div id=summary><h1>DoesNotExist at /crash</h1><pre class=exception_value>Order matching query does not exist.</pre>\
                            <table class=meta><tr><th>Django Version:</th><td>3.2.1</td></tr><tr><th>Exception Location:</th>\
                            <td>/srv/shop/models.py, line 90, in get</td></tr></table><p>You're seeing this error because you have \
                            <code>DEBUG = True</code> in your Django settings file.</p></div>";
                v.page("Crash", body).status(500)
            }),
        hard("leak/card", "/receipt", Whole)
            .hits(&["card-number-disclosed*"])
            .note("a whole number of a card")
            .run(|v, _| v.page("Receipt", "<p>Paid with card 4539 5787 6362 1486, valid to 11/29.</p>")),
    ]
}

fn harmless() -> Vec<Page> {
    vec![
        safe("leak/safe-public-key", "/keys", Whole)
            .hits(&["private-key-exposed*"])
            .note("a public key")
            .run(|v, _| pre(v, "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE\n-----END PUBLIC KEY-----")),
        safe("leak/safe-placeholder", "/docs/client", Whole)
            .hits(&["api-token-exposed*", "credentials-in-comment*"])
            .note("an example with stars in place of a token")
            .run(|v, _| pre(v, "export CLOUD_KEY=AKIA****************\nexport PASSWORD=&lt;your password&gt;")),
        safe("leak/safe-numbers", "/parcel", Whole)
            .hits(&["card-number-disclosed*", "private-address-disclosed*"])
            .note("sixteen digits that are no card, and a version with three dots")
            .run(|v, _| v.page("Parcel", "<p>Parcel 4539 5787 6362 1480, firmware 10.2.300.1.</p>")),
        safe("leak/safe-error", "/oops", Whole)
            .hits(&["stack-trace*", "debug-page*", "path-disclosed*"])
            .note("an error of the server that tells nothing")
            .run(|v, _| v.page("Sorry", "<p>Something went wrong. Reference 8d1f.</p>").status(500)),
        safe("leak/safe-words", "/blog/errors", Whole)
            .hits(&["stack-trace*", "sql-error-text*", "debug-page*"])
            .note("a text about traces and databases")
            .run(|v, _| v.page("On errors", "<p>A stack trace or a warning of MySQL never belongs on a page, says Anna.</p>")),
    ]
}
