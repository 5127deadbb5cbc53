//! Database URLs, whose passwords are never shown.

use std::path::PathBuf;

use secrecy::{ExposeSecret, SecretString};

/// A database URL. `Debug` and `Display` show it without passwords.
#[derive(Clone)]
pub struct DatabaseUrl(SecretString);

/// Which database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DatabaseKind {
    /// The embedded one, in this file.
    Sqlite(PathBuf),
    /// A PostgreSQL server.
    Postgres,
}

impl DatabaseUrl {
    pub(crate) fn new(url: SecretString) -> Self {
        Self(url)
    }

    /// The whole URL, password included: for the driver only.
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }

    /// Which database it names; `None` for a scheme that is not supported.
    pub(crate) fn kind(&self) -> Option<DatabaseKind> {
        let url = self.expose();
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Some(DatabaseKind::Postgres);
        }
        let path = url.strip_prefix("sqlite://").or_else(|| url.strip_prefix("sqlite:"))?;
        let path = path.split('?').next().unwrap_or(path);
        (!path.is_empty()).then(|| DatabaseKind::Sqlite(PathBuf::from(path)))
    }
}

impl std::fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&redact(self.expose()))
    }
}

impl std::fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "\"{self}\"")
    }
}

/// Replaces the password of the user part and every query value whose name speaks of one. Rather too much than too
/// little: an @ is taken for the end of the user part wherever it stands, since careless passwords hold / and ?.
pub(crate) fn redact(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return redact_query(url) };
    let Some((user, host)) = rest.rsplit_once('@') else {
        return format!("{scheme}://{}", redact_query(rest));
    };
    let name = user.split([':', '/', '?']).next().unwrap_or_default();
    let password = if name == user { "" } else { ":***" };
    format!("{scheme}://{name}{password}@{}", redact_query(host))
}

fn redact_query(text: &str) -> String {
    let one = |pair: &str| match pair.split_once('=') {
        Some((name, value)) if name.to_lowercase().contains("pass") => {
            let end = if value.ends_with('&') { "&" } else { "" };
            format!("{name}=***{end}")
        }
        _ => pair.to_owned(),
    };
    text.split_inclusive(['?', '&']).map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(url: &str, expect: &str) {
        assert_eq!(redact(url), expect);
    }

    #[test]
    fn no_password_is_shown() {
        check("postgres://wp:secret@db:5432/wp", "postgres://wp:***@db:5432/wp");
        check("postgres://wp:sec@ret@db/wp", "postgres://wp:***@db/wp");
        check("postgres://wp:sec/ret@db/wp", "postgres://wp:***@db/wp");
        check("postgres://wp:sec?r:et@db/wp", "postgres://wp:***@db/wp");
        check("postgres://db/wp?password=se:c@ret&x=1", "postgres://db:***@ret&x=1");
        check("postgres://wp@db/wp", "postgres://wp@db/wp");
        check(
            "postgres://db/wp?user=wp&password=secret&sslmode=require",
            "postgres://db/wp?user=wp&password=***&sslmode=require",
        );
        check("postgres:///wp?host=/run/postgresql", "postgres:///wp?host=/run/postgresql");
        check("sqlite:data/wp.db?mode=rwc", "sqlite:data/wp.db?mode=rwc");
        let url = DatabaseUrl::new(SecretString::from("postgres://wp:secret@db/wp"));
        assert!(!format!("{url:?} {url}").contains("secret"));
    }
}
