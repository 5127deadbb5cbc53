//! Web servers of the office: one that nobody looks after, one that somebody does.

use crate::http::Request;
use crate::reply::Reply;
use crate::server::Site;

/// Apache httpd as it was unpacked, with what has gathered in it since.
pub(in crate::demo) struct Intranet;

impl Site for Intranet {
    fn answer(&self, request: &Request) -> Reply {
        let reply = match (request.method.as_str(), request.path.as_str()) {
            ("TRACE", _) => trace(request),
            ("OPTIONS", _) => Reply::text("").with("Allow", "GET,HEAD,POST,OPTIONS,TRACE"),
            (_, "/") => html(200, "<html><body><h1>It works!</h1></body></html>\n"),
            (_, "/server-status") => html(200, STATUS),
            (_, "/.git/HEAD") => Reply::text("ref: refs/heads/main\n"),
            (_, "/.git/config") => Reply::text(
                "[core]\n\trepositoryformatversion = 0\n\tbare = false\n[remote \"origin\"]\n\turl = git@git.harbour.test:intranet.git\n",
            ),
            (_, "/backup/") => html(200, LISTING),
            (_, "/backup/dump.sql") => Reply::new(
                200,
                "application/sql",
                "-- MySQL dump 10.13  Distrib 5.5.47\nDROP TABLE IF EXISTS `staff`;\nCREATE TABLE `staff` (`id` int, `name` text);\n\
                 INSERT INTO `staff` VALUES (1,'Anna'),(2,'Bert');\n",
            ),
            _ => html(
                404,
                "<html><head><title>404 Not Found</title></head><body><h1>Not Found</h1></body></html>\n",
            ),
        };
        reply.bare().with("Server", "Apache/2.4.49 (Unix)").with("X-Powered-By", "PHP/7.2.10")
    }
}

fn html(status: u16, text: &str) -> Reply {
    Reply::new(status, "text/html; charset=utf-8", text)
}

/// The request as it came, up to what an answer may hold.
fn trace(request: &Request) -> Reply {
    let mut out = format!("TRACE {} HTTP/1.1\r\n", request.path);
    for (name, value) in request.headers.iter().take(64) {
        out += &format!("{name}: {value}\r\n");
    }
    Reply::new(200, "message/http", out)
}

const STATUS: &str = "<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 3.2 Final//EN\">\n<html><head>\n<title>Apache Status</title>\n</head><body>\n\
<h1>Apache Server Status for intranet.harbour.test</h1>\n<dl><dt>Server Version: Apache/2.4.49 (Unix)</dt>\n\
<dt>Server uptime: 211 days 4 hours</dt>\n<dt>Total accesses: 91822 - Total Traffic: 1.2 GB</dt></dl>\n</body></html>\n";

const LISTING: &str = "<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 3.2 Final//EN\">\n<html>\n <head>\n  <title>Index of /backup</title>\n \
</head>\n <body>\n<h1>Index of /backup</h1>\n<ul><li><a href=\"/\"> Parent Directory</a></li>\n<li><a href=\"dump.sql\"> dump.sql</a></li>\n\
</ul>\n</body></html>\n";

/// A page that is set up as it should be.
pub(super) struct Bastion;

impl Site for Bastion {
    fn answer(&self, request: &Request) -> Reply {
        let (status, text) = match (request.method.as_str(), request.path.as_str()) {
            ("GET" | "HEAD", "/") => (200, "<p>This machine is watched. Nothing to see.</p>"),
            ("GET" | "HEAD", _) => (404, "<p>There is nothing here.</p>"),
            _ => (405, "<p>Not that way.</p>"),
        };
        let page = format!(
            "<!doctype html><html lang=en><head><meta charset=utf-8><title>bastion</title></head><body>{text}</body></html>\n"
        );
        html(status, &page).with("Server", "nginx").with(
            "Content-Security-Policy",
            "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
        )
    }
}
