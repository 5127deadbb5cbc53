//! Tokens and keys of services, by the forms that their makers gave them.

use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::patterns::Patterns;
use crate::proof::masked;
use crate::sight::{Shown, Sight};
use crate::view::View;

/// The first group is the secret.
const TABLE: &[(&str, &str)] = &[
    ("AWS access key", r"\b((?:AKIA|ASIA)[A-Z0-9]{16})\b"),
    ("AWS secret key", r#"(?i)aws_?secret_?(?:access_?)?key["']?\s*[:=]\s*["']?([A-Za-z0-9/+]{40})\b"#),
    ("Google API key", r"\b(AIza[0-9A-Za-z_-]{35})\b"),
    ("Google OAuth token", r"\b(ya29\.[0-9A-Za-z_-]{40,200})"),
    ("Google OAuth secret", r"\b(GOCSPX-[0-9A-Za-z_-]{28})\b"),
    ("GitHub token", r"\b(gh[pousr]_[A-Za-z0-9]{36,80}|github_pat_[A-Za-z0-9_]{60,100})\b"),
    ("GitLab token", r"\b(glpat-[0-9A-Za-z_-]{20})\b"),
    ("Slack token", r"\b(xox[abprs]-[0-9]{8,14}-[0-9A-Za-z-]{10,100})\b"),
    (
        "Slack webhook",
        r"https://hooks\.slack\.com/services/(T[A-Z0-9]{8,12}/B[A-Z0-9]{8,12}/[A-Za-z0-9]{20,28})",
    ),
    ("Discord webhook", r"https://discord(?:app)?\.com/api/webhooks/(\d{17,20}/[\w-]{60,80})"),
    ("Stripe secret key", r"\b([sr]k_live_[0-9A-Za-z]{20,120})\b"),
    ("Square token", r"\b(sq0(?:atp|csp)-[0-9A-Za-z_-]{22,43})\b"),
    ("Shopify token", r"\b(shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32})\b"),
    ("SendGrid key", r"\b(SG\.[0-9A-Za-z_-]{22}\.[0-9A-Za-z_-]{43})\b"),
    ("Mailgun key", r"\b(key-[0-9a-f]{32})\b"),
    ("Twilio key", r#"(?i)twilio[^\n]{0,40}\b((?:AC|SK)[0-9a-f]{32})\b"#),
    ("npm token", r"\b(npm_[A-Za-z0-9]{36})\b"),
    ("PyPI token", r"\b(pypi-AgEI[0-9A-Za-z_-]{50,250})"),
    ("DigitalOcean token", r"\b(do[opr]_v1_[a-f0-9]{64})\b"),
    ("Azure storage key", r"(?:AccountKey|SharedAccessKey)=([A-Za-z0-9+/]{43,86}={1,2})"),
    ("Telegram bot token", r"\b(\d{8,10}:AA[0-9A-Za-z_-]{33})\b"),
    ("OpenAI key", r"\b(sk-(?:proj-)?[A-Za-z0-9_-]{10,80}T3BlbkFJ[A-Za-z0-9_-]{16,80})"),
    ("Anthropic key", r"\b(sk-ant-(?:api|admin)\d{2}-[\w-]{80,120})"),
    ("Hugging Face token", r"\b(hf_[A-Za-z]{34})\b"),
    ("Databricks token", r"\b(dapi[a-f0-9]{32})\b"),
    ("Vault token", r"\b(hvs\.[A-Za-z0-9_-]{24,120})\b"),
    (
        "password of a database",
        r#"\b(?:postgres(?:ql)?|mysql|mariadb|mongodb(?:\+srv)?|rediss?|amqps?|mssql)://[^\s:@/"'<>]{1,64}:([^\s@/"'<>$\{\}]{3,100})@[\w.-]+"#,
    ),
];

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| Patterns::new(TABLE));
static JWT: LazyLock<Patterns> = LazyLock::new(|| {
    Patterns::new(&[(
        "JSON web token",
        r"\b(eyJ[A-Za-z0-9_-]{10,2000}\.eyJ[A-Za-z0-9_-]{10,8000}\.[A-Za-z0-9_-]{10,1000})",
    )])
});

pub(crate) fn check(view: &View<'_>, out: &mut Vec<Sight>) {
    for (kind, range) in PATTERNS.all_hits(&view.text, 5) {
        let secret = view.text.get(range.clone()).unwrap_or_default();
        if is_placeholder(secret) {
            continue;
        }
        let sight = Sight::value(
            "api-token-exposed",
            secret_id(secret),
            format!("an answer holds what looks like a secret: {kind}"),
        );
        let sight =
            sight.with("secret", format!("{kind}: {}", masked(secret))).shown(Shown::Secret(range)).likely();
        // Keys for maps stand in pages by design; whether they are limited to them cannot be seen.
        out.push(if kind == "Google API key" { sight.severity(0) } else { sight });
    }
    for (_, range) in JWT.all_hits(&view.text, 3) {
        let token = view.text.get(range.clone()).unwrap_or_default();
        if let Some(algorithm) = algorithm(token) {
            let sight = Sight::page("jwt-in-page", "an answer holds a JSON web token");
            out.push(sight.with("algorithm", algorithm).shown(Shown::Secret(range)));
        }
    }
}

/// What tells secrets apart without holding them, since it goes into checkpoints: beginning and length.
fn secret_id(secret: &str) -> String {
    let sum = secret.bytes().fold(0u32, |sum, b| sum.wrapping_mul(31).wrapping_add(u32::from(b)));
    format!("{} {} {sum:08x}", masked(secret), secret.len())
}

/// Whether a secret is an example of the documentation.
fn is_placeholder(secret: &str) -> bool {
    let lower = secret.to_ascii_lowercase();
    let words = [
        "example",
        "xxxx",
        "1234567",
        "abcdefg",
        "your",
        "placeholder",
        "000000",
        "password",
        "user:pass",
        "***",
        "changeme",
    ];
    let mut kinds: Vec<u8> = lower.bytes().collect();
    kinds.sort_unstable();
    kinds.dedup();
    words.iter().any(|w| lower.contains(w)) || kinds.len() < 4 || lower == "pass" || lower == "secret"
}

/// The algorithm of a token, if it is one.
fn algorithm(token: &str) -> Option<String> {
    let head = URL_SAFE_NO_PAD.decode(token.split('.').next()?).ok()?;
    let head: serde_json::Value = serde_json::from_slice(&head).ok()?;
    Some(head.get("alg")?.as_str()?.chars().take(20).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Answer, check};

    #[test]
    fn finds_secrets() {
        assert_eq!(PATTERNS.len(), TABLE.len());
        assert_eq!(JWT.len(), 1);
        let word = ["api-token-exposed"];
        let a = |n: usize| {
            "aZ9bY8cX7dW6eV5fU4gT3hS2iR1jQ0kP9lO8mN7nM6oL5pK4qJ3rI2sH1tG0".chars().take(n).collect::<String>()
        };
        // Put together here, so that no scanner of sources takes them for real.
        for secret in [
            format!("AKIA{}", "QWERTYUIOPASDFGH"),
            format!("ghp_{}", a(36)),
            format!("sk_live_{}", a(24)),
            format!("glpat-{}", a(20)),
            format!("xoxb-{}-{}", "9182736450", a(24)),
            format!("SG.{}.{}", a(22), a(43)),
            format!("postgres://shop:{}@db.shop/x", a(10)),
            format!("AIza{}", a(35)),
        ] {
            let sights =
                check(super::check, Answer::new("text/javascript", &format!("var k = \"{secret}\";")), &word);
            assert!(!format!("{sights:?}").contains(&secret), "{sights:?}");
        }
        for text in [
            "AKIAIOSFODNN7EXAMPLE",
            "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "postgres://user:password@localhost/db",
            "postgres://user:${PASSWORD}@localhost/db",
            "MAKIAQWERTYUIOPASDFGH",
            "sk_test_aZ9bY8cX7dW6eV5fU4gT3hS2",
        ] {
            check(super::check, Answer::page(text), &[]);
        }
    }

    #[test]
    fn finds_web_tokens() {
        let (head, body) =
            (URL_SAFE_NO_PAD.encode("{\"alg\":\"HS256\"}"), URL_SAFE_NO_PAD.encode("{\"sub\":\"1234\"}"));
        check(super::check, Answer::page(&format!("{head}.{body}.c2lnbmF0dXJlLW9m")), &["jwt-in-page"]);
        check(super::check, Answer::page(&format!("{body}.{body}.c2lnbmF0dXJlLW9m")), &[]);
    }
}
