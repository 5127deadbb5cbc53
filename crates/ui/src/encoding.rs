//! Which form of a file is sent, by `Accept-Encoding` (RFC 9110 §12.5.3).

use crate::files::File;

/// More entries than this are not looked at.
const MOST: usize = 32;

/// The form that is wanted most and that there is: its name, if it is compressed, and its bytes. Of equally wanted ones
/// the smallest. Where even the plain one is refused it is sent all the same: an error would help nobody.
pub(crate) fn choose(accepted: &str, file: &File) -> (Option<&'static str>, &'static [u8]) {
    let mut best: (u16, Option<&'static str>, &'static [u8]) = (0, None, file.plain);
    let identity = weight(accepted, "identity").or_else(|| weight(accepted, "*").filter(|w| *w == 0));
    best.0 = identity.unwrap_or(1);
    for (name, bytes) in [("gzip", file.gzip), ("br", file.brotli)] {
        let Some(bytes) = bytes else { continue };
        let wanted = weight(accepted, name).or_else(|| weight(accepted, "*")).unwrap_or(0);
        if wanted > 0 && wanted >= best.0 {
            best = (wanted, Some(name), bytes);
        }
    }
    (best.1, best.2)
}

/// How much an encoding is wanted, in thousandths; `None` where it is not named.
fn weight(accepted: &str, name: &str) -> Option<u16> {
    accepted.split(',').take(MOST).find_map(|entry| {
        let mut parts = entry.split(';');
        let named = parts.next().unwrap_or_default().trim();
        let fits =
            named.eq_ignore_ascii_case(name) || (name == "gzip" && named.eq_ignore_ascii_case("x-gzip"));
        fits.then(|| parts.find_map(quality).unwrap_or(1000))
    })
}

/// `q=0.5` as 500. What is no number counts as a refusal.
fn quality(parameter: &str) -> Option<u16> {
    let (name, value) = parameter.split_once('=')?;
    if !name.trim().eq_ignore_ascii_case("q") {
        return None;
    }
    let value: f32 = value.trim().parse().unwrap_or(0.0);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to 0..=1000; NaN casts to 0"
    )]
    Some((value.clamp(0.0, 1.0) * 1000.0) as u16)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    static BOTH: File = File {
        path: "x",
        media_type: "text/plain",
        tag: "0",
        plain: b"plain",
        brotli: Some(b"br"),
        gzip: Some(b"gz"),
    };
    static PLAIN: File =
        File { path: "x", media_type: "", tag: "0", plain: b"plain", brotli: None, gzip: None };

    #[test]
    fn the_most_wanted_form_is_sent() {
        for (accepted, expect) in [
            ("", None),
            ("gzip, deflate, br, zstd", Some("br")),
            ("gzip, deflate", Some("gzip")),
            ("GZIP", Some("gzip")),
            ("x-gzip", Some("gzip")),
            ("br;q=0.5, gzip;q=0.9", Some("gzip")),
            ("br; q=0, gzip;q=0", None),
            ("*", Some("br")),
            ("*;q=0", None),
            ("br;q=0, *", Some("gzip")),
            ("identity", None),
            ("identity;q=1, gzip;q=0.5", None),
            ("identity;q=0.5, gzip;q=0.5", Some("gzip")),
            ("identity;q=0, gzip;q=0.001", Some("gzip")),
            ("br;q=nonsense", None),
            ("brotli, gzipped", None),
        ] {
            assert_eq!(choose(accepted, &BOTH).0, expect, "{accepted}");
            assert_eq!(choose(accepted, &PLAIN), (None, b"plain".as_slice()), "{accepted}");
        }
    }

    proptest! {
        #[test]
        fn any_header_is_answered(accepted in "[a-z0-9=;,.* q-]{0,60}") {
            let (name, bytes) = choose(&accepted, &BOTH);
            let expect: &[u8] = match name { Some("br") => b"br", Some("gzip") => b"gz", _ => b"plain" };
            prop_assert_eq!(bytes, expect);
        }
    }
}
