//! How fast sign-in attempts may follow each other.
//!
//! Failures are counted by account and by address (whoever stores them does the counting); this decides. After a few
//! free attempts each further failure doubles the wait, up to a bound: guessing becomes hopeless, but nobody can lock
//! an account for good by failing on purpose.

use model::Timestamp;

/// How patient one counter is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// Failures without any wait.
    pub free: u32,
    /// Wait after the first failure beyond, in seconds; doubles with each further one.
    pub base_seconds: u32,
    /// Longest wait, in seconds.
    pub max_seconds: u32,
    /// Failures are forgotten this long after the last one, in seconds.
    pub window_seconds: u32,
}

impl Limit {
    /// For one account: five free failures, then 1, 2, 4 … seconds up to 15 minutes; forgotten after an hour. PCI DSS 4.0
    /// §8.3.4 asks for a lock-out of 30 minutes after ten attempts *or* until identity is confirmed; ten failures here
    /// cost the eleventh 16 s and a day of guessing allows about a hundred attempts.
    pub const ACCOUNT: Self = Self { free: 5, base_seconds: 1, max_seconds: 900, window_seconds: 3600 };
    /// For one address: more patient, since offices share one.
    pub const ADDRESS: Self = Self { free: 20, base_seconds: 1, max_seconds: 900, window_seconds: 3600 };
}

/// The failures of one counter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Failures {
    /// How many in a row.
    pub count: u32,
    /// When the last one was; `None` if there was none.
    pub last: Option<Timestamp>,
}

impl Failures {
    /// The counter after one more failure.
    #[must_use]
    pub fn plus_one(self, limit: &Limit, now: Timestamp) -> Self {
        Self { count: self.live(limit, now).saturating_add(1), last: Some(now) }
    }

    /// The failures that still count.
    fn live(self, limit: &Limit, now: Timestamp) -> u32 {
        match self.last {
            Some(last) if now < last.plus_seconds(i64::from(limit.window_seconds)) => self.count,
            _ => 0,
        }
    }
}

/// Whether an attempt may be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// Now.
    Allowed,
    /// Not for so many seconds (at least 1).
    RetryAfter(u32),
}

/// Decides on an attempt at `now` from the failures of one counter.
pub fn decide(limit: &Limit, failures: Failures, now: Timestamp) -> Decision {
    let beyond = failures.live(limit, now).saturating_sub(limit.free);
    let (Some(last), 1..) = (failures.last, beyond) else { return Decision::Allowed };
    let doubled = u64::from(limit.base_seconds) << (beyond - 1).min(31);
    let wait = u32::try_from(doubled).unwrap_or(u32::MAX).min(limit.max_seconds);
    // A clock that was set back must not lock anyone out for longer than the wait itself.
    let left = (last.plus_seconds(i64::from(wait)).micros() - now.micros()).min(i64::from(wait) * 1_000_000);
    match left {
        ..=0 => Decision::Allowed,
        left => Decision::RetryAfter(
            u32::try_from(left.div_euclid(1_000_000) + 1).unwrap_or(wait).min(wait.max(1)),
        ),
    }
}

/// Decides on a sign-in: the stricter of account and address.
pub fn sign_in(account: Failures, address: Failures, now: Timestamp) -> Decision {
    match (decide(&Limit::ACCOUNT, account, now), decide(&Limit::ADDRESS, address, now)) {
        (Decision::Allowed, other) | (other, Decision::Allowed) => other,
        (Decision::RetryAfter(a), Decision::RetryAfter(b)) => Decision::RetryAfter(a.max(b)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const T0: Timestamp = Timestamp::from_micros(1_800_000_000_000_000);

    #[track_caller]
    fn check(count: u32, seconds_later: i64, expect: Decision) {
        let failures = Failures { count, last: Some(T0) };
        assert_eq!(decide(&Limit::ACCOUNT, failures, T0.plus_seconds(seconds_later)), expect);
    }

    #[test]
    fn waits_double_up_to_the_bound_and_pass() {
        check(0, 0, Decision::Allowed);
        check(5, 0, Decision::Allowed);
        check(6, 0, Decision::RetryAfter(1));
        check(6, 1, Decision::Allowed);
        check(8, 0, Decision::RetryAfter(4));
        check(8, 3, Decision::RetryAfter(2));
        check(8, 4, Decision::Allowed);
        check(u32::MAX, 0, Decision::RetryAfter(900));
        check(u32::MAX, 900, Decision::Allowed);
        check(u32::MAX, -100_000, Decision::RetryAfter(900));
        assert_eq!(decide(&Limit::ACCOUNT, Failures { count: 9, last: None }, T0), Decision::Allowed);
    }

    #[test]
    fn forgets_after_the_window() {
        let many = Failures { count: 50, last: Some(T0) };
        assert_eq!(many.plus_one(&Limit::ACCOUNT, T0.plus_seconds(3599)).count, 51);
        assert_eq!(many.plus_one(&Limit::ACCOUNT, T0.plus_seconds(3600)).count, 1);
    }

    #[test]
    fn the_stricter_counter_wins() {
        let (few, many) = (Failures { count: 1, last: Some(T0) }, Failures { count: 23, last: Some(T0) });
        assert_eq!(sign_in(few, few, T0), Decision::Allowed);
        assert_eq!(sign_in(few, many, T0), Decision::RetryAfter(4));
        assert_eq!(sign_in(many, few, T0), Decision::RetryAfter(900));
    }
}
