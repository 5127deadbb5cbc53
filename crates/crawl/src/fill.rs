//! Sensible values for the fields of forms: what a careful visitor would type, so that validation lets it pass.

mod pattern;

use crate::html::{Field, FieldKind, Form};
use crate::site::{Body, Found, Part, SiteRequest};

use pattern::sample;

/// The longest value that is made, in characters.
const LONGEST: usize = 200;
/// What a password field gets: long, with all kinds of characters that policies ask for.
const PASSWORD: &str = "Watchpost-7qZ!";
/// Values by what the name, placeholder or `autocomplete` of a text field holds; the first that fits counts.
const BY_NAME: &[(&[&str], &str)] = &[
    (&["email", "e-mail", "mail"], "watchpost@example.com"),
    (&["phone", "tel", "mobile", "fax"], "5550123456"),
    (&["zip", "postal", "postcode", "plz"], "12345"),
    (&["firstname", "first_name", "first-name", "given", "fname"], "Wendy"),
    (&["lastname", "last_name", "last-name", "surname", "family", "lname"], "Watch"),
    (&["username", "user_name", "login", "nick", "user"], "watchpost"),
    (&["fullname", "name"], "Wendy Watch"),
    (&["street", "address", "addr"], "1 Main Street"),
    (&["city", "town"], "Springfield"),
    (&["country"], "US"),
    (&["state", "province", "region"], "CA"),
    (&["company", "organi"], "Watchpost"),
    (&["url", "website", "homepage", "link"], "http://example.com/"),
    (&["birth", "dob"], "1990-01-15"),
    (&["date"], "2025-01-15"),
    (&["year"], "2025"),
    (&["month"], "1"),
    (&["day"], "15"),
    (&["time"], "12:30"),
    (&["age"], "35"),
    (
        &["amount", "price", "total", "qty", "quantity", "count", "number", "num", "page", "limit", "size"],
        "1",
    ),
    (&["ip"], "127.0.0.1"),
    (&["color", "colour"], "#336699"),
    (&["subject", "title"], "Watchpost test"),
    (&["message", "comment", "text", "body", "content", "description"], "This is a test."),
    (&["search", "query", "keyword", "term"], "test"),
    (&["id"], "1"),
];

/// The request that sends `form` with sensible values.
pub fn request(form: &Form) -> SiteRequest {
    with_fields(form, &values(form))
}

/// The request that sends `form` with these fields.
pub fn with_fields(form: &Form, fields: &[(String, String)]) -> SiteRequest {
    let mut request = SiteRequest::get(form.action.clone(), Found::Form);
    request.source = Some(form.page.clone());
    request.method.clone_from(&form.method);
    if form.method == "GET" {
        request.url = form.action.with_params(fields);
    } else if form.multipart {
        let is_file = |name: &str| form.fields.iter().any(|f| f.name == name && f.kind == FieldKind::File);
        let part = |(name, value): &(String, String)| Part {
            name: name.clone(),
            file: is_file(name).then(|| "watchpost.txt".to_owned()),
            value: value.clone(),
        };
        request.body = Body::Multipart(fields.iter().map(part).collect());
    } else {
        request.body = Body::Form(fields.to_vec());
    }
    request
}

/// Name and value of every field that a browser would send.
pub fn values(form: &Form) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = Vec::new();
    let mut submitted = false;
    for field in &form.fields {
        let value = match field.kind {
            // One button is pressed.
            FieldKind::Submit if submitted => continue,
            FieldKind::Submit => {
                submitted = true;
                field.value.clone()
            }
            FieldKind::Radio if out.iter().any(|(n, _)| *n == field.name) => {
                if field.checked {
                    out.retain(|(n, _)| *n != field.name);
                    on(field)
                } else {
                    continue;
                }
            }
            _ => value(field),
        };
        out.push((field.name.clone(), value));
    }
    out
}

/// The value of one field.
pub fn value(field: &Field) -> String {
    match field.kind {
        FieldKind::Hidden => field.value.clone(),
        FieldKind::Checkbox | FieldKind::Radio => on(field),
        FieldKind::Select => {
            let chosen = Some(&field.value).filter(|v| !v.is_empty());
            let first = field.options.iter().find(|o| !o.is_empty());
            chosen.or(first).cloned().unwrap_or_default()
        }
        FieldKind::File => "Watchpost test file\n".to_owned(),
        _ if !field.value.is_empty() => field.value.clone(),
        FieldKind::Password => fit(field, PASSWORD),
        FieldKind::Email => "watchpost@example.com".to_owned(),
        FieldKind::Tel => fit(field, "5550123456"),
        FieldKind::Url => "http://example.com/".to_owned(),
        FieldKind::Number | FieldKind::Range => number(field),
        FieldKind::Date => bounded(field, "2025-01-15"),
        FieldKind::DateTime => bounded(field, "2025-01-15T12:30"),
        FieldKind::Month => bounded(field, "2025-01"),
        FieldKind::Week => bounded(field, "2025-W03"),
        FieldKind::Time => bounded(field, "12:30"),
        FieldKind::Color => "#336699".to_owned(),
        FieldKind::Search => fit(field, "test"),
        FieldKind::Submit => String::new(),
        FieldKind::Text | FieldKind::Textarea => fit(field, by_name(field)),
    }
}

