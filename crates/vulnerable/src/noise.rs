//! What makes two answers of one real page differ: times, tokens, advertisements.

use std::sync::atomic::{AtomicU64, Ordering};

/// A source of small random numbers (splitmix64), one a server. Good enough to look restless; nothing secret hangs on it.
#[derive(Debug)]
pub(crate) struct Noise(AtomicU64);

impl Noise {
    pub(crate) fn new(seed: u64) -> Self {
        Self(AtomicU64::new(seed))
    }

    pub(crate) fn next(&self) -> u64 {
        let mut z =
            self.0.fetch_add(0x9E37_79B9_7F4A_7C15, Ordering::Relaxed).wrapping_add(0x9E37_79B9_7F4A_7C15);
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&self, n: u64) -> u64 {
        self.next() % n.max(1)
    }

    /// A token as frameworks put it into forms.
    pub(crate) fn token(&self) -> String {
        format!("{:016x}{:016x}", self.next(), self.next())
    }

    /// An advertisement: another one every time.
    pub(crate) fn advertisement(&self) -> String {
        const GOODS: [&str; 6] =
            ["tea kettles", "garden hoses", "wool socks", "desk lamps", "bicycle bells", "clay pots"];
        let goods = GOODS.get(self.below(6) as usize).copied().unwrap_or_default();
        format!("<aside class=ad>{goods}: {}% off today</aside>", 5 + self.below(60))
    }
}
