//! Reading and writing length-prefixed big-endian bytes. Reading never panics: what is not there is `None`.

/// Reads from the front of a slice.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    pub(crate) const fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    pub(crate) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (head, tail) = self.0.split_at_checked(count)?;
        self.0 = tail;
        Some(head)
    }

    /// A number of `width` (1 to 3) bytes.
    pub(crate) fn number(&mut self, width: usize) -> Option<usize> {
        Some(self.take(width)?.iter().fold(0, |n, b| (n << 8) | usize::from(*b)))
    }

    pub(crate) fn u8(&mut self) -> Option<u8> {
        self.take(1)?.first().copied()
    }

    pub(crate) fn u16(&mut self) -> Option<u16> {
        u16::try_from(self.number(2)?).ok()
    }

    /// Bytes after a length of `width` bytes.
    pub(crate) fn vector(&mut self, width: usize) -> Option<&'a [u8]> {
        let count = self.number(width)?;
        self.take(count)
    }
}

/// Appends `body` after its length in `width` bytes. Callers keep bodies far under the limit of the width.
pub(crate) fn put_vector(out: &mut Vec<u8>, width: usize, body: &[u8]) {
    let length = (body.len() as u64).to_be_bytes();
    out.extend_from_slice(&length[8 - width..]);
    out.extend_from_slice(body);
}
