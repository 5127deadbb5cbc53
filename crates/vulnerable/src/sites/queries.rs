//! Queries of a directory and of a document.

use super::{Page, easy, hard, safe};
use crate::acts::{directory, document};
use crate::case::At::{Form, Query, Search};
use crate::reply::Reply;
use crate::visit::{Visit, escape};

fn names(visit: &Visit<'_>, found: &[&str]) -> Reply {
    let rows: String = found.iter().map(|n| format!("<li>{}</li>", escape(n))).collect();
    visit.page(
        "People",
        &if rows.is_empty() { "<p>Nobody.</p>".to_owned() } else { format!("<ul>{rows}</ul>") },
    )
}

pub(super) fn ldap() -> Vec<Page> {
    vec![
        easy("ldap/error", "/people", Query("uid")).seed("anna").note("complaints show").run(|v, q| {
            match directory::search(&format!("(&(objectClass=person)(uid={}))", q.unwrap_or_default()), true) {
                Ok(found) => names(v, &found),
                Err(error) => {
                    let body = format!("<b>Warning</b>: ldap_search(): Search: {error} in <b>/var/www/people.php</b> on line 9");
                    v.page("People", &body)
                }
            }
        }),
        hard("ldap/blind", "/phone", Search("name"))
            .seed("bert")
            .note("only the result shows; what follows the filter is dropped")
            .run(|v, q| {
                let filter = format!("(&(uid={})(objectClass=person))", q.unwrap_or_default());
                names(v, &directory::search(&filter, false).unwrap_or_default())
            }),
        hard("ldap/login", "/login", Form("user"))
            .seed("carl")
            .more("password=x")
            .note("a login that stars open")
            .run(|v, q| {
                let word = directory::escape(&v.request.form("password").unwrap_or_default());
                let filter = format!("(&(uid={})(userPassword={word}))", q.unwrap_or_default());
                match directory::search(&filter, false) {
                    Ok(found) if !found.is_empty() => v.page("Welcome", "<p>You are signed in.</p>"),
                    _ => v.page("Sign in", "<p>Wrong name or password.</p>"),
                }
            }),
        hard("ldap/java", "/staff.jsp", Query("mail"))
            .seed("anna@harbour.test")
            .note("complaints of a Java library")
            .run(|v, q| match directory::search(&format!("(mail={})", q.unwrap_or_default()), true) {
                Ok(found) => names(v, &found),
                Err(_) => {
                    let body = "<pre>javax.naming.directory.InvalidSearchFilterException: Unbalanced parenthesis</pre>";
                    v.page("Error", body).status(500)
                }
            }),
        safe("ldap/safe-escaped", "/directory", Query("uid")).seed("anna").note("written as filters want it").run(|v, q| {
            let filter = format!("(&(objectClass=person)(uid={}))", directory::escape(q.unwrap_or_default()));
            names(v, &directory::search(&filter, true).unwrap_or_default())
        }),
        safe("ldap/safe-stars", "/browse", Query("pattern"))
            .seed("a*")
            .note("stars are a feature, parentheses are not")
            .run(|v, q| {
                let value = directory::escape(q.unwrap_or_default()).replace("\\2a", "*");
                names(v, &directory::search(&format!("(&(objectClass=person)(uid={value}))"), true).unwrap_or_default())
            }),
        safe("ldap/safe-text", "/help", Query("topic"))
            .seed("filters")
            .note("an article with the words of a directory")
            .run(|v, q| v.page("Help", &format!("<p>{}: an LDAP search filter (&amp;(uid=x)) may be bad.</p>", escape(q.unwrap_or_default())))),
    ]
}

pub(super) fn xpath() -> Vec<Page> {
    vec![
        easy("xpath/error", "/users", Query("name")).seed("anna").note("complaints show").run(|v, q| {
            match document::select(&format!("//user[name='{}']", q.unwrap_or_default())) {
                Ok(found) => names(v, &found),
                Err(_) => {
                    let body = "<b>Warning</b>: SimpleXMLElement::xpath(): Invalid expression in <b>/var/www/users.php</b> on line 7";
                    v.page("Users", body)
                }
            }
        }),
        hard("xpath/blind", "/find", Search("who")).seed("bert").note("only the result shows").run(|v, q| {
            names(v, &document::select(&format!("//user[name='{}']", q.unwrap_or_default())).unwrap_or_default())
        }),
        hard("xpath/number", "/user", Query("id")).seed("2").note("a number").run(|v, q| {
            names(v, &document::select(&format!("//user[id={}]/name", q.unwrap_or("1"))).unwrap_or_default())
        }),
        hard("xpath/login", "/signin", Form("user"))
            .seed("carl")
            .more("password=x")
            .note("a login that can be talked round")
            .run(|v, q| {
                let word = v.request.form("password").unwrap_or_default().replace('\'', "");
                let query = format!("//user[name='{}' and password='{word}']", q.unwrap_or_default());
                match document::select(&query) {
                    Ok(found) if !found.is_empty() => v.page("Welcome", "<p>You are signed in.</p>"),
                    _ => v.page("Sign in", "<p>Wrong name or password.</p>"),
                }
            }),
        hard("xpath/dotnet", "/member.aspx", Query("role"))
            .seed("clerk")
            .note("double quotes, complaints of .NET")
            .run(|v, q| match document::select(&format!("//user[role=\"{}\"]", q.unwrap_or_default())) {
                Ok(found) => names(v, &found),
                Err(_) => {
                    let body = "<pre>System.Xml.XPath.XPathException: This is an unclosed string.</pre>";
                    v.page("Error", body).status(500)
                }
            }),
        safe("xpath/safe-quotes", "/member", Query("name")).seed("anna").note("quotes are cut out").run(|v, q| {
            let q = q.unwrap_or_default().replace(['\'', '"'], "");
            names(v, &document::select(&format!("//user[name='{q}']")).unwrap_or_default())
        }),
        safe("xpath/safe-number", "/account", Query("id")).seed("2").note("read as a number").run(|v, q| {
            let n = q.and_then(|q| q.parse::<u8>().ok()).unwrap_or(0);
            names(v, &document::select(&format!("//user[id={n}]")).unwrap_or_default())
        }),
        safe("xpath/safe-text", "/manual", Query("section"))
            .seed("paths")
            .note("an article with a complaint of a library")
            .run(|v, q| {
                let q = escape(q.unwrap_or_default());
                v.page("Manual", &format!("<p>{q}: <i>XPathException: Invalid expression</i> means a quote is missing.</p>"))
            }),
    ]
}
