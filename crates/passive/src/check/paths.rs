//! Paths of the server's file system.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::traces;
use crate::sight::{Shown, Sight};
use crate::view::View;

/// A file below a folder that is part of servers and not of sites, or with a drive.
const PATTERN: &str = r#"(?x-u)
    (?:^|[\s"'(>=:\[])
    (
      (?: /var/www | /var/lib | /var/log | /home/[a-z_][\w.-]* | /usr/(?:local|share|lib|src) | /srv/[\w.-]+ | /opt/[\w.-]+ | /root
        | /Users/[A-Za-z][\w.-]* | /data/www | /www/wwwroot )
      (?: /[\w.+-]+ )+ \. (?:php|phtml|inc|py|rb|pl|pm|cgi|jsp|java|class|jar|go|rs|ts|conf|ini|log|sql|tpl|twig|env|so)
    |
      [A-Za-z]:\\ (?: [\w\x20.$()-]+ \\ )+ [\w.-]+ \. [A-Za-z]{2,8}
    )
    (?: [\s"')<,:;\]] | $ )
"#;

static PATH: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(PATTERN).ok());

pub(crate) fn check(view: &View<'_>, out: &mut Vec<Sight>) {
    // A stack trace says so itself.
    if view.is_asset() || traces::first(view.visible()).is_some() {
        return;
    }
    let Some(pattern) = PATH.as_ref() else { return };
    let comments = view.page.iter().flat_map(|p| p.comments.iter().map(String::as_str));
    for text in std::iter::once(view.visible()).chain(comments) {
        for found in pattern.captures_iter(text).filter_map(|c| c.get(1)).take(5) {
            let path = found.as_str();
            let summary = "an answer names a file of the server with its full path";
            let sight = Sight::value("path-disclosed", path, summary).with("path", path);
            out.push(sight.shown(Shown::Text(view.locate(path))).likely());
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{Answer, check};

    #[test]
    fn finds_paths() {
        assert!(super::PATH.is_some());
        let word = ["path-disclosed"];
        for text in [
            "could not open /var/www/html/config.php",
            "include(/home/shop/app/inc.py): failed",
            "<!-- built from /srv/shop/templates/a.twig -->",
            "File C:\\inetpub\\wwwroot\\app\\web.config was not found",
        ] {
            check(super::check, Answer::page(text), &word);
        }
        for text in [
            "see <a href=/home/user/index.php>here</a>",
            "/usr/share is a folder",
            "visit http://h.test/var/www/x.php now",
            "A:\\B",
            "/products/opt/list.php",
        ] {
            check(super::check, Answer::page(text), &[]);
        }
        check(super::check, Answer::new("text/javascript", "'/var/www/html/x.php'"), &[]);
    }
}
