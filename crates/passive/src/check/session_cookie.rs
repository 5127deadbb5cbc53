//! Which cookies hold a session.

/// Parts of names of cookies that hold a session or sign somebody in.
const NAMES: &[&str] = &[
    "sess",
    "sid",
    "auth",
    "jwt",
    "token",
    "login",
    "remember",
    "identity",
    "ticket",
    "connect.sid",
    "laravel",
    "aspxform",
    "sso",
    "userid",
    "user_id",
    "account",
];
/// Parts of names of cookies that do not, whatever their values look like: tracking, balancing, tokens that scripts must
/// read, choices of the user.
const OTHERS: &[&str] = &[
    "csrf",
    "xsrf",
    "_ga",
    "_gid",
    "_gat",
    "_gcl",
    "__utm",
    "_fbp",
    "_hj",
    "__cf",
    "cf_",
    "_cf",
    "awsalb",
    "bigip",
    "incap",
    "nsc_",
    "visid",
    "arraffinity",
    "akamai",
    "ak_bmsc",
    "bm_s",
    "_pk_",
    "amplitude",
    "optimizely",
    "consent",
    "cookie",
    "locale",
    "lang",
    "theme",
    "currency",
    "timezone",
    "tz",
    "experiment",
    "flash",
    "message",
    "route",
    "server",
    "backend",
    "sidebar",
    "side",
    "inside",
    "author",
];
/// The shortest value that can hold a session, in bytes.
const SHORTEST: usize = 8;
/// The shortest value of an unknown name that is taken for one.
const SHORTEST_RANDOM: usize = 24;

/// Whether a cookie of that name is one by its name alone.
pub(crate) fn by_name(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let name = name.trim_start_matches("__host-").trim_start_matches("__secure-");
    NAMES.iter().any(|n| name.contains(n)) && !OTHERS.iter().any(|o| name.contains(o))
}

/// Whether a cookie holds a session, by its name and value.
pub(crate) fn is_session(name: &str, value: &str) -> bool {
    if value.len() < SHORTEST {
        return false;
    }
    let lower = name.to_ascii_lowercase();
    by_name(name) || (!OTHERS.iter().any(|o| lower.contains(o)) && is_random(value))
}

/// Whether a value looks drawn by lot: long, one word, digits and letters well mixed.
pub(crate) fn is_random(value: &str) -> bool {
    let one_word = value.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.=+/%:".contains(&b));
    if value.len() < SHORTEST_RANDOM || !one_word {
        return false;
    }
    let bytes = value.as_bytes();
    let changes = bytes.windows(2).filter(|w| {
        matches!(w, [a, b] if a.is_ascii_digit() != b.is_ascii_digit() || a.is_ascii_uppercase() != b.is_ascii_uppercase())
    });
    let digits = bytes.iter().filter(|b| b.is_ascii_digit()).count();
    digits >= 2 && digits < bytes.len() && changes.count() * 5 >= bytes.len()
}

#[cfg(test)]
mod tests {
    #[test]
    fn tells_sessions_apart() {
        for (name, value, expect) in [
            ("PHPSESSID", "0v9q8c7b6n5m4", true),
            ("JSESSIONID", "A1B2C3D4E5F60718", true),
            ("connect.sid", "s%3Aabc.def", true),
            ("auth_token", "eyJhbGciOi", true),
            ("x", "a8f5f167f44f4964e6c998dee827110c", true),
            ("csrftoken", "a8f5f167f44f4964e6c998dee827110c", false),
            ("XSRF-TOKEN", "a8f5f167f44f4964e6c998dee827110c", false),
            ("_ga", "GA1.2.1234567890.1234567890", false),
            ("lang", "en-US-something-long-here-1", false),
            ("theme", "dark", false),
            ("sid", "1", false),
            ("cart", "one-two-three-four-five-six-seven", false),
            ("sidebar", "collapsed-left", false),
        ] {
            assert_eq!(super::is_session(name, value), expect, "{name}");
        }
    }
}
