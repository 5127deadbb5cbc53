//! Reads Wapiti's JSON report. Its categories are put into our words so that both tools meet the same truth.

use serde_json::Value;

use super::score::Finding;
use crate::text;

/// Categories and what they say. Those that are not here say nothing that a class is about.
const CATEGORIES: &[(&str, &[&str])] = &[
    ("Reflected Cross Site Scripting", &["xss-reflected"]),
    ("Stored Cross Site Scripting", &["xss-stored"]),
    ("HTML Injection", &["html-injection"]),
    ("Stored HTML Injection", &["html-injection"]),
    ("SQL Injection", &["sqli-error"]),
    ("Blind SQL Injection", &["sqli-boolean"]),
    ("XPATH Injection", &["xpath-injection"]),
    ("LDAP Injection", &["ldap-injection"]),
    // One module looks for commands, code and templates.
    ("Command execution", &["command-injection", "code-injection", "ssti"]),
    ("Path Traversal", &["path-traversal"]),
    ("CRLF Injection", &["crlf-injection"]),
    ("Open Redirect", &["open-redirect"]),
    ("Server Side Request Forgery", &["ssrf"]),
    ("XML External Entity", &["xxe"]),
    ("Cross Site Request Forgery", &["csrf-token-missing"]),
    ("Clickjacking Protection", &["missing-frame-protection"]),
    ("MIME Type Confusion", &["missing-nosniff"]),
    ("HttpOnly Flag cookie", &["cookie-no-httponly"]),
    ("Secure Flag cookie", &["cookie-no-secure"]),
    ("Backup file", &["backup-file-exposed"]),
    ("Potentially dangerous file", &["dangerous-file-exposed"]),
    ("Information Disclosure - Full Path", &["path-disclosed"]),
    ("Stack Trace Disclosure", &["stack-trace"]),
    ("Vulnerable software", &["outdated-js-library"]),
];

/// The tool with its version, and what it found.
pub(super) fn parse(json: &str) -> Option<(String, Vec<Finding>)> {
    let report: Value = serde_json::from_str(json).ok()?;
    let mut findings = Vec::new();
    for part in ["vulnerabilities", "anomalies", "additionals"] {
        for (category, all) in report[part].as_object().into_iter().flatten() {
            for value in all.as_array().into_iter().flatten() {
                let words = words(category, text(value, "info"));
                if !words.is_empty() {
                    let path = text(value, "path").split('?').next().unwrap_or_default().to_owned();
                    let parameter = value["parameter"].as_str().filter(|p| !p.is_empty()).map(str::to_owned);
                    findings.push(Finding { words, path, parameter });
                }
            }
        }
    }
    Some((text(&report["infos"], "version").to_owned(), findings))
}

fn words(category: &str, info: &str) -> Vec<String> {
    let words: &[&str] = match category {
        // Its SQL module knows complaints of other languages, and names them in the text only.
        "SQL Injection" if info.starts_with("XPath") => &["xpath-injection"],
        "SQL Injection" if info.starts_with("LDAP") => &["ldap-injection"],
        "Content Security Policy Configuration" if info.contains("not set") => &["missing-csp"],
        "Content Security Policy Configuration" if info.contains("base-uri") => &["csp-incomplete"],
        "Content Security Policy Configuration" => &["csp-unsafe-script", "csp-unsafe-eval"],
        _ => CATEGORIES.iter().find(|(name, _)| *name == category).map_or(&[], |(_, words)| words),
    };
    words.iter().map(|w| (*w).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn categories_become_words() {
        let json = r#"{"infos":{"version":"Wapiti 3.3.2"},"vulnerabilities":{
            "SQL Injection":[{"info":"XPath Injection via x","path":"/a?b=1","parameter":"b"}],
            "Unencrypted Channels":[{"info":"","path":"/","parameter":null}],
            "Content Security Policy Configuration":[{"info":"CSP is not set","path":"/","parameter":""}]},
            "anomalies":{}}"#;
        let (name, findings) = parse(json).unwrap();
        assert_eq!(name, "Wapiti 3.3.2");
        let mut seen: Vec<(&str, &str, Option<&str>)> =
            findings.iter().map(|f| (f.words[0].as_str(), f.path.as_str(), f.parameter.as_deref())).collect();
        seen.sort_unstable();
        assert_eq!(seen, [("missing-csp", "/", None), ("xpath-injection", "/a", Some("b"))]);
    }
}
