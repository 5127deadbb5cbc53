//! How many ports are asked at once, and how long an answer may take: congestion control in small.

use std::time::Duration;

/// Ports asked at once in the beginning.
const INITIAL: f64 = 64.0;
/// The window never gets smaller.
const LEAST: f64 = 8.0;
/// An answer is awaited at least this long, so that one slow moment is no loss.
const LEAST_TIMEOUT: Duration = Duration::from_millis(150);

/// The window and the round-trip estimate of one scan. It grows with every answer (slow start, then by one a round) and
/// halves on proven loss: a port that answered when asked again. Silence alone is no loss; most silent ports are filtered.
#[derive(Debug)]
pub(super) struct Window {
    size: f64,
    threshold: f64,
    most: f64,
    round_trip: Option<(f64, f64)>,
    longest: Duration,
}

impl Window {
    pub(super) fn new(most: u32, longest: Duration) -> Self {
        let most = f64::from(most.max(1));
        Self { size: INITIAL.min(most), threshold: most, most, round_trip: None, longest }
    }

    /// Whether one more may be asked while `waiting` are out.
    pub(super) fn has_room(&self, waiting: usize) -> bool {
        (waiting as f64) < self.size.floor()
    }

    /// An answer came after `took`.
    pub(super) fn answered(&mut self, took: Duration) {
        let step = if self.size < self.threshold { 1.0 } else { 1.0 / self.size };
        self.size = (self.size + step).min(self.most);
        // RFC 6298, section 2.
        let took = took.as_secs_f64();
        self.round_trip = Some(match self.round_trip {
            None => (took, took / 2.0),
            Some((mean, spread)) => {
                (0.875f64.mul_add(mean, took * 0.125), 0.75f64.mul_add(spread, (mean - took).abs() * 0.25))
            }
        });
    }

    /// A port stayed silent: growth too, as a host behind a filter that drops gives no other sign, and the profile's cap
    /// holds all the same.
    pub(super) fn silent(&mut self) {
        self.size = (self.size + 0.5).min(self.most);
    }

    /// A port answered that had been silent: something on the way drops.
    pub(super) fn lost(&mut self) {
        self.size = (self.size / 2.0).max(LEAST.min(self.most));
        self.threshold = self.size;
    }

    /// This machine ran out of sockets with `waiting` of them out: there is no point in asking for more.
    pub(super) fn exhausted(&mut self, waiting: usize) {
        self.most = self.most.min((waiting as f64 * 0.9).max(LEAST));
        self.size = self.size.min(self.most);
    }

    /// How long to wait for the answer to attempt number `attempt` (from 0).
    pub(super) fn timeout(&self, attempt: u8) -> Duration {
        let Some((mean, spread)) = self.round_trip else { return self.longest };
        let estimate = Duration::from_secs_f64(4.0f64.mul_add(spread, mean));
        (estimate.max(LEAST_TIMEOUT) * 2u32.pow(u32::from(attempt.min(4)))).min(self.longest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grows_on_answers_and_halves_on_loss() {
        let mut window = Window::new(256, Duration::from_secs(3));
        assert!(window.has_room(63) && !window.has_room(64));
        assert_eq!(window.timeout(0), Duration::from_secs(3), "no estimate yet");
        for _ in 0..500 {
            window.answered(Duration::from_millis(1));
        }
        assert!(window.has_room(255) && !window.has_room(256));
        assert_eq!(window.timeout(0), LEAST_TIMEOUT);
        assert_eq!(window.timeout(1), LEAST_TIMEOUT * 2);
        window.lost();
        assert!(window.has_room(127) && !window.has_room(128));
        window.exhausted(100);
        assert!(!window.has_room(90));
    }
}
