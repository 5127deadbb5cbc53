//! How the files look that prove a way out.

use std::sync::LazyLock;

use regex::Regex;

/// The most bytes of an answer that are searched.
const MOST_BYTES: usize = 512 * 1024;

/// A file that proves something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Proof {
    /// The list of users of a Unix machine.
    Passwd,
    /// A settings file that every Windows has.
    WinIni,
    /// The description of a Java web application.
    WebXml,
    /// PHP source, in Base64.
    EncodedPhp,
    /// Source of a script.
    Script,
}

static ROOT: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"root:[^:\s<]{0,120}:0:0:[^:\n<]{0,100}:/").ok());
static USER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"[a-z_][a-z0-9_-]{0,31}:[^:\s<]{0,120}:\d{1,10}:\d{1,10}:[^:\n<]{0,100}:/").ok()
});
static BASE64: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"[A-Za-z0-9+/]{24,}={0,2}").ok());
static SCRIPT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"<\?php\s[^?]{0,400}[;{]|<%@\s*(?:page|Page|taglib|Import)\b|(?m)^#!/usr/bin/(?:env )?(?:perl|python\d?|ruby)\b|(?m)^from flask import |(?m)^const \w+ = require\(['\x22]express",
    )
    .ok()
});

impl Proof {
    /// As a summary names it.
    pub(crate) fn what(self) -> &'static str {
        match self {
            Self::Passwd => "the list of users /etc/passwd",
            Self::WinIni => "the Windows file win.ini",
            Self::WebXml => "the application's description WEB-INF/web.xml",
            Self::EncodedPhp => "PHP source in Base64",
            Self::Script => "the source of a script",
        }
    }

    /// The part of a text that proves it.
    pub(crate) fn find(self, text: &str) -> Option<String> {
        let mut end = text.len().min(MOST_BYTES);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let text = text.get(..end)?;
        match self {
            Self::Passwd => passwd(text),
            Self::WinIni => (text.contains("; for 16-bit app support") && text.contains("[fonts]"))
                .then(|| "; for 16-bit app support".to_owned()),
            Self::WebXml => ["<servlet", "<filter", "<welcome-file", "<display-name", "<listener", "xmlns"]
                .iter()
                .any(|part| text.contains("<web-app") && text.contains(part))
                .then(|| "<web-app".to_owned()),
            Self::EncodedPhp => encoded_php(text),
            Self::Script => SCRIPT.as_ref()?.find(text).map(|m| m.as_str().to_owned()),
        }
    }
}

/// The line of root beside one of another user.
fn passwd(text: &str) -> Option<String> {
    // Also where line ends became markup or escapes.
    let plain = text.replace("\\n", "\n").replace("\\/", "/").replace("&#x2F;", "/").replace("&#47;", "/");
    let root = ROOT.as_ref()?.find(&plain)?;
    let users =
        USER.as_ref()?.find_iter(&plain).take(5).filter(|m| !m.as_str().ends_with(root.as_str())).count();
    (users >= 1).then(|| root.as_str().to_owned())
}

fn encoded_php(text: &str) -> Option<String> {
    BASE64.as_ref()?.find_iter(text).take(50).find_map(|found| {
        let decoded = decode(found.as_str());
        let source = String::from_utf8_lossy(&decoded);
        let begins = source.trim_start().starts_with("<?");
        (begins && source.contains("<?php")).then(|| source.chars().take(80).collect())
    })
}

/// Base64 (RFC 4648, section 4); ends at the first sign that is not of it.
pub(crate) fn decode(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0_u32);
    for byte in text.bytes() {
        let six = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => break,
        };
        bits = (bits << 6 | u32::from(six)) & 0xff_ffff;
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push(u8::try_from(bits >> count & 0xff).unwrap_or(0));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const PASSWD: &str = "root:x:0:0:root:/root:/bin/bash\ndaemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin\n";

    #[test]
    fn knows_files() {
        assert_eq!(Proof::Passwd.find(PASSWD).as_deref(), Some("root:x:0:0:root:/"));
        assert!(Proof::Passwd.find(&PASSWD.replace('\n', "<br>")).is_some());
        assert!(Proof::Passwd.find(&format!("{PASSWD:?}")).is_some());
        assert!(Proof::Passwd.find("a line such as root:x:0:0:root:/root:/bin/sh").is_none());
        assert!(Proof::Passwd.find("no such file /etc/passwd").is_none());
        assert!(Proof::WinIni.find("; for 16-bit app support\r\n[fonts]\r\n").is_some());
        assert!(Proof::WebXml.find("<web-app xmlns=\"x\">").is_some());
        assert!(Proof::EncodedPhp.find("x PD9waHAgZWNobyAxOyAvLyBzb21lIHNvdXJjZQ== y").is_some());
        assert!(Proof::EncodedPhp.find("aGVsbG8gd29ybGQsIGhvdyBhcmUgeW91").is_none());
        assert!(Proof::Script.find("<?php echo 1; ?>").is_some());
        assert!(Proof::Script.find("learn &lt;?php echo 1; ?&gt;").is_none());
    }

    proptest::proptest! {
        #[test]
        fn reads_anything(text in ".{0,200}|[a-z:0/<\\n]{0,200}|[A-Za-z0-9+/=]{0,200}") {
            for proof in [Proof::Passwd, Proof::WinIni, Proof::WebXml, Proof::EncodedPhp, Proof::Script] {
                proof.find(&text);
            }
            decode(&text);
        }
    }

    #[test]
    fn decodes() {
        assert_eq!(decode("aGVsbG8="), b"hello");
        assert_eq!(decode(""), b"");
        assert_eq!(decode("!!"), b"");
    }
}
