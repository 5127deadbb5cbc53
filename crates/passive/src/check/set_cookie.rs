//! `Set-Cookie` lines as they were sent; what a browser makes of them is not asked here.

use crate::proof::cut;

/// The most lines of one answer, and the longest.
const MOST: usize = 64;
const LONGEST: usize = 8 * 1024;

/// One line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct SetCookie {
    pub(crate) name: String,
    pub(crate) value: String,
    pub(crate) secure: bool,
    pub(crate) http_only: bool,
    /// Lower case.
    pub(crate) same_site: Option<String>,
    /// Lower case, without a leading dot.
    pub(crate) domain: Option<String>,
    pub(crate) path: Option<String>,
    /// Whether it ends a cookie.
    pub(crate) deletes: bool,
    /// How long it lives, in whole days; `None` until the browser closes or where nothing tells the time.
    pub(crate) days: Option<i64>,
}

impl SetCookie {
    pub(crate) fn all(response: &net::http::Response) -> Vec<Self> {
        let now = response.header("date").and_then(day_number);
        let lines = response.headers_named("set-cookie").take(MOST);
        lines.filter_map(|line| Self::parse(cut(line, LONGEST), now)).collect()
    }

    fn parse(line: &str, now: Option<i64>) -> Option<Self> {
        let mut parts = line.split(';');
        let (name, value) = parts.next()?.split_once('=')?;
        let mut cookie =
            Self { name: name.trim().to_owned(), value: value.trim().to_owned(), ..Self::default() };
        let (mut age, mut expires) = (None, None);
        for part in parts {
            let (key, value) = part.split_once('=').unwrap_or((part, ""));
            let value = value.trim();
            match key.trim().to_ascii_lowercase().as_str() {
                "secure" => cookie.secure = true,
                "httponly" => cookie.http_only = true,
                "samesite" => cookie.same_site = Some(value.to_ascii_lowercase()),
                "path" => cookie.path = Some(value.to_owned()),
                "domain" if !value.is_empty() => {
                    cookie.domain = Some(value.trim_start_matches('.').to_ascii_lowercase());
                }
                "max-age" => age = value.parse::<i64>().ok(),
                "expires" => expires = day_number(value),
                _ => {}
            }
        }
        cookie.deletes = match (age, expires) {
            (Some(age), _) => age <= 0,
            (None, Some(day)) => day < now.unwrap_or(1),
            _ => false,
        };
        cookie.days = age.map(|a| a / 86_400).or_else(|| Some(expires? - now?));
        Some(cookie)
    }

    /// The line without its value.
    pub(crate) fn shown(&self) -> String {
        let mut out = format!("{}=***", self.name);
        let mut add = |text: &str| {
            out.push_str("; ");
            out.push_str(text);
        };
        for (name, value) in [("Domain", &self.domain), ("Path", &self.path), ("SameSite", &self.same_site)] {
            if let Some(value) = value {
                add(&format!("{name}={value}"));
            }
        }
        if self.secure {
            add("Secure");
        }
        if self.http_only {
            add("HttpOnly");
        }
        out
    }
}

/// The day of an HTTP date, counted from 1970-01-01; reads both `06 Nov 1994` and `06-Nov-94`.
fn day_number(text: &str) -> Option<i64> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let words: Vec<&str> = text.split([' ', '-', ',']).filter(|w| !w.is_empty()).take(6).collect();
    let at = words.iter().position(|w| {
        let short: String = w.chars().take(3).collect();
        MONTHS.contains(&short.to_ascii_lowercase().as_str())
    })?;
    let short: String = words.get(at)?.chars().take(3).collect();
    let month = MONTHS.iter().position(|m| *m == short.to_ascii_lowercase())?;
    let day: i64 = words.get(at.checked_sub(1)?)?.parse().ok().filter(|d| (1..=31).contains(d))?;
    let year: i64 = words.get(at + 1)?.parse().ok().filter(|y| (0..=9999).contains(y))?;
    let year = match year {
        0..=69 => year + 2000,
        70..=99 => year + 1900,
        year => year,
    };
    // Days before the year and before the month; leap days by the Gregorian rule.
    let leaps = |y: i64| y / 4 - y / 100 + y / 400;
    let before = (year - 1970) * 365 + leaps(year - 1) - leaps(1969);
    let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let leap = month > 1 && (year % 4 == 0 && year % 100 != 0 || year % 400 == 0);
    let months: i64 = lengths.iter().take(month).sum();
    Some(before + months + i64::from(leap) + day - 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{SetCookie, day_number};

    #[test]
    fn counts_days() {
        for (text, expect) in [
            ("Thu, 01 Jan 1970 00:00:00 GMT", Some(0)),
            ("Sun, 06 Nov 1994 08:49:37 GMT", Some(9075)),
            ("Sunday, 06-Nov-94 08:49:37 GMT", Some(9075)),
            ("Fri, 01 Mar 2024 00:00:00 GMT", Some(19783)),
            ("soon", None),
        ] {
            assert_eq!(day_number(text), expect, "{text}");
        }
    }

    proptest! {
        #[test]
        fn never_panics(line in "\\PC{0,80}", date in "[0-9A-Za-z, :-]{0,40}") {
            let _ = (SetCookie::parse(&line, None), day_number(&date));
        }
    }
}
