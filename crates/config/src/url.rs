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

/// Replaces the password of the user part and every query value whose name speaks of one.
pub(crate) fn redact(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return redact_query(url) };
    // The last @ before the path: a careless password may hold one itself.
    let authority_end =
        rest.find(['/', '?']).map_or(rest.len(), |end| rest[end..].rfind('@').map_or(end, |at| end + at));
    let (authority, tail) = rest.split_at(authority_end);
    let shown = match authority.rsplit_once('@').or((tail.starts_with('@')).then_some((authority, ""))) {
        Some((user, host)) => {
            let name = user.split(':').next().unwrap_or_default();
            let password = if user.contains(':') { ":***" } else { "" };
            if tail.starts_with('@') {
                format!("{name}{password}")
            } else {
                format!("{name}{password}@{host}")
            }
        }
        None => authority.to_owned(),
    };
    format!("{scheme}://{shown}{}", redact_query(tail))
}

fn redact_query(text: &str) -> String {
    let Some((path, query)) = text.split_once('?') else { return text.to_owned() };
    let pairs: Vec<String> = query
        .split('&')
        .map(|pair| match pair.split_once('=') {
            Some((name, _)) if name.to_lowercase().contains("pass") => format!("{name}=***"),
            _ => pair.to_owned(),
        })
        .collect();
    format!("{path}?{}", pairs.join("&"))
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
