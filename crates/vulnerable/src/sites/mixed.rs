//! Forms that another site can send; folders that list themselves.

use super::{Page, easy, hard, safe};
use crate::case::At::Page as Whole;
use crate::reply::Reply;
use crate::visit::Visit;

fn form(visit: &Visit<'_>, inner: &str) -> Reply {
    // The session is what makes a forged request worth something.
    visit.page("Account", inner).with("Set-Cookie", "session=6d0f3b9a2c7e4815; Path=/; HttpOnly")
}

pub(super) fn csrf() -> Vec<Page> {
    vec![
        easy("csrf/mail", "/account/mail", Whole).note("changes an address without a token").run(|v, _| {
            form(v, "<form action=\"/account/mail\" method=post><input name=email value=\"anna@harbour.test\"><button>Change</button></form>")
        }),
        easy("csrf/password", "/account/password", Whole).note("changes a password without the old one or a token").run(|v, _| {
            form(v, "<form action=\"/account/password\" method=post><input type=password name=new_password><input type=password name=repeat><button>Change</button></form>")
        }),
        hard("csrf/transfer", "/transfer", Whole).note("moves money; the hidden field is a constant").run(|v, _| {
            form(v, "<form action=\"/transfer\" method=post><input type=hidden name=form_id value=\"transfer_form\"><input name=to><input name=amount value=10><button>Pay</button></form>")
        }),
        hard("csrf/upload", "/picture", Whole).note("a form with a file, without a token").run(|v, _| {
            form(v, "<form action=\"/picture\" method=post enctype=\"multipart/form-data\"><input type=file name=f><button>Send</button></form>")
        }),
        safe("csrf/safe-token", "/account/name", Whole).note("a token, another one every time").run(|v, _| {
            let token = v.noise.token();
            form(v, &format!("<form action=\"/account/name\" method=post><input type=hidden name=csrf_token value=\"{token}\"><input name=name value=Anna><button>Change</button></form>"))
        }),
        safe("csrf/safe-aspnet", "/account/town", Whole).note("a token under another name").run(|v, _| {
            let token = v.noise.token();
            form(v, &format!("<form action=\"/account/town\" method=post><input name=town><input type=hidden name=__RequestVerificationToken value=\"{token}{token}\"><button>Change</button></form>"))
        }),
        safe("csrf/safe-search", "/search", Whole).note("a search by GET").run(|v, _| {
            form(v, "<form action=\"/search\" method=get><input name=q><button>Search</button></form>")
        }),
        safe("csrf/safe-meta", "/account/street", Whole).note("a token in the head of the page that scripts send").run(|v, _| {
            let token = v.noise.token();
            form(v, &format!("<meta name=csrf-token content=\"{token}\"><form action=\"/account/street\" method=post data-remote=true><input name=street><input type=hidden name=authenticity_token value=\"{token}\"><button>Change</button></form>"))
        }),
    ]
}

fn raw(text: &str) -> Reply {
    Reply::new(200, "text/html;charset=UTF-8", text)
}

pub(super) fn listing() -> Vec<Page> {
    vec![
        easy("listing/apache", "/files/", Whole).note("as Apache lists").run(|_, _| {
            raw("<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 3.2 Final//EN\">\n<html>\n <head>\n  <title>Index of /files</title>\n </head>\n <body>\n<h1>Index of /files</h1>\n\
                 <table><tr><th>Name</th><th>Last modified</th><th>Size</th></tr>\n<tr><td><a href=\"/\">Parent Directory</a></td></tr>\n\
                 <tr><td><a href=\"prices-2019.csv\">prices-2019.csv</a></td><td>2019-04-02 10:12</td><td>3.1K</td></tr>\n</table>\n</body></html>")
        }),
        easy("listing/nginx", "/media/", Whole).note("as nginx lists").run(|_, _| {
            raw("<html>\r\n<head><title>Index of /media/</title></head>\r\n<body>\r\n<h1>Index of /media/</h1><hr><pre><a href=\"../\">../</a>\r\n\
                 <a href=\"boat.png\">boat.png</a>                04-Jan-2026 10:11      8123\r\n</pre><hr></body>\r\n</html>")
        }),
        hard("listing/python", "/share/", Whole).note("as Python lists").run(|_, _| {
            raw("<!DOCTYPE HTML>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Directory listing for /share/</title>\n</head>\n<body>\n\
                 <h1>Directory listing for /share/</h1>\n<hr>\n<ul>\n<li><a href=\"notes.txt\">notes.txt</a></li>\n</ul>\n<hr>\n</body>\n</html>")
        }),
        hard("listing/iis", "/docs/", Whole).note("as IIS lists").run(|v, _| {
            let host = v.host.split(':').next().unwrap_or_default();
            raw(&format!(
                "<html><head><title>{host} - /docs/</title></head><body><H1>{host} - /docs/</H1><hr>\r\n\r\n<pre><A HREF=\"/\">[To Parent Directory]</A><br><br> \
                 1/4/2026 10:11 AM         1204 <A HREF=\"/docs/a.txt\">a.txt</A><br></pre><hr></body></html>"
            ))
        }),
        hard("listing/tomcat", "/reports/", Whole).note("as Tomcat lists").run(|_, _| {
            raw("<html><head><title>Directory Listing For [/reports/]</title></head><body><h1>Directory Listing For [/reports/] - <a href=\"/\"><b>Up To [/]</b></a></h1>\
                 <table><tr><td align=\"left\"><font size=\"+1\"><strong>Filename</strong></font></td></tr><tr><td><a href=\"/reports/q1.pdf\"><tt>q1.pdf</tt></a></td></tr></table></body></html>")
        }),
        safe("listing/safe-catalogue", "/index-of-products/", Whole)
            .note("a catalogue that calls itself an index")
            .run(|v, _| v.page("Index of products", "<ul><li><a href=\"/\">Rope</a></li><li><a href=\"/\">Tea</a></li></ul>")),
        safe("listing/safe-manager", "/downloads/", Whole).note("a page with files that are meant to be loaded").run(|v, _| {
            v.page("Downloads", "<table><tr><th>Name</th><th>Size</th></tr><tr><td><a href=\"/about\">manual.pdf</a></td><td>2 MB</td></tr></table>")
        }),
        safe("listing/safe-refused", "/private/", Whole)
            .note("a folder that does not list itself")
            .run(|v, _| v.page("Forbidden", "<p>Directory listing denied. This folder does not allow contents to be listed.</p>").status(403)),
    ]
}
