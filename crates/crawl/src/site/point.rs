//! Where a check can put its own value.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::site::body::json_leaves;
use crate::site::{Body, SiteRequest};

/// Request headers whose values applications read, log or echo.
pub const HEADER_POINTS: &[&str] =
    &["User-Agent", "Referer", "X-Forwarded-For", "X-Forwarded-Host", "Accept-Language"];

/// What a path segment need not escape.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

model::words! {
    /// Part of a request that takes a value.
    Place {
        /// A parameter of the query.
        Query = "query",
        /// A field of a form body.
        FormField = "form",
        /// A scalar of a JSON body.
        JsonField = "json",
        /// A header.
        Header = "header",
        /// A cookie.
        Cookie = "cookie",
        /// A segment of the path.
        PathSegment = "path",
    }
}

/// A place in a request that takes a value.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct InsertionPoint {
    /// Kind of place.
    pub place: Place,
    /// Parameter, field, header or cookie name; JSON pointer; number of the path segment from 0.
    pub name: String,
    /// Which of several parameters or fields of that name, from 0.
    pub index: usize,
    /// The present value, decoded; empty for headers and cookies.
    pub value: String,
}

impl SiteRequest {
    /// Every insertion point of query, body and path.
    pub fn points(&self) -> Vec<InsertionPoint> {
        let mut points = named(Place::Query, self.url.params());
        match &self.body {
            Body::Form(fields) => points.extend(named(Place::FormField, fields.clone())),
            Body::Multipart(parts) => {
                let fields = parts.iter().map(|p| (p.name.clone(), p.value.clone())).collect();
                points.extend(named(Place::FormField, fields));
            }
            Body::Json(value) => {
                let leaf = |(name, value)| InsertionPoint { place: Place::JsonField, name, index: 0, value };
                points.extend(json_leaves(value).into_iter().map(leaf));
            }
            Body::None | Body::Raw { .. } => {}
        }
        points.extend(self.url.segments().enumerate().map(|(i, segment)| InsertionPoint {
            place: Place::PathSegment,
            name: i.to_string(),
            index: 0,
            value: percent_decode_str(segment).decode_utf8_lossy().into_owned(),
        }));
        points
    }

    /// Insertion points of [`HEADER_POINTS`] and of the named cookies.
    pub fn header_points<'a>(&self, cookies: impl IntoIterator<Item = &'a str>) -> Vec<InsertionPoint> {
        let point = |place, name: &str| InsertionPoint {
            place,
            name: name.to_owned(),
            index: 0,
            value: String::new(),
        };
        let headers = HEADER_POINTS.iter().map(|h| point(Place::Header, h));
        headers.chain(cookies.into_iter().map(|c| point(Place::Cookie, c))).collect()
    }

    /// The request with another value at `point`; `None` if it has no such point.
    pub fn with_value(&self, point: &InsertionPoint, value: &str) -> Option<Self> {
        let mut request = self.clone();
        match point.place {
            Place::Query => {
                let mut params = self.url.params();
                *nth(&mut params, point)? = value.to_owned();
                request.url = self.url.with_params(&params);
            }
            Place::FormField => match &mut request.body {
                Body::Form(fields) => *nth(fields, point)? = value.to_owned(),
                Body::Multipart(parts) => {
                    let part = parts.iter_mut().filter(|p| p.name == point.name).nth(point.index)?;
                    part.value = value.to_owned();
                }
                _ => return None,
            },
            Place::JsonField => {
                let Body::Json(json) = &mut request.body else { return None };
                *json.pointer_mut(&point.name)? = Value::String(value.to_owned());
            }
            Place::Header => replace(&mut request.headers, &point.name, value),
            Place::Cookie => replace(&mut request.cookies, &point.name, value),
            Place::PathSegment => {
                request.url = self.url.with_path(&path_with(self.url.path(), point, value)?);
            }
        }
        Some(request)
    }
}

