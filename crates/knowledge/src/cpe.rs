//! CPE 2.3 names (NISTIR 7695, formatted strings) and their comparison (NISTIR 7696).
//!
//! Absent trailing components are read as `*`. Versions are not compared here: ranges need an order, see
//! [`crate::version`].

use std::str::FromStr;

/// The longest name that is read, in bytes.
pub(crate) const MAX_LEN: usize = 1024;
const COMPONENTS: usize = 11;

/// One component of a name.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Component {
    /// `*`: any value.
    Any,
    /// `-`: not applicable.
    Na,
    /// A value, lower case, still escaped; unescaped `*` and `?` are wildcards.
    Value(Box<str>),
}

impl Component {
    /// The value without escapes; `None` for `*` and `-`.
    pub(crate) fn plain(&self) -> Option<String> {
        let Self::Value(raw) = self else { return None };
        let mut out = String::with_capacity(raw.len());
        let mut chars = raw.chars();
        while let Some(c) = chars.next() {
            out.extend(if c == '\\' { chars.next() } else { Some(c) });
        }
        Some(out)
    }
}

/// A CPE 2.3 name.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Cpe {
    /// `a` application, `o` operating system, `h` hardware.
    pub part: char,
    /// Vendor.
    pub vendor: Component,
    /// Product.
    pub product: Component,
    /// Version.
    pub version: Component,
    /// Update: patch level or pre-release.
    pub update: Component,
    /// Edition, language, software edition, target software, target hardware, other.
    pub rest: [Component; 6],
}

/// Why a name was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum CpeError {
    /// Longer than [`MAX_LEN`].
    #[error("is longer than {MAX_LEN} bytes")]
    TooLong,
    /// Does not begin as a formatted string does.
    #[error("does not begin with \"cpe:2.3:\"")]
    Prefix,
    /// A part other than `a`, `o`, `h`.
    #[error("has a part other than \"a\", \"o\" or \"h\"")]
    Part,
    /// Fewer than vendor and product, or more than eleven components.
    #[error("has too few or too many components")]
    Components,
}

impl Cpe {
    /// `vendor:product`, the key under which vulnerabilities are found; `None` when either is not a plain value.
    pub(crate) fn key(&self) -> Option<String> {
        let wild = |c: &Component| matches!(c, Component::Value(v) if has_wildcard(v));
        if wild(&self.vendor) || wild(&self.product) {
            return None;
        }
        Some(format!("{}:{}", self.vendor.plain()?, self.product.plain()?))
    }

    /// Version and update as one text: `9.2` and `p1` are `9.2p1`. `None` when the version is `*` or `-`.
    pub(crate) fn full_version(&self) -> Option<String> {
        let version = self.version.plain()?;
        Some(version + &self.update.plain().unwrap_or_default())
    }

    /// An application name with a version.
    pub(crate) fn application(key: &str, version: &str) -> Option<Self> {
        let (vendor, product) = key.split_once(':')?;
        let value = |text: &str| Component::Value(escape(text).into_boxed_str());
        Some(Self {
            part: 'a',
            vendor: value(vendor),
            product: value(product),
            version: if version.is_empty() { Component::Any } else { value(version) },
            update: Component::Any,
            rest: std::array::from_fn(|_| Component::Any),
        })
    }
}

impl FromStr for Cpe {
    type Err = CpeError;

    fn from_str(text: &str) -> Result<Self, CpeError> {
        if text.len() > MAX_LEN {
            return Err(CpeError::TooLong);
        }
        let body = text.strip_prefix("cpe:2.3:").ok_or(CpeError::Prefix)?;
        let mut components = split(body).into_iter();
        let part = match components.next() {
            Some("a") => 'a',
            Some("o") => 'o',
            Some("h") => 'h',
            _ => return Err(CpeError::Part),
        };
        let given = components.len();
        if !(2..COMPONENTS).contains(&given) {
            return Err(CpeError::Components);
        }
        let mut next = || components.next().map_or(Component::Any, component);
        Ok(Self {
            part,
            vendor: next(),
            product: next(),
            version: next(),
            update: next(),
            rest: std::array::from_fn(|_| next()),
        })
    }
}

impl std::fmt::Display for Component {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Any => "*",
            Self::Na => "-",
            Self::Value(raw) => raw,
        })
    }
}

impl std::fmt::Display for Cpe {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "cpe:2.3:{}:{}:{}:{}:{}", self.part, self.vendor, self.product, self.version, self.update)?;
        self.rest.iter().try_for_each(|c| write!(f, ":{c}"))
    }
}

/// Splits at colons that are not escaped.
fn split(body: &str) -> Vec<&str> {
    let (mut out, mut start, mut escaped) = (Vec::new(), 0, false);
    for (i, c) in body.char_indices() {
        if c == ':' && !escaped {
            out.push(&body[start..i]);
            start = i + 1;
        }
        escaped = c == '\\' && !escaped;
    }
    out.push(&body[start..]);
    out
}

fn component(text: &str) -> Component {
    // A lone backslash at the end would escape the separator when printed.
    match close(text) {
        "*" | "" => Component::Any,
        "-" => Component::Na,
        text => Component::Value(text.to_lowercase().into_boxed_str()),
    }
}

fn close(text: &str) -> &str {
    let slashes = text.len() - text.trim_end_matches('\\').len();
    if slashes % 2 == 1 { &text[..text.len() - 1] } else { text }
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        if c.is_ascii() && !c.is_ascii_alphanumeric() && !matches!(c, '.' | '-' | '_') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Whether a value has `*` or `?` that no backslash escapes.
fn has_wildcard(raw: &str) -> bool {
    let mut chars = raw.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => drop(chars.next()),
            '*' | '?' => return true,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_names() {
        let name: Cpe = r"cpe:2.3:a:Vendor\:x:pure-ftpd:1.0\+2:p1:*:*:*:-:*:*".parse().unwrap();
        assert_eq!(name.key().as_deref(), Some("vendor:x:pure-ftpd"));
        assert_eq!(name.full_version().as_deref(), Some("1.0+2p1"));
        assert_eq!(name.rest[3], Component::Na);
        assert_eq!(
            "cpe:2.3:a:f5:nginx".parse::<Cpe>().unwrap().to_string(),
            "cpe:2.3:a:f5:nginx:*:*:*:*:*:*:*:*"
        );
        for bad in ["", "cpe:/a:x:y", "cpe:2.3:z:x:y", "cpe:2.3:a:x", "cpe:2.3:a:1:2:3:4:5:6:7:8:9:10:11"] {
            assert!(bad.parse::<Cpe>().is_err(), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn prints_what_it_reads(text in r"cpe:2\.3:[aoh](:[a-z0-9.\\*?\-]{0,8}){2,10}") {
            if let Ok(name) = text.parse::<Cpe>() {
                prop_assert_eq!(name.to_string().parse::<Cpe>().unwrap(), name);
            }
        }

        #[test]
        fn never_panics(text in ".{0,80}") {
            if let Ok(name) = format!("cpe:2.3:a:{text}").parse::<Cpe>() {
                let _ = (name.key(), name.full_version());
            }
        }

        #[test]
        fn escapes_what_it_builds(vendor in "[ -9;-~]{1,12}", version in "[ -~]{1,12}") {
            let name = Cpe::application(&format!("{vendor}:p"), &version).unwrap();
            prop_assert_eq!(name.version.plain(), Some(version.to_lowercase()));
            prop_assert!(name.key().is_some());
        }
    }
}
