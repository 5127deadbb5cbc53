//! Inputs from seeds, the same for the same number on every machine.

/// The longest input, in bytes: parsers see longer ones, but what breaks them is in there.
const LONGEST: usize = 64 * 1024;
/// Values that break sums and comparisons.
const ODD: &[u8] = &[0, 1, 0x7f, 0x80, 0xfe, 0xff, b'\n', b'\r', b' ', b'"', b'\\', b'%', 0xc3, 0xe2];

/// A generator of inputs.
#[derive(Debug, Clone)]
pub struct Mutator(u64);

impl Mutator {
    /// A generator that begins with `seed`.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// SplitMix64.
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`; 0 for an empty range.
    fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.next() % end).unwrap_or(0)
    }

    fn pick<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> Option<&'a T> {
        list.get(self.below(list.len())).copied()
    }

    /// One input.
    pub fn input(&mut self, seeds: &[&[u8]], words: &[&str]) -> Vec<u8> {
        let mut out = self.pick(seeds).unwrap_or_default().to_vec();
        // Now and then an input of words only: deep nesting and odd orders come up sooner.
        if self.below(8) == 0 {
            out.clear();
            for _ in 0..self.below(64) {
                out.extend_from_slice(self.pick(words).unwrap_or_default().as_bytes());
            }
        }
        for _ in 0..=self.below(12) {
            self.change(&mut out, seeds, words);
        }
        out.truncate(LONGEST);
        out
    }

    fn change(&mut self, out: &mut Vec<u8>, seeds: &[&[u8]], words: &[&str]) {
        let at = self.below(out.len() + 1);
        let end = (at + self.below(32)).min(out.len());
        match self.below(9) {
            0 => {
                let bit = 1_u8 << self.below(8);
                out.get_mut(at).into_iter().for_each(|b| *b ^= bit);
            }
            1 => {
                let byte = ODD.get(self.below(ODD.len())).copied().unwrap_or_default();
                out.insert(at, byte);
            }
            2 | 3 => {
                let word = self.pick(words).unwrap_or_default();
                out.splice(at..at, word.bytes());
            }
            4 => drop(out.drain(at..end)),
            5 => {
                let piece = out.get(at..end).unwrap_or_default().to_vec();
                let to = self.below(out.len() + 1);
                out.splice(to..to, piece);
            }
            6 => {
                let piece = out.get(at..end).unwrap_or_default().to_vec();
                let times = 1 << self.below(8);
                out.splice(at..at, piece.repeat(times));
            }
            7 => {
                let other = self.pick(seeds).unwrap_or_default();
                let from = self.below(other.len() + 1);
                out.truncate(at);
                out.extend_from_slice(other.get(from..).unwrap_or_default());
            }
            _ => {
                let number = self.next().to_string();
                out.splice(at..end, number.bytes());
            }
        }
        out.truncate(LONGEST);
    }
}

/// A number for the name of a file that keeps an input (FNV-1a).
pub fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(*b)).wrapping_mul(0x0000_0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_inputs() {
        let seeds: &[&[u8]] = &[b"one two", b"three"];
        let inputs = |seed| {
            let mut mutator = Mutator::new(seed);
            (0..200).map(|_| mutator.input(seeds, &["word", "<"])).collect::<Vec<_>>()
        };
        assert_eq!(inputs(1), inputs(1));
        assert_ne!(inputs(1), inputs(2));
        assert!(inputs(3).iter().all(|i| i.len() <= LONGEST));
        assert_eq!(Mutator::new(1).input(&[], &[]).len(), Mutator::new(1).input(&[], &[]).len());
    }
}
