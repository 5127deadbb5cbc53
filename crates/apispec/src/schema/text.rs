//! Texts that fit a schema.

use crawl::html::{Field, FieldKind};
use serde_json::Value;

use crate::schema::count;
use crate::schema::fits::text_fits;

/// The longest text that is made, in characters.
const LONGEST: usize = 4_096;

/// A text for a field of that name.
///
/// # Errors
/// No text was found that has the length and pattern.
pub(super) fn make(schema: &Value, name: &str, turn: usize) -> Result<String, String> {
    let by_format = crate::text(schema, "format").and_then(|f| formatted(f, turn));
    if let Some(text) = by_format.filter(|t| text_fits(schema, t)) {
        return Ok(text);
    }
    let least = count(schema, "minLength").unwrap_or(0);
    let most = count(schema, "maxLength").unwrap_or(LONGEST).min(LONGEST);
    let length = |n: usize| u32::try_from(n).ok();
    let mut field = Field {
        name: name.chars().take(100).collect(),
        kind: FieldKind::Text,
        pattern: crate::text(schema, "pattern").unwrap_or_default().to_owned(),
        min_length: length(least),
        max_length: length(most),
        ..Field::default()
    };
    let mut text = crawl::fill::value(&field);
    if turn > 0 && field.pattern.is_empty() {
        text = with_number(&text, turn, most);
    }
    if text_fits(schema, &text) {
        return Ok(text);
    }
    // Without the wish of the name the pattern may come out shorter; beyond that, padding is all there is.
    field.name = String::new();
    let plain = crawl::fill::value(&field);
    let padded = format!("{plain}{}", "a".repeat(least.min(LONGEST).saturating_sub(plain.chars().count())));
    let cut: String = padded.chars().take(most).collect();
    let repeated = ["a", "A", "0", "a1", "1.0"].into_iter().map(|s| s.repeat(least.clamp(1, LONGEST)));
    let mut candidates = [plain, padded, cut].into_iter().chain(repeated);
    candidates
        .find(|t| text_fits(schema, t))
        .ok_or_else(|| "no text was found that fits pattern and length".to_owned())
}

fn with_number(text: &str, turn: usize, most: usize) -> String {
    let number = turn.to_string();
    let kept = most.saturating_sub(number.len());
    let text: String = text.chars().take(kept).collect();
    text + &number
}

/// Formats of OpenAPI and JSON Schema.
fn formatted(format: &str, turn: usize) -> Option<String> {
    let day = turn % 27 + 1;
    Some(match format {
        "date" => format!("2025-01-{day:02}"),
        "date-time" | "datetime" => format!("2025-01-{day:02}T12:30:00Z"),
        "time" => "12:30:00Z".to_owned(),
        "duration" => "P1D".to_owned(),
        "email" | "idn-email" if turn == 0 => "watchpost@example.com".to_owned(),
        "email" | "idn-email" => format!("watchpost{turn}@example.com"),
        "hostname" | "idn-hostname" => "example.com".to_owned(),
        "ipv4" | "ip" => "192.0.2.1".to_owned(),
        "ipv6" => "2001:db8::1".to_owned(),
        "uri" | "url" | "iri" if turn == 0 => "http://example.com/".to_owned(),
        "uri" | "url" | "iri" => format!("http://example.com/{turn}"),
        "uri-reference" | "iri-reference" | "uri-template" => "/test".to_owned(),
        "uuid" | "guid" => format!("7b0e9a52-64d1-4c1b-9c1e-2f5d8a3b{:04x}", 0x6c10 + turn % 0xfff),
        "byte" | "base64" => "dGVzdA==".to_owned(),
        "json-pointer" => "/test".to_owned(),
        "regex" => ".*".to_owned(),
        "password" => "Watchpost-7qZ!".to_owned(),
        "phone" | "tel" => "5550123456".to_owned(),
        "int32" | "int64" | "integer" => format!("{}", turn + 1),
        "float" | "double" | "decimal" | "number" => format!("{}.5", turn + 1),
        "color" => "#336699".to_owned(),
        _ => return None,
    })
}
