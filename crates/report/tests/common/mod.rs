//! A small network and its findings, shared by tests, the sample and the benchmark.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use model::definition::{Definition, Effect, SolutionType};
use model::evidence::{Evidence, EvidenceItem};
use model::finding::{Confidence, FindingState};
use model::host::Port;
use model::report::{Coverage, ReportFinding, ReportHead};
use model::run::{Compliance, HostSummary};
use model::service::Service;
use model::{Product, Severity, SeverityCounts, Timestamp};

/// 2026-11-20T08:00:00Z
pub(crate) const START: Timestamp = Timestamp::from_micros(1_795_161_600_000_000);

/// A definition with all its texts.
pub(crate) fn definition(check: &str, name: &str, score: f64, vector: &str) -> Definition {
    Definition {
        check: check.to_owned(),
        oid: format!("1.3.6.1.4.1.58953.1.{}", check.len()),
        name: name.to_owned(),
        family: "Databases".to_owned(),
        cvss_vector: vector.to_owned(),
        severity: Severity::from_score(score),
        cwe: vec!["CWE-306".to_owned()],
        cve: Vec::new(),
        summary: "The service answers commands of anybody who can reach it, without asking who they are.".to_owned(),
        impact: "An attacker can read and change all data, and with the service's own commands often write files \
                 that lead to control of the whole system."
            .to_owned(),
        detection: "The check sent a harmless status command and got a full answer.".to_owned(),
        solution: "Set a password and bind the service to the loopback address. Let a firewall refuse everybody else."
            .to_owned(),
        solution_type: SolutionType::Mitigation,
        references: vec!["https://cwe.mitre.org/data/definitions/306.html".to_owned()],
        effect: Effect::Safe,
    }
}

/// A finding at a TCP port.
pub(crate) fn finding(definition: &Arc<Definition>, host: &str, port: u16, service: &str) -> ReportFinding {
    ReportFinding {
        id: None,
        number: 1,
        fingerprint: format!("v1:{}:{host}:{port}", definition.check),
        host: host.to_owned(),
        port: Some(Port::tcp(port)),
        service: Some(service.to_owned()),
        place: String::new(),
        severity: definition.severity,
        state: FindingState::New,
        confidence: Confidence::Confirmed,
        evidence: Evidence::new("The status command was answered without a password.")
            .with("request", "INFO server\r\n")
            .with("response", "$3211\n# Server\nredis_version:6.0.16\nredis_mode:standalone\nos:Linux 5.10 x86_64\nuptime_in_days:41"),
        first_seen: START.plus_seconds(-86_400 * 12),
        last_seen: START.plus_seconds(640),
        definition: definition.clone(),
    }
}

/// A service that detection understood.
pub(crate) fn service(name: &str, product: &str, version: &str, tls: bool) -> Service {
    Service {
        name: name.to_owned(),
        product: Some(product.to_owned()),
        version: Some(version.to_owned()),
        tls,
        certainty: 100,
        ..Service::default()
    }
}

/// The head of a run over a small network.
pub(crate) fn head() -> ReportHead {
    let host = |last: u8, name: &str, counts: SeverityCounts, services: Vec<(Port, Service)>| HostSummary {
        host: name.to_owned(),
        address: IpAddr::V4(Ipv4Addr::new(192, 0, 2, last)),
        services,
        counts,
    };
    let ssh = || (Port::tcp(22), service("ssh", "OpenSSH", "8.4p1", false));
    let web = || (Port::tcp(443), service("http", "nginx", "1.18.0", true));
    ReportHead {
        title: "Office network, November 2026".to_owned(),
        organization: "Example Trading Ltd".to_owned(),
        product: Product::Pci,
        scan_name: "Office network".to_owned(),
        target_name: "Office 192.0.2.0/28".to_owned(),
        hosts_in_scope: "192.0.2.0/28".to_owned(),
        hosts_excluded: "192.0.2.9".to_owned(),
        profile: "PCI ASV, version 3".to_owned(),
        ports: "T:1-65535,U:53,123,161".to_owned(),
        run: "01935f6e-7a00-7000-8000-000000000001".to_owned(),
        run_state: "completed".to_owned(),
        run_reason: None,
        started_at: Some(START),
        finished_at: Some(START.plus_seconds(1_234)),
        counts: SeverityCounts { critical: 3, high: 1, medium: 2, low: 1, info: 1 },
        compliance: Some(Compliance::Fail),
        hosts: vec![
            host(1, "192.0.2.1", SeverityCounts { low: 1, ..Default::default() }, vec![ssh()]),
            host(
                2,
                "cache.example.net",
                SeverityCounts { critical: 2, high: 1, ..Default::default() },
                vec![ssh(), (Port::tcp(6379), service("redis", "Redis", "6.0.16", false))],
            ),
            host(
                3,
                "shop.example.net",
                SeverityCounts { critical: 1, medium: 2, info: 1, ..Default::default() },
                vec![ssh(), web(), (Port::tcp(11211), service("memcached", "Memcached", "1.6.9", false))],
            ),
            host(4, "192.0.2.4", SeverityCounts::default(), Vec::new()),
        ],
        coverage: Coverage {
            hosts_total: 15,
            hosts_up: 4,
            ports_per_host: 65_538,
            ports_open: 6,
            checks_run: 1_318,
            not_tested: vec![(
                "192.0.2.1:161/udp".to_owned(),
                "no answer within the time limit; a firewall may drop the packets".to_owned(),
            )],
        },
        generator: "Watchpost 0.1.0".to_owned(),
    }
}

