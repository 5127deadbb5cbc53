//! Error rates of checks that decide by comparison: the one place where they are worked out.
//!
//! Every such check works the same way. It sends `n` requests whose payload should turn the answer one way and `n` whose
//! payload should turn it the other way, in an order drawn at random after the rule of decision was fixed (by earlier
//! answers that do not count). If the payload has no influence, whatever else moves the answers (load, news, counters,
//! attackers) does not know the order: each of the C(2n, n) orders was equally likely, and a decision that is right 2n times
//! has the chance 1 / C(2n, n). This is the exact test of R. A. Fisher, The Design of Experiments (1935), chapter II, the
//! lady tasting tea. It assumes nothing of the distribution of answers or times. One wrong answer ends the test, so that
//! noise costs little.

use model::Env;

/// Answers of each kind in a comparison of pages: a wrong decision has a chance of 1 in 184,756, 5.4e-6.
pub(crate) const PAGES: u32 = 10;
/// The same after a lesson more: 1 in 2,704,156 each time. All [`LESSONS`] together: 1 in 132,000, 7.6e-6.
pub(crate) const PAGES_AGAIN: u32 = 12;
/// How often a comparison of pages may learn and begin anew. Each time has an order of its own, drawn after the rule was fixed.
pub(crate) const LESSONS: u32 = 7;
/// Answers of each kind in a comparison of times: 1 in 48,620. With the three tries that it has, 6.2e-5.
pub(crate) const TIMES: u32 = 9;

/// The number of orders of `n` and `n`: C(2n, n). Exact up to `n` of 30.
pub(crate) fn orders(n: u32) -> u64 {
    (1..=u64::from(n.min(30))).fold(1, |c, k| c * 2 * (2 * k - 1) / k)
}

/// `n` times yes and `n` times no in random order (Fisher and Yates).
pub(crate) fn order(env: &Env, n: u32) -> Vec<bool> {
    let mut out: Vec<bool> = (0..2 * n).map(|i| i < n).collect();
    for i in (1..out.len()).rev() {
        let j = usize::try_from(env.below(i as u64 + 1)).unwrap_or(0);
        out.swap(i, j);
    }
    out
}

/// How a proof names the chance of a wrong decision after `n` and `n` right answers.
pub(crate) fn chance(n: u32) -> String {
    format!("in random order, {n} of {n} and {n} of {n}; by chance this happens once in {}", orders(n))
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::Timestamp;

    #[test]
    fn counts_orders() {
        assert_eq!([1, 2, 3, 8, 10].map(orders), [2, 6, 20, 12_870, 184_756]);
        assert_eq!(orders(30), 118_264_581_564_861_424);
        assert!(orders(PAGES) > 100_000 && orders(PAGES_AGAIN) == 2_704_156 && orders(TIMES) / 3 > 10_000);
    }

    #[test]
    fn orders_are_balanced_and_differ() {
        let (env, _) = Env::fake(Timestamp::from_micros(0), 3);
        let all: std::collections::BTreeSet<Vec<bool>> = (0..200).map(|_| order(&env, 3)).collect();
        assert_eq!(all.len(), 20);
        assert!(all.iter().all(|o| o.iter().filter(|y| **y).count() == 3));
    }
}
