//! From an answer to a service.

use model::evidence::printable;
use model::service::Service;
use regex::bytes::{Captures, Regex, RegexBuilder};
use serde::Deserialize;

use crate::cpe;
use crate::data::{DataError, Detector};
use crate::parse::{self, Found, Parser};

/// The most bytes of an answer that rules look at.
pub(crate) const MOST_ANSWER: usize = 64 * 1024;
/// The longest banner, in bytes of its printable form.
const MOST_BANNER: usize = 1024;
/// The longest product, version or remark.
const MOST_TEXT: usize = 200;

/// A rule as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RuleData {
    #[serde(default)]
    pub(crate) probe: Vec<String>,
    service: String,
    pattern: Option<String>,
    parser: Option<String>,
    product: Option<String>,
    version: Option<String>,
    extra: Option<String>,
    cpe: Option<String>,
    certainty: Option<u8>,
}

/// A rule ready for use.
#[derive(Debug)]
pub(crate) struct Rule {
    data: RuleData,
    matcher: Matcher,
}

#[derive(Debug)]
enum Matcher {
    Pattern(Regex),
    Parser(Parser),
}

impl Rule {
    pub(crate) fn new(data: RuleData) -> Result<Self, DataError> {
        let matcher = match (&data.pattern, &data.parser) {
            (Some(pattern), _) => {
                let built = RegexBuilder::new(pattern).unicode(false).size_limit(1 << 20).build();
                let wrong = |e| DataError::Pattern { pattern: pattern.clone(), source: Box::new(e) };
                Matcher::Pattern(built.map_err(wrong)?)
            }
            (None, name) => {
                let name = name.clone().unwrap_or_default();
                let parser = parse::named(&name);
                Matcher::Parser(parser.ok_or(DataError::Unknown { kind: "parser", name })?)
            }
        };
        Ok(Self { data, matcher })
    }

    fn applies(&self, probe: &str) -> bool {
        self.data.probe.is_empty() || self.data.probe.iter().any(|p| p == probe)
    }

    fn read(&self, answer: &[u8]) -> Option<Service> {
        let found = match &self.matcher {
            Matcher::Parser(parser) => parser(answer)?,
            Matcher::Pattern(regex) => {
                let groups = regex.captures(answer)?;
                let fill = |template: &Option<String>| template.as_deref().and_then(|t| fill(t, &groups));
                let RuleData { product, version, extra, .. } = &self.data;
                Found {
                    product: fill(product),
                    version: fill(version),
                    extra: fill(extra),
                    ..Found::default()
                }
            }
        };
        let cut = |text: String| Some(printable(text.trim(), MOST_TEXT)).filter(|t| !t.is_empty());
        let version = found.version.and_then(cut);
        let product = found.product.or_else(|| self.data.product.clone()).and_then(cut);
        let cpe = found.cpe.or(self.data.cpe.as_deref()).map(|c| cpe::name(c, version.as_deref()));
        Some(Service {
            name: self.data.service.clone(),
            product,
            version,
            extra: found.extra.and_then(cut),
            cpe: cpe.into_iter().collect(),
            banner: banner(answer),
            tls: false,
            starttls: found.starttls,
            certainty: self.data.certainty.unwrap_or(100).min(100),
        })
    }
}

impl Detector {
    /// The service that gives `answer` to the probe of that name (`greeting` for none), by the first rule that matches.
    pub(crate) fn read(&self, probe: &str, answer: &[u8]) -> Option<Service> {
        let answer = answer.get(..MOST_ANSWER).unwrap_or(answer);
        if answer.is_empty() {
            return None;
        }
        self.rules.iter().filter(|rule| rule.applies(probe)).find_map(|rule| rule.read(answer))
    }
}

/// The printable form of what a service said first.
pub(crate) fn banner(answer: &[u8]) -> Option<String> {
    let head = answer.get(..MOST_BANNER).unwrap_or(answer);
    Some(printable(&String::from_utf8_lossy(head), MOST_BANNER)).filter(|text| !text.is_empty())
}

/// The template with its groups; `None` if it names groups and none of them took part.
fn fill(template: &str, groups: &Captures<'_>) -> Option<String> {
    let mut out = String::new();
    let mut any = !template.contains('$');
    let mut chars = template.chars();
    while let Some(c) = chars.next() {
        if c != '$' {
            out.push(c);
            continue;
        }
        let number = chars.next()?.to_digit(10)?;
        if let Some(group) = groups.get(usize::try_from(number).ok()?) {
            any |= !group.is_empty();
            out.push_str(&String::from_utf8_lossy(group.as_bytes()));
        }
    }
    any.then_some(out)
}
