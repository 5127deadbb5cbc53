//! Files that nobody meant to serve, and a site that answers every address.

use super::{Page, Run, easy, hard, safe};
use crate::case::At::Page as Whole;
use crate::reply::Reply;
use crate::visit::Visit;

const HITS: &[&str] = &[
    "template:*",
    "*expos*",
    "*backup*",
    "*git*",
    "*env*",
    "*svn*",
    "*dump*",
    "*phpinfo*",
    "*htpasswd*",
    "*ds-store*",
    "*actuator*",
    "*server-status*",
    "*config*",
    "*-file*",
    "*log*",
    "*key*",
    "*package*",
    "*docker*",
    "*listing*",
    "*source*",
    "*secret*",
];

fn bytes(kind: &str, text: &str) -> Reply {
    Reply::new(200, kind, text)
}

pub(super) fn pages() -> Vec<Page> {
    let mut all = vec![
        easy("exposed/git", "/.git/HEAD", Whole).note("the history of the sources").run(|_, _| Reply::text("ref: refs/heads/main\n")),
        easy("exposed/git-config", "/.git/config", Whole).note("its settings").run(|_, _| {
            Reply::text("[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = false\n[remote \"origin\"]\n\turl = git@git.harbour.test:shop.git\n")
        }),
        easy("exposed/env", "/.env", Whole).note("settings with passwords").run(|_, _| {
            bytes("application/octet-stream", "APP_ENV=production\nAPP_KEY=base64:c2hvcA\nDB_HOST=db\nDB_USERNAME=shop\nDB_PASSWORD=tin-boat\n")
        }),
        easy("exposed/phpinfo", "/phpinfo.php", Whole).note("the page of phpinfo()").run(|v, _| {
            v.page("phpinfo()", "<h1 class=p>PHP Version 7.4.3</h1><table><tr><td class=e>System </td><td class=v>Linux harbour</td></tr>\
                                 <tr><td class=e>PHP Extension </td><td>20190902</td></tr></table>")
        }),
        easy("exposed/status", "/server-status", Whole).note("what Apache is doing").run(|_, _| {
            bytes("text/html", "<html><head><title>Apache Status</title></head><body><h1>Apache Server Status for harbour</h1>\
                                <dl><dt>Server Version: Apache/2.4.57</dt><dt>Server uptime: 3 days</dt><dt>Total accesses: 91</dt></dl></body></html>")
        }),
        hard("exposed/svn", "/.svn/entries", Whole).note("an older history").run(|_, _| {
            Reply::text("10\n\ndir\n812\nsvn://svn.harbour.test/shop/trunk\nsvn://svn.harbour.test/shop\n")
        }),
        hard("exposed/dump", "/backup.sql", Whole).note("a dump of the database").run(|_, _| {
            bytes("application/sql", "-- MySQL dump 10.13  Distrib 8.0.36\nDROP TABLE IF EXISTS `users`;\nCREATE TABLE `users` (`id` int);\nINSERT INTO `users` VALUES (1);\n")
        }),
        hard("exposed/htpasswd", "/.htpasswd", Whole).note("names and digests of passwords").run(|_, _| {
            Reply::text("anna:$apr1$x1y2z3a4$Qm7f0Jq1uK9cT2bR5nW8e/\n")
        }),
        hard("exposed/backup", "/config.php.bak", Whole).note("an old copy of a script").run(|_, _| {
            bytes("application/octet-stream", "<?php\n$db_host = 'db';\n$db_password = 'tin-boat';\ndefine('SECRET', 'moss');\n")
        }),
        hard("exposed/actuator", "/actuator/env", Whole).note("settings of a Spring application").run(|_, _| {
            bytes("application/vnd.spring-boot.actuator.v3+json", "{\"activeProfiles\":[\"prod\"],\"propertySources\":[{\"name\":\"systemProperties\",\"properties\":{\"java.version\":{\"value\":\"17.0.9\"}}}]}")
        }),
        hard("exposed/log", "/storage/logs/laravel.log", Whole).note("a log").run(|_, _| {
            Reply::text("[2026-01-04 10:11:12] production.ERROR: SQLSTATE[HY000] [2002] Connection refused {\"exception\":\"[object] (PDOException(code: 2002)\"}\n[stacktrace]\n#0 /srv/shop/artisan(37)\n")
        }),
        safe("exposed/safe-forbidden", "/.htaccess", Whole).note("there, but refused").run(|v, _| {
            v.page("Forbidden", "<p>You may not.</p>").status(403)
        }),
        safe("exposed/safe-example", "/.env.example", Whole).note("an example without values").run(|_, _| {
            Reply::text("# copy to .env and fill in\nDB_PASSWORD=\n")
        }),
        safe("exposed/safe-empty", "/wp-config.php", Whole).note("a script that prints nothing").run(|_, _| bytes("text/html", "")),
    ];
    for page in &mut all {
        *page = page.unlinked().hits(HITS);
    }
    all
}

pub(super) fn soft() -> Vec<Page> {
    let paths: [(&str, &str); 8] = [
        ("soft/git", "/.git/HEAD"),
        ("soft/env", "/.env"),
        ("soft/dump", "/backup.sql"),
        ("soft/phpinfo", "/phpinfo.php"),
        ("soft/status", "/server-status"),
        ("soft/svn", "/.svn/entries"),
        ("soft/htpasswd", "/.htpasswd"),
        ("soft/admin", "/admin/"),
    ];
    let run: Run = anything;
    let page =
        |(id, path)| safe(id, path, Whole).unlinked().hits(HITS).note("the page of every address").run(run);
    paths.into_iter().map(page).collect()
}

/// What a single-page application answers to whatever it is asked.
pub(super) fn anything(visit: &Visit<'_>, _: Option<&str>) -> Reply {
    let path = crate::visit::escape(&visit.request.path);
    visit.page("Harbour", &format!("<div id=app data-path=\"{path}\">Loading the shop, one moment.</div>"))
}
