//! How long a job waits before it is tried again.

use model::Env;

/// The first wait.
const FIRST_SECONDS: u64 = 5;
/// The longest.
const LONGEST_SECONDS: u64 = 600;

/// Seconds before the next try after `attempt` tries: 5 s · 2ⁿ, at most ten minutes, with up to a fifth added so that
/// jobs that failed together do not come back together.
pub fn delay_seconds(env: &Env, attempt: u32) -> u64 {
    let doubled =
        FIRST_SECONDS.saturating_mul(1_u64.checked_shl(attempt.saturating_sub(1)).unwrap_or(u64::MAX));
    let base = doubled.min(LONGEST_SECONDS);
    (base + env.below(base / 5 + 1)).min(LONGEST_SECONDS)
}

#[cfg(test)]
mod tests {
    use model::Timestamp;

    use super::*;

    #[test]
    fn doubles_and_stops_at_ten_minutes() {
        let (env, _) = Env::fake(Timestamp::from_micros(0), 1);
        for (attempt, least, most) in
            [(0, 5, 6), (1, 5, 6), (2, 10, 12), (3, 20, 24), (7, 320, 384), (8, 600, 600), (200, 600, 600)]
        {
            for _ in 0..50 {
                let delay = delay_seconds(&env, attempt);
                assert!((least..=most).contains(&delay), "attempt {attempt}: {delay}");
            }
        }
    }
}
