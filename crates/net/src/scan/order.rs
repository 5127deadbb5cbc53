//! In which order ports are asked.

/// Ports that most often matter, most telling first: what a person wants to see early.
const FIRST: &[u16] = &[
    80, 443, 22, 21, 25, 3389, 445, 139, 23, 53, 110, 143, 993, 995, 587, 465, 3306, 5432, 6379, 27017, 8080,
    8443, 111, 135, 389, 636, 1433, 1521, 2049, 5900, 5985, 9200, 11211, 8000, 8888, 8081, 9090, 2375, 6443,
    2379, 5672, 1883, 9092, 2181, 873, 1723, 554, 5060, 179, 514, 631, 9100, 10000, 49152,
];

/// Every port once: the common ones first, the rest spread so that neither a rate limit nor a filter on a range of ports
/// meets all of one stretch. The same ports always come in the same order.
pub(super) fn spread(ports: &[u16]) -> Vec<u16> {
    let mut all = ports.to_vec();
    all.sort_by_cached_key(|&port| match FIRST.iter().position(|first| *first == port) {
        Some(rank) => (false, rank as u64, port),
        None => (true, mix(port.into()), port),
    });
    all.dedup();
    all
}

/// The finisher of SplitMix64 (Steele, Lea, Flood 2014).
const fn mix(number: u64) -> u64 {
    let z = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_port_once_common_ones_first() {
        let order = spread(&(1..=u16::MAX).chain([80, 80]).collect::<Vec<_>>());
        assert_eq!(order[..3], [80, 443, 22]);
        let mut sorted = order.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, (1..=u16::MAX).collect::<Vec<_>>());
        assert_eq!(order, spread(&sorted), "repeatable");
    }
}
