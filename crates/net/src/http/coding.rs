//! Content codings: gzip and deflate, with a bound on what they may grow to.

use std::io::Read;

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use crate::http::Response;

/// The most codings on top of each other. Honest servers use one.
const MOST_CODINGS: usize = 3;

impl Response {
    /// The body with its content codings (`gzip`, `deflate`) removed, at most `max` bytes of it; the second value says
    /// whether something was lost, by the bound, damage or a coding that is not known. The body itself stays as it came.
    pub fn decoded(&self, max: usize) -> (Vec<u8>, bool) {
        let header = self.headers_named("content-encoding").collect::<Vec<_>>().join(",");
        let codings = header.split(',').map(|c| c.trim().to_ascii_lowercase());
        let codings: Vec<String> = codings.filter(|c| !c.is_empty() && c != "identity").collect();
        let mut body = self.body.clone();
        let mut lost = codings.len() > MOST_CODINGS;
        for coding in codings.iter().rev().take(MOST_CODINGS) {
            let (plain, cut) = match coding.as_str() {
                "gzip" | "x-gzip" => inflate(MultiGzDecoder::new(body.as_slice()), max),
                "deflate" => deflate(&body, max),
                _ => return (body, true),
            };
            // A body that is not what its header says is common; what is there is better than nothing.
            if plain.is_empty() && cut {
                return (body, true);
            }
            lost |= cut;
            body = plain;
        }
        lost |= body.len() > max;
        body.truncate(max);
        (body, lost)
    }
}

/// `deflate` means zlib by RFC 9110; some servers send it bare.
fn deflate(body: &[u8], max: usize) -> (Vec<u8>, bool) {
    let (plain, cut) = inflate(ZlibDecoder::new(body), max);
    if plain.is_empty() && cut { inflate(DeflateDecoder::new(body), max) } else { (plain, cut) }
}

/// Reads at most `max` bytes; what came before damage or the bound is kept.
fn inflate(decoder: impl Read, max: usize) -> (Vec<u8>, bool) {
    let mut out = Vec::new();
    let bound = u64::try_from(max).unwrap_or(u64::MAX);
    let read = decoder.take(bound.saturating_add(1)).read_to_end(&mut out);
    let cut = read.is_err() || out.len() > max;
    out.truncate(max);
    (out, cut)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
    use proptest::prelude::*;

    use super::*;

    fn gzip(plain: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(plain).unwrap();
        encoder.finish().unwrap()
    }

    fn response(coding: &str, body: Vec<u8>) -> Response {
        Response { headers: vec![("Content-Encoding".into(), coding.into())], body, ..Response::default() }
    }

    #[track_caller]
    fn check(coding: &str, body: Vec<u8>, expect: &[u8], lost: bool) {
        assert_eq!(response(coding, body).decoded(1000), (expect.to_vec(), lost), "{coding}");
    }

    #[test]
    fn removes_codings_within_the_bound() {
        let plain = b"hello, hello, hello";
        check("gzip", gzip(plain), plain, false);
        check("gzip, gzip", gzip(&gzip(plain)), plain, false);
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::fast());
        zlib.write_all(plain).unwrap();
        check("deflate", zlib.finish().unwrap(), plain, false);
        let mut bare = DeflateEncoder::new(Vec::new(), Compression::fast());
        bare.write_all(plain).unwrap();
        check("Deflate", bare.finish().unwrap(), plain, false);
        check("br", plain.to_vec(), plain, true);
        check("gzip", plain.to_vec(), plain, true);
        check("identity", plain.to_vec(), plain, false);
    }

    #[test]
    fn a_bomb_stays_small() {
        let bomb = gzip(&gzip(&vec![0; 32 << 20]));
        let (body, lost) = response("gzip, gzip", bomb).decoded(100_000);
        assert!(lost && body.len() <= 100_000);
    }

    proptest! {
        #[test]
        fn never_panics(body in prop::collection::vec(any::<u8>(), 0..200), coding in "(gzip|deflate|br|,| ){0,4}") {
            let _ = response(&coding, body).decoded(64);
        }
    }
}
