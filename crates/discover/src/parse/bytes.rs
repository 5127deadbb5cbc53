//! A reader over foreign bytes that ends instead of panicking.

/// What is left to read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bytes<'a>(pub(crate) &'a [u8]);

impl<'a> Bytes<'a> {
    pub(crate) fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (head, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(head)
    }

    pub(crate) fn u8(&mut self) -> Option<u8> {
        self.take(1)?.first().copied()
    }

    pub(crate) fn u16(&mut self) -> Option<u16> {
        self.take(2)?.try_into().ok().map(u16::from_be_bytes)
    }

    pub(crate) fn u16_le(&mut self) -> Option<u16> {
        self.take(2)?.try_into().ok().map(u16::from_le_bytes)
    }

    pub(crate) fn u32(&mut self) -> Option<u32> {
        self.take(4)?.try_into().ok().map(u32::from_be_bytes)
    }

    pub(crate) fn u32_le(&mut self) -> Option<u32> {
        self.take(4)?.try_into().ok().map(u32::from_le_bytes)
    }

    /// Goes on if the next bytes are these.
    pub(crate) fn expect(&mut self, bytes: &[u8]) -> Option<()> {
        (self.take(bytes.len())? == bytes).then_some(())
    }

    /// Text up to the next zero byte, which is taken too.
    pub(crate) fn text(&mut self) -> Option<String> {
        let end = self.0.iter().position(|b| *b == 0)?;
        let text = String::from_utf8_lossy(self.take(end)?).into_owned();
        self.take(1)?;
        Some(text)
    }

    /// The tag and content of the next BER element with a definite length.
    pub(crate) fn ber(&mut self) -> Option<(u8, Bytes<'a>)> {
        let tag = self.u8()?;
        let first = self.u8()?;
        let length = match first {
            0..=127 => usize::from(first),
            0x81..=0x84 => {
                let digits = self.take(usize::from(first & 0x7f))?;
                digits.iter().fold(0usize, |n, d| (n << 8) | usize::from(*d))
            }
            _ => return None,
        };
        // An answer may be cut: what is there of the element counts.
        let part = length.min(self.0.len());
        Some((tag, Bytes(self.take(part)?)))
    }
}