fn named(place: Place, fields: Vec<(String, String)>) -> Vec<InsertionPoint> {
    let mut points: Vec<InsertionPoint> = Vec::with_capacity(fields.len());
    for (name, value) in fields {
        let index = points.iter().filter(|p| p.name == name).count();
        points.push(InsertionPoint { place, name, index, value });
    }
    points
}

fn nth<'a>(fields: &'a mut [(String, String)], point: &InsertionPoint) -> Option<&'a mut String> {
    fields.iter_mut().filter(|(n, _)| *n == point.name).nth(point.index).map(|(_, v)| v)
}

fn replace(fields: &mut Vec<(String, String)>, name: &str, value: &str) {
    fields.retain(|(n, _)| !n.eq_ignore_ascii_case(name));
    fields.push((name.to_owned(), value.to_owned()));
}

/// The path with another segment. What is put in is escaped whole: it stays one segment.
fn path_with(path: &str, point: &InsertionPoint, value: &str) -> Option<String> {
    let wanted: usize = point.name.parse().ok()?;
    let mut seen = 0;
    let mut hit = false;
    let parts = path.split('/').map(|segment| {
        if segment.is_empty() {
            return segment.to_owned();
        }
        let here = seen == wanted;
        seen += 1;
        hit |= here;
        if here { utf8_percent_encode(value, SEGMENT).to_string() } else { segment.to_owned() }
    });
    let path = parts.collect::<Vec<_>>().join("/");
    hit.then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::Found;
    use crate::web_url::WebUrl;

    fn request(url: &str, body: Body) -> SiteRequest {
        let mut request = SiteRequest::get(WebUrl::parse(url).unwrap(), Found::Link);
        request.body = body;
        request
    }

    /// Puts `X'/` into each point and shows address and body.
    #[track_caller]
    fn check(request: &SiteRequest, expect: &[(Place, &str, &str)]) {
        let shown: Vec<(Place, String, String)> = request
            .points()
            .iter()
            .map(|p| {
                let with = request.with_value(p, "X'/").unwrap();
                let body = with.body.encode().map(|(_, b)| String::from_utf8_lossy(&b).into_owned());
                (p.place, p.value.clone(), format!("{} {}", with.url.target(), body.unwrap_or_default()))
            })
            .collect();
        let shown: Vec<(Place, &str, &str)> =
            shown.iter().map(|(p, v, t)| (*p, v.as_str(), t.trim())).collect();
        assert_eq!(shown, expect);
    }

    #[test]
    fn puts_values_into_each_place() {
        check(
            &request("http://h.test/a%20b/c?q=1&q=2", Body::None),
            &[
                (Place::Query, "1", "/a%20b/c?q=X%27%2F&q=2"),
                (Place::Query, "2", "/a%20b/c?q=1&q=X%27%2F"),
                (Place::PathSegment, "a b", "/X%27%2F/c?q=1&q=2"),
                (Place::PathSegment, "c", "/a%20b/X%27%2F?q=1&q=2"),
            ],
        );
        check(
            &request("http://h.test/", Body::Form(vec![("u".into(), "v".into())])),
            &[(Place::FormField, "v", "/ u=X%27%2F")],
        );
        check(
            &request("http://h.test/", Body::Json(serde_json::json!({"a": {"b/c": 1}, "d": ["x"]}))),
            &[
                (Place::JsonField, "1", r#"/ {"a":{"b/c":"X'/"},"d":["x"]}"#),
                (Place::JsonField, "x", r#"/ {"a":{"b/c":1},"d":["X'/"]}"#),
            ],
        );
    }

    #[test]
    fn headers_and_cookies_take_values() {
        let request = request("http://h.test/", Body::None);
        let points = request.header_points(["session"]);
        assert_eq!(points.len(), HEADER_POINTS.len() + 1);
        for point in points {
            let with = request.with_value(&point, "v").unwrap();
            let held = [with.headers, with.cookies].concat();
            assert_eq!(held, [(point.name, "v".to_owned())]);
        }
    }
}
