//! The chunked transfer coding (RFC 9112 section 7.1), decoded piece by piece.

use crate::error::NetError;

/// The longest chunk-size line with extensions, and the longest trailer section, in bytes.
const MOST_LINE: usize = 8 * 1024;

/// Where the decoder stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Size,
    Data(u64),
    DataEnd,
    Trailer,
    Done,
}

/// Decodes what it is fed; bounded by what the caller keeps of the output.
#[derive(Debug)]
pub(super) struct Decoder {
    state: State,
    line: Vec<u8>,
    trailer: usize,
    behind: usize,
}

impl Decoder {
    pub(super) fn new() -> Self {
        Self { state: State::Size, line: Vec::new(), trailer: 0, behind: 0 }
    }

    pub(super) fn is_done(&self) -> bool {
        self.state == State::Done
    }

    /// Whether nothing came behind the last chunk.
    pub(super) fn is_clean(&self) -> bool {
        self.behind == 0
    }

    /// Decodes `input` and appends the data to `out`. What follows the last chunk is ignored.
    ///
    /// # Errors
    /// `Protocol` if the coding is broken, `TooLarge` for an endless line.
    pub(super) fn feed(&mut self, mut input: &[u8], out: &mut Vec<u8>) -> Result<(), NetError> {
        while !input.is_empty() && !self.is_done() {
            if let State::Data(left) = self.state {
                let count = usize::try_from(left).unwrap_or(usize::MAX).min(input.len());
                let (data, rest) = input.split_at(count);
                out.extend_from_slice(data);
                input = rest;
                let left = left - count as u64;
                self.state = if left == 0 { State::DataEnd } else { State::Data(left) };
                continue;
            }
            input = self.line(input)?;
        }
        self.behind += input.len();
        Ok(())
    }

    /// Takes bytes up to a line feed and acts on a whole line.
    fn line<'a>(&mut self, input: &'a [u8]) -> Result<&'a [u8], NetError> {
        let end = input.iter().position(|b| *b == b'\n');
        let (part, rest) = input.split_at(end.map_or(input.len(), |at| at + 1));
        self.line.extend_from_slice(part);
        self.trailer += if self.state == State::Trailer { part.len() } else { 0 };
        if self.line.len() > MOST_LINE || self.trailer > MOST_LINE {
            return Err(NetError::TooLarge);
        }
        if end.is_some() {
            let line = std::mem::take(&mut self.line);
            let line = line.trim_ascii();
            self.state = match self.state {
                State::Size => match size(line)? {
                    0 => State::Trailer,
                    size => State::Data(size),
                },
                State::DataEnd if line.is_empty() => State::Size,
                State::DataEnd => return Err(NetError::Protocol("chunked body")),
                State::Trailer if line.is_empty() => State::Done,
                other => other,
            };
        }
        Ok(rest)
    }
}

fn size(line: &[u8]) -> Result<u64, NetError> {
    let digits = line.split(|b| *b == b';').next().unwrap_or_default().trim_ascii();
    let text = std::str::from_utf8(digits).map_err(|_| NetError::Protocol("chunk size"))?;
    u64::from_str_radix(text, 16).map_err(|_| NetError::Protocol("chunk size"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn decodes_in_pieces_of_any_size() {
        let coded = b"4\r\nWiki\r\n6;x=y\r\npedia \r\nE\r\nin \r\n\r\nchunks.\r\n0\r\nT: 1\r\n\r\n";
        for piece in 1..coded.len() {
            let (mut decoder, mut out) = (Decoder::new(), Vec::new());
            for part in coded.chunks(piece) {
                decoder.feed(part, &mut out).unwrap();
            }
            assert_eq!(
                (out.as_slice(), decoder.is_done()),
                (b"Wikipedia in \r\n\r\nchunks.".as_slice(), true)
            );
        }
    }

    #[test]
    fn refuses_nonsense() {
        for bad in ["x\r\n", "-1\r\n", "2\r\nabc\r\n", "ffffffffffffffffff\r\n", "\r\n"] {
            assert!(Decoder::new().feed(bad.as_bytes(), &mut Vec::new()).is_err(), "{bad:?}");
        }
        assert!(matches!(Decoder::new().feed(&[b'1'; 10_000], &mut Vec::new()), Err(NetError::TooLarge)));
        let flood = [b"0\r\n".as_slice(), &b"t: x\r\n".repeat(5000)].concat();
        assert!(matches!(Decoder::new().feed(&flood, &mut Vec::new()), Err(NetError::TooLarge)));
    }

    proptest! {
        #[test]
        fn never_panics_and_never_grows(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let mut out = Vec::new();
            let _ = Decoder::new().feed(&bytes, &mut out);
            prop_assert!(out.len() <= bytes.len());
        }
    }
}
