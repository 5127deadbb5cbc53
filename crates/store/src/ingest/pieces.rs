//! Lists cut into pieces that fit into a key: an index row of PostgreSQL holds less than 2,704 bytes, and a worker names
//! as many words and ports as it likes.

use std::collections::BTreeSet;

use model::ports::{PortSet, Protocol};

/// Bytes of the words of one row.
const WORDS: usize = 1000;
/// Port ranges of one row, each of at most twelve bytes with its comma.
const RANGES: usize = 80;
/// Ranges of ports without an answer: their text stays below the 64 KiB that a port set is read from.
const FILTERED: usize = 5000;

/// Words as they are stored: sorted, each once, comma separated, with their number; one empty piece for none.
pub(super) fn words(words: &[String]) -> Vec<(String, i64)> {
    let words: BTreeSet<&str> = words.iter().map(String::as_str).collect();
    let mut pieces = vec![(String::new(), 0)];
    for word in words {
        match pieces.last_mut() {
            Some((piece, count)) if piece.is_empty() || piece.len() + word.len() < WORDS => {
                if !piece.is_empty() {
                    piece.push(',');
                }
                piece.push_str(word);
                *count += 1;
            }
            _ => pieces.push((word.to_owned(), 1)),
        }
    }
    pieces
}

/// Ports that were asked, with those among them that never answered.
pub(super) fn ports(scanned: &PortSet, filtered: &PortSet, protocol: Protocol) -> Vec<(String, String)> {
    let silent = fewer(filtered.ranges(protocol));
    let piece = |asked: &[(u16, u16)]| {
        let (from, to) = asked.first().zip(asked.last()).map_or((0, 0), |(a, b)| (a.0, b.1));
        let within: Vec<_> = silent.iter().copied().filter(|&(a, b)| b >= from && a <= to).collect();
        (text(asked, protocol), text(&within, protocol))
    };
    scanned.ranges(protocol).chunks(RANGES).map(piece).collect()
}

/// At most [`FILTERED`] ranges, by taking neighbours together. A port that is wrongly taken to be silent closes nothing,
/// so this errs on the safe side.
fn fewer(ranges: &[(u16, u16)]) -> Vec<(u16, u16)> {
    let size = ranges.len().div_ceil(FILTERED).max(1);
    ranges.chunks(size).filter_map(|some| Some((some.first()?.0, some.last()?.1))).collect()
}

fn text(ranges: &[(u16, u16)], protocol: Protocol) -> String {
    let items: Vec<String> = ranges.iter().map(|(a, b)| format!("{a}-{b}")).collect();
    let letter = if protocol == Protocol::Udp && !items.is_empty() { "U:" } else { "" };
    // Printed by the set itself, so that one list has one form.
    let text = format!("{letter}{}", items.join(","));
    PortSet::try_from(text.clone()).map_or(text, |set| set.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_are_sorted_and_cut() {
        let list = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
        assert_eq!(words(&list(&["b", "a", "b"])), [("a,b".to_owned(), 2)]);
        assert_eq!(words(&[]), [(String::new(), 0)]);
        let many: Vec<String> = (0..300).map(|n| format!("some-check-{n:03}")).collect();
        let pieces = words(&many);
        assert!(pieces.len() > 4 && pieces.iter().all(|(piece, _)| piece.len() <= WORDS));
        let joined: Vec<&str> = pieces.iter().map(|(piece, _)| piece.as_str()).collect();
        assert_eq!(joined.join(","), many.join(","));
        assert_eq!(pieces.iter().map(|(_, count)| count).sum::<i64>(), 300);
    }

    #[test]
    fn a_short_list_is_one_piece() {
        let udp = PortSet::from_ports([], [53, 161]);
        assert_eq!(ports(&udp, &udp, Protocol::Udp), [("U:53,161".to_owned(), "U:53,161".to_owned())]);
        let all = PortSet::all_tcp();
        assert_eq!(ports(&all, &PortSet::default(), Protocol::Tcp), [("1-65535".to_owned(), String::new())]);
        assert!(ports(&all, &all, Protocol::Udp).is_empty());
    }

    #[test]
    fn the_worst_target_can_be_read_back() {
        let every_second = PortSet::from_ports((1..=u16::MAX).step_by(2), []);
        for (scanned, filtered) in ports(&PortSet::all_tcp(), &every_second, Protocol::Tcp) {
            assert!(PortSet::try_from(scanned).is_ok() && PortSet::try_from(filtered).is_ok());
        }
    }

    proptest! {
        #[test]
        fn nothing_is_lost(asked in prop::collection::vec(1_u16.., 1..400), silent in prop::collection::vec(1_u16.., 0..400)) {
            let (scanned, filtered) = (PortSet::from_ports(asked, []), PortSet::from_ports(silent, []));
            let pieces: Vec<(PortSet, PortSet)> = ports(&scanned, &filtered, Protocol::Tcp)
                .into_iter()
                .map(|(a, b)| (a.try_into().unwrap(), b.try_into().unwrap()))
                .collect();
            for port in 1..=u16::MAX {
                let tcp = Protocol::Tcp;
                let mut of_port = pieces.iter().filter(|(a, _)| a.contains(tcp, port));
                match of_port.next() {
                    Some((_, silent)) => prop_assert_eq!(silent.contains(tcp, port), filtered.contains(tcp, port)),
                    None => prop_assert!(!scanned.contains(tcp, port)),
                }
                prop_assert!(of_port.next().is_none());
            }
        }
    }
}