fn on(field: &Field) -> String {
    if field.value.is_empty() { "on".to_owned() } else { field.value.clone() }
}

fn by_name(field: &Field) -> &'static str {
    for text in [&field.autocomplete, &field.name, &field.placeholder] {
        let text = text.to_lowercase();
        // Short words count only as whole words: `id` is in `video`.
        let whole = |w: &str| text.split(|c: char| !c.is_alphanumeric()).any(|part| part == w);
        let holds = |w: &&str| {
            if w.len() <= 3 { whole(w) || text.ends_with(&format!("_{w}")) } else { text.contains(*w) }
        };
        if let Some((_, value)) = BY_NAME.iter().find(|(words, _)| words.iter().any(&holds)) {
            return value;
        }
    }
    "test"
}

/// Within `min` and `max`.
fn number(field: &Field) -> String {
    let bound = |t: &str| t.trim().parse::<f64>().ok().filter(|n| n.is_finite());
    let (min, max) = (bound(&field.min), bound(&field.max));
    let value = min.unwrap_or_else(|| max.map_or(1.0, |m| m.min(1.0)));
    format!("{value}")
}

/// Dates and times compare as texts.
fn bounded(field: &Field, value: &str) -> String {
    let low = Some(&field.min).filter(|m| !m.is_empty() && m.as_str() > value);
    let high = Some(&field.max).filter(|m| !m.is_empty() && m.as_str() < value);
    low.or(high).map_or_else(|| value.to_owned(), |m| m.chars().take(LONGEST).collect())
}

/// Made to match pattern and length.
fn fit(field: &Field, value: &str) -> String {
    if !field.pattern.is_empty()
        && let Some(made) = sample(&field.pattern, value)
    {
        return made;
    }
    let size = |n: Option<u32>| n.map(|n| usize::try_from(n).unwrap_or(LONGEST).min(LONGEST));
    let mut value = value.to_owned();
    if let Some(min) = size(field.min_length) {
        while value.chars().count() < min {
            value.push('1');
        }
    }
    match size(field.max_length).filter(|max| *max > 0) {
        Some(max) => value.chars().take(max).collect(),
        None => value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::parse;
    use crate::web_url::WebUrl;

    #[track_caller]
    fn check(fields: &str, expect: &str) {
        let html = format!("<form>{fields}</form>");
        let document = parse(html.as_bytes(), &WebUrl::parse("http://h.test/").unwrap());
        let values: Vec<String> =
            values(&document.forms[0]).into_iter().map(|(n, v)| format!("{n}={v}")).collect();
        assert_eq!(values.join("&"), expect, "{fields}");
    }

    #[test]
    fn fills_by_type_and_name() {
        check(
            "<input name=token type=hidden value=abc><input name=user_email>",
            "token=abc&user_email=watchpost@example.com",
        );
        check("<input name=n type=number min=5 max=9><input name=m type=number max=-2>", "n=5&m=-2");
        check("<input name=d type=date min=2030-05-01>", "d=2030-05-01");
        check("<input name=c pattern='[A-Z]{3}-\\d{4}'>", "c=AAA-0000");
        check("<input name=q maxlength=2><input name=r minlength=6>", "q=te&r=test11");
        check("<select name=s><option value=''>choose<option value=x>X</select>", "s=x");
        check("<input type=radio name=r value=1><input type=radio name=r value=2 checked>", "r=2");
        check("<input type=checkbox name=c><input name=video>", "c=on&video=test");
        check("<button name=a value=1>A</button><button name=b value=2>B</button>", "a=1");
        check("<input name=x value=given>", "x=given");
    }

    #[test]
    fn makes_requests() {
        let url = WebUrl::parse("http://h.test/p").unwrap();
        let html = b"<form action=/s><input name=q value='a b'></form>\
                     <form method=post action=/u?x=1 enctype=multipart/form-data><input type=file name=f></form>";
        let forms = parse(html, &url).forms;
        let search = request(&forms[0]);
        assert_eq!((search.method.as_str(), search.url.target().as_str()), ("GET", "/s?q=a+b"));
        let upload = request(&forms[1]);
        let (kind, body) = upload.body.encode().unwrap();
        let body = String::from_utf8(body).unwrap();
        assert!(
            kind.starts_with("multipart/form-data; boundary=") && body.contains("filename=\"watchpost.txt\"")
        );
    }
}