/// Ordinary findings of that run, sorted as a writer expects them.
pub(crate) fn findings() -> Vec<ReportFinding> {
    let redis = Arc::new(definition(
        "redis-no-password",
        "Redis answers without a password",
        9.8,
        "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
    ));
    let mut ssh = definition(
        "cve:CVE-2021-41617",
        "OpenSSH 6.2 to 8.7: privilege escalation when AuthorizedKeysCommand is set",
        7.0,
        "CVSS:3.1/AV:L/AC:H/PR:L/UI:N/S:U/C:H/I:H/A:H",
    );
    ssh.family = "Known vulnerabilities".to_owned();
    ssh.cve = vec!["CVE-2021-41617".to_owned()];
    ssh.solution_type = SolutionType::VendorFix;
    ssh.solution = "Update OpenSSH to 8.8 or later.".to_owned();
    let ssh = Arc::new(ssh);
    let mut tls = definition(
        "tls-version-1-0",
        "TLS 1.0 is offered",
        5.9,
        "CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:N/A:N",
    );
    tls.family = "SSL and TLS".to_owned();
    tls.references = vec!["https://www.rfc-editor.org/rfc/rfc8996".to_owned(), "RFC 8996".to_owned()];
    tls.cwe = vec!["CWE-327".to_owned()];
    tls.summary = "The server accepts TLS 1.0, a protocol version that was withdrawn in 2021.".to_owned();
    tls.impact =
        "Somebody who can change traffic may use its old constructions to read parts of it.".to_owned();
    tls.solution = "Switch TLS 1.0 and 1.1 off; every current client speaks TLS 1.2 or 1.3.".to_owned();
    tls.detection = "The server answered a TLS 1.0 hello with a TLS 1.0 hello of its own.".to_owned();
    let tls = Arc::new(tls);
    let weak = Arc::new(definition("ssh-weak-mac", "SSH offers weak MAC algorithms", 2.6, ""));
    let info = Arc::new(definition("service-http", "A web server was found", 0.0, ""));
    let mut list = vec![
        finding(&redis, "cache.example.net", 6379, "redis"),
        finding(&redis, "cache.example.net", 6380, "redis"),
        finding(&redis, "shop.example.net", 6379, "redis"),
        finding(&ssh, "cache.example.net", 22, "ssh"),
        finding(&tls, "shop.example.net", 443, "http"),
        finding(&tls, "shop.example.net", 8443, "http"),
        finding(&weak, "192.0.2.1", 22, "ssh"),
        finding(&info, "shop.example.net", 80, "http"),
    ];
    for (at, finding) in list.iter_mut().enumerate() {
        finding.number = i64::try_from(at).unwrap_or(0) + 1;
    }
    list[3].confidence = Confidence::Banner;
    list[4].state = FindingState::Active;
    list[5].place = "certificate 1 of the chain".to_owned();
    list[6].state = FindingState::Reopened;
    list
}

/// A finding whose every text tries to break out of its format.
pub(crate) fn hostile() -> ReportFinding {
    const EVIL: &str = "=cmd|'/c calc'!A1 #[evil] *x* $x$ \\ <script>]]> \"q\" 'q' {0} [l](http://e) `r` @ref <lab> \u{202e}rtl\u{202c} \
                        שלום مرحبا 中文 \u{0}\u{7}\u{1b}[31m \r\n#let x = 1";
    let mut evil = definition("evil-check", EVIL, 9.9, "CVSS:3.1/#[evil]");
    for text in
        [&mut evil.summary, &mut evil.impact, &mut evil.detection, &mut evil.solution, &mut evil.family]
    {
        *text = EVIL.to_owned();
    }
    evil.references = vec![
        EVIL.to_owned(),
        format!("https://example.net/{}", "a".repeat(300)),
        "javascript:alert(1)".to_owned(),
    ];
    evil.cwe = vec![EVIL.to_owned()];
    let mut finding = finding(&Arc::new(evil), "@host\u{202e}.example", 65_535, "-svc\t");
    finding.place = format!("/{}?q={EVIL}", "long".repeat(60));
    finding.evidence.summary = EVIL.to_owned();
    finding.evidence.items.push(EvidenceItem { label: EVIL.to_owned(), text: EVIL.to_owned() });
    finding
}
