//! Files and texts that users and feeds bring.

use knowledge::Knowledge;
use model::hosts::{HostList, host_name};
use model::ports::PortSet;

use crate::Target;

/// The parsers of `knowledge` and `model`.
pub(crate) const TARGETS: &[Target] = &[
    Target {
        name: "feed",
        run: feed,
        seeds: &[
            br#"{"format":"NVD_CVE","version":"2.0","vulnerabilities":[{"cve":{"id":"CVE-2024-0001","published":"2024-01-01T00:00:00.000","descriptions":[{"lang":"en","value":"x"}],"metrics":{"cvssMetricV31":[{"cvssData":{"vectorString":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H","baseScore":9.8}}]},"configurations":[{"nodes":[{"operator":"OR","cpeMatch":[{"vulnerable":true,"criteria":"cpe:2.3:a:openbsd:openssh:*:*:*:*:*:*:*:*","versionEndExcluding":"9.3"}]}]}],"references":[{"url":"http://h.test/"}]}}]}"#,
        ],
        words: &["{", "}", "[", "]", "\"", ",", ":", "cpe:2.3:a:", "\\:", "CVSS:3.1/", "null", "\"cpeMatch\":[", "-1", "\"nodes\":[", "\\ud800"],
        short: 15,
    },
    Target {
        name: "hosts",
        run: hosts,
        seeds: &[b"10.0.0.1, 10.0.0.5-9, 192.168.0.0/24, h.test, 2001:db8::/120", b"10.0.0.0-255 # x\n::1-::5"],
        words: &[",", "-", "/", ".", ":", "::", "/0", "/32", "255", "256", "\n", "h.test", "4294967296", "*"],
        short: 5_000,
    },
    Target {
        name: "ports",
        run: ports,
        seeds: &[b"T:22,80,443,8000-8100,U:53", b"1-65535"],
        words: &["T:", "U:", ",", "-", "65535", "65536", "0", "tcp", " "],
        short: 5_000,
    },
];

fn feed(data: &[u8]) {
    let _ = Knowledge::builtin().with_feed(data).map(|known| known.cve_count());
}

fn hosts(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let _ = host_name(&text);
    if let Ok(list) = text.parse::<HostList>() {
        let _ = (list.count(), list.names().count(), list.addresses().take(300).count());
        let again: HostList = list.to_string().parse().expect("what is printed can be read");
        assert_eq!(again.count(), list.count());
    }
}

fn ports(data: &[u8]) {
    if let Ok(set) = String::from_utf8_lossy(data).parse::<PortSet>() {
        let again: PortSet = set.to_string().parse().expect("what is printed can be read");
        assert_eq!(again, set);
    }
}
