//! As much of BER (X.690) as SNMP and LDAP need: definite lengths, one-byte tags.

/// A tag and its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Element<'a> {
    pub(crate) tag: u8,
    pub(crate) content: &'a [u8],
}

/// The element at the front and what follows it; `None` when it is not whole.
pub(crate) fn read(bytes: &[u8]) -> Option<(Element<'_>, &[u8])> {
    let (tag, rest) = bytes.split_first()?;
    let (first, rest) = rest.split_first()?;
    let (length, rest) = if first & 0x80 == 0 {
        (usize::from(*first), rest)
    } else {
        let width = usize::from(first & 0x7f);
        if !(1..=4).contains(&width) {
            return None;
        }
        let (digits, rest) = rest.split_at_checked(width)?;
        (digits.iter().fold(0usize, |n, b| (n << 8) | usize::from(*b)), rest)
    };
    let (content, rest) = rest.split_at_checked(length)?;
    Some((Element { tag: *tag, content }, rest))
}

/// The elements inside, up to the first that is not whole; at most 64.
pub(crate) fn children(mut content: &[u8]) -> Vec<Element<'_>> {
    let mut out = Vec::new();
    while let Some((element, rest)) = read(content) {
        out.push(element);
        content = rest;
        if out.len() >= 64 {
            break;
        }
    }
    out
}

/// An element of a tag with its content.
pub(crate) fn element(tag: u8, content: &[u8]) -> Vec<u8> {
    let mut out = vec![tag];
    match content.len() {
        short @ 0..=127 => out.push(short as u8),
        long @ 128..=255 => out.extend_from_slice(&[0x81, long as u8]),
        long => {
            out.push(0x82);
            out.extend_from_slice(&u16::try_from(long).unwrap_or(u16::MAX).to_be_bytes());
        }
    }
    out.extend_from_slice(content);
    out
}

/// An element made of elements.
pub(crate) fn sequence(tag: u8, parts: &[Vec<u8>]) -> Vec<u8> {
    element(tag, &parts.concat())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_written_is_read(tag in any::<u8>(), content in prop::collection::vec(any::<u8>(), 0..600)) {
            let bytes = element(tag, &content);
            let (read, rest) = read(&bytes).unwrap();
            prop_assert_eq!((read.tag, read.content, rest.len()), (tag, content.as_slice(), 0));
        }

        #[test]
        fn never_panics(bytes in prop::collection::vec(any::<u8>(), 0..100)) {
            for child in children(&bytes) {
                let _ = children(child.content);
            }
        }
    }
}
