//! Each group against scripted services: weak ones are found, sound ones stay quiet.

mod script;

use script::{finds, finds_udp, http, script, stays_quiet};

const OK: &str = "HTTP/1.1 200 OK\r\n";

fn kexinit(kex: &str, keys: &str, ciphers: &str, macs: &str) -> Vec<u8> {
    let mut payload = vec![4, 20];
    payload.extend([7; 16]);
    for list in [kex, keys, ciphers, ciphers, macs, macs, "none", "none", "", ""] {
        payload.extend(u32::try_from(list.len()).expect("short").to_be_bytes());
        payload.extend(list.as_bytes());
    }
    payload.extend([0; 5 + 4]);
    let mut out = b"SSH-2.0-Test\r\n".to_vec();
    out.extend(u32::try_from(payload.len()).expect("short").to_be_bytes());
    out.extend(payload);
    out
}

#[tokio::test]
async fn ssh() {
    let weak = kexinit("diffie-hellman-group1-sha1", "ssh-dss", "3des-cbc", "hmac-md5");
    finds("ssh", script(weak, &[]), &["ssh-weak-kex", "ssh-weak-cipher", "ssh-weak-mac", "ssh-weak-hostkey"])
        .await;
    finds("ssh", script("SSH-1.5-Old\n", &[]), &["ssh-protocol-1"]).await;
    let sound =
        kexinit("curve25519-sha256", "ssh-ed25519,rsa-sha2-512", "aes256-gcm@openssh.com", "hmac-sha2-256");
    stays_quiet("ssh", script(sound, &[])).await;
}

#[tokio::test]
async fn stores() {
    let redis = b"$30\r\n# Server\r\nredis_version:7.0.15\r\n";
    finds("redis", script("", &[(b"INFO", redis)]), &["redis-no-password"]).await;
    stays_quiet("redis", script("", &[(b"INFO", b"-NOAUTH Authentication required.\r\n")])).await;
    finds("memcached", script("", &[(b"stats", b"STAT pid 1\r\nEND\r\n")]), &["memcached-open"]).await;
    stays_quiet("memcached", script("", &[(b"stats", b"CLIENT_ERROR unauthenticated\r\n")])).await;
    let mongo = b"....\x04databases\x00....\x01ok\x00\x00\x00\x00\x00\x00\x00\xf0\x3f\x00";
    finds("mongodb", script("", &[(b"listDatabases", mongo)]), &["mongodb-open"]).await;
    let refused = b"....\x01ok\x00\x00\x00\x00\x00\x00\x00\x00\x00\x02errmsg\x00....";
    stays_quiet("mongodb", script("", &[(b"listDatabases", refused)])).await;
    finds("mqtt", script("", &[(b"MQTT", b"\x20\x02\x00\x00")]), &["mqtt-anonymous"]).await;
    stays_quiet("mqtt", script("", &[(b"MQTT", b"\x20\x02\x00\x05")])).await;
    finds("postgresql", script("", &[(b"postgres", b"R\0\0\0\x08\0\0\0\0")]), &["postgresql-trust"]).await;
    stays_quiet("postgresql", script("", &[(b"postgres", b"R\0\0\0\x17\0\0\0\x0aSCRAM-SHA-256\0\0")])).await;
    finds("cassandra", script("", &[(b"CQL", b"\x84\0\0\0\x02\0\0\0\0")]), &["cassandra-open"]).await;
    finds("zookeeper", script("", &[(b"srvr", b"Zookeeper version: 3.8\n")]), &["zookeeper-open"]).await;
    finds("nats", script("INFO {}\r\n", &[(b"PING", b"PONG\r\n")]), &["nats-no-auth"]).await;
    stays_quiet("nats", script("INFO {}\r\n", &[(b"PING", b"-ERR 'Authorization Violation'\r\n")])).await;
}

#[tokio::test]
async fn mysql() {
    let greeting = b"\x1d\0\0\0\x0a8.0.1\0\x01\0\0\0saltsalt\0\xff\xf7\x21\x02\0\xff\xff\x15\0";
    let ok = b"\x07\0\0\x02\0\0\0\x02\0\0\0";
    finds("mysql", script(greeting, &[(b"root", ok)]), &["mysql-empty-root"]).await;
    let switch = b"\x02\0\0\x02\xfe\0";
    let denied = b"\x09\0\0\x04\xff\x15\x04denied";
    finds(
        "mysql",
        script(greeting, &[(b"root", switch), (b"\0\0\0\x03", b"\x07\0\0\x04\0\0\0\x02\0\0\0")]),
        &["mysql-empty-root"],
    )
    .await;
    stays_quiet("mysql", script(greeting, &[(b"root", denied)])).await;
}

#[tokio::test]
async fn amqp_and_vnc_and_rsync() {
    let start = b"\x01\0\0\0\0\0\x04\0\x0a\0\x0a\xce";
    let tune = b"\x01\0\0\0\0\0\x04\0\x0a\0\x1e\xce";
    let close = b"\x01\0\0\0\0\0\x04\0\x0a\0\x32\xce";
    finds("amqp", script("", &[(b"guest", tune), (b"AMQP", start)]), &["rabbitmq-default-credentials"]).await;
    stays_quiet("amqp", script("", &[(b"guest", close), (b"AMQP", start)])).await;
    finds("vnc", script("RFB 003.008\n", &[(b"RFB", b"\x01\x01"), (b"\x01", b"\0\0\0\0")]), &["vnc-no-auth"])
        .await;
    stays_quiet("vnc", script("RFB 003.008\n", &[(b"RFB", b"\x01\x02")])).await;
    let list = (&b"#list"[..], &b"pub\tfiles\n@RSYNCD: EXIT\n"[..]);
    finds(
        "rsync",
        script("@RSYNCD: 31.0\n", &[list, (b"pub\n", b"@RSYNCD: OK\n")]),
        &["rsync-anonymous-module"],
    )
    .await;
    stays_quiet("rsync", script("@RSYNCD: 31.0\n", &[list, (b"pub\n", b"@RSYNCD: AUTHREQD x\n")])).await;
}

fn ber(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let body = parts.concat();
    [&[tag, u8::try_from(body.len()).expect("short")][..], &body].concat()
}

#[tokio::test]
async fn ldap() {
    let message = |op: Vec<u8>| ber(0x30, &[&[2, 1, 1], &op]);
    let result = |tag, code| message(ber(tag, &[&[0x0a, 1, code], &[4, 0, 4, 0]]));
    let name = ber(4, &[b"dc=test"]);
    let contexts = ber(0x30, &[&ber(4, &[b"namingContexts"]), &ber(0x31, &[&name])]);
    let root = [message(ber(0x64, &[&[4, 0], &ber(0x30, &[&contexts])])), result(0x65, 0)].concat();
    let entry = [message(ber(0x64, &[&name, &[0x30, 0]])), result(0x65, 0)].concat();
    let (bound, refused, nothing) = (result(0x61, 0), result(0x61, 48), result(0x65, 50));
    let bind = b"\x60\x07\x02\x01\x03";
    let weak: &[(&[u8], &[u8])] = &[(bind, &bound), (b"namingContexts", &root), (b"1.1", &entry)];
    finds("ldap", script("", weak), &["ldap-anonymous-read"]).await;
    let closed: &[(&[u8], &[u8])] = &[(bind, &bound), (b"namingContexts", &root), (b"1.1", &nothing)];
    stays_quiet("ldap", script("", closed)).await;
    stays_quiet("ldap", script("", &[(bind, &refused)])).await;
}

#[tokio::test]
async fn smb() {
    let framed =
        |body: Vec<u8>| [&u32::try_from(body.len()).expect("short").to_be_bytes()[..], &body].concat();
    let version_2 = |status: u32, mode: u8, flags: u8| {
        let mut out = b"\xfeSMB\x40\0\0\0".to_vec();
        out.extend(status.to_le_bytes());
        out.resize(64, 0);
        out.extend([65, 0, mode.max(flags), 0]);
        framed(out)
    };
    let mut old = b"\xffSMB\x72\0\0\0\0".to_vec();
    old.resize(32, 0);
    old.extend([17, 0, 0, 3]);
    let old = framed(old);
    let (challenge, guest) = (version_2(0xc000_0016, 0, 0), version_2(0, 0, 1));
    let (first, second) = (b"NTLMSSP\0\x01", b"NTLMSSP\0\x03");
    let loose = version_2(0, 1, 0);
    let weak: &[(&[u8], &[u8])] =
        &[(b"NT LM 0.12", &old), (first, &challenge), (second, &guest), (b"watchpost-client", &loose)];
    finds("smb", script("", weak), &["smb-v1", "smb-signing-not-required", "smb-guest-session"]).await;
    let (strict, denied) = (version_2(0, 3, 0), version_2(0xc000_006d, 0, 0));
    let refused = framed(b"\xffSMB\x72\x01\0\0\xc0".to_vec());
    let sound: &[(&[u8], &[u8])] =
        &[(b"NT LM 0.12", &refused), (first, &challenge), (second, &denied), (b"watchpost-client", &strict)];
    stays_quiet("smb", script("", sound)).await;
}

#[tokio::test]
async fn ftp() {
    let weak: &[(&[u8], &[u8])] =
        &[(b"USER", b"331 name?\r\n"), (b"PASS", b"230 in\r\n"), (b"AUTH", b"500 what\r\n")];
    finds("ftp", script("220-hi\r\n220 ready\r\n", weak), &["ftp-anonymous", "ftp-cleartext"]).await;
    let sound: &[(&[u8], &[u8])] = &[(b"USER", b"530 TLS first\r\n"), (b"AUTH", b"234 go\r\n")];
    stays_quiet("ftp", script("220 ready\r\n", sound)).await;
}

#[tokio::test]
async fn smtp() {
    let weak: &[(&[u8], &[u8])] = &[
        (b"EHLO", b"250-x\r\n250-AUTH PLAIN LOGIN\r\n250 VRFY\r\n"),
        (b"VRFY postmaster", b"252 postmaster\r\n"),
        (b"VRFY", b"550 unknown\r\n"),
        (b"EXPN", b"502 no\r\n"),
        (b"MAIL", b"250 ok\r\n"),
        (b"RCPT", b"250 ok\r\n"),
        (b"RSET", b"250 ok\r\n"),
    ];
    finds("smtp", script("220 x\r\n", weak), &["smtp-cleartext-auth", "smtp-vrfy", "smtp-open-relay"]).await;
    let sound: &[(&[u8], &[u8])] = &[
        (b"EHLO", b"250-x\r\n250 STARTTLS\r\n"),
        (b"VRFY", b"252 send some mail\r\n"),
        (b"EXPN", b"502 no\r\n"),
        (b"MAIL", b"250 ok\r\n"),
        (b"RCPT", b"554 relay denied\r\n"),
        (b"RSET", b"250 ok\r\n"),
    ];
    stays_quiet("smtp", script("220 x\r\n", sound)).await;
}

#[tokio::test]
async fn mailboxes() {
    finds("pop3", script("+OK hi\r\n", &[(b"USER", b"+OK\r\n")]), &["pop3-cleartext"]).await;
    stays_quiet("pop3", script("+OK hi\r\n", &[(b"USER", b"-ERR TLS first\r\n")])).await;
    let open = b"* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\na1 OK\r\n";
    finds("imap", script("* OK hi\r\n", &[(b"CAPABILITY", open)]), &["imap-cleartext"]).await;
    let sound = b"* CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED\r\na1 OK\r\n";
    stays_quiet("imap", script("* OK hi\r\n", &[(b"CAPABILITY", sound)])).await;
}

#[tokio::test]
async fn remote_and_legacy() {
    finds("telnet", script(b"\xff\xfd\x18login: ", &[]), &["telnet-cleartext"]).await;
    finds("rsh", script("", &[(b"watchpost", b"\x01Permission denied.\n")]), &["rsh-cleartext"]).await;
    finds("finger", script("", &[(b"\r\n", b"Login  Name\r\n")]), &["finger-service"]).await;
    finds("x11", script("", &[(b"l\0", b"\x01\0\x0b\0\0\0")]), &["x11-open"]).await;
    stays_quiet("x11", script("", &[(b"l\0", b"\0\x10\x0b\0\0\0")])).await;
    let rdp = b"\x03\0\0\x13\x0e\xd0\0\0\0\0\0\x03\0\x08\0\x05\0\0\0";
    stays_quiet("rdp", script("", &[(b"\x03\0\0\x13", rdp)])).await;
    let socks: &[(&[u8], &[u8])] = &[(b"\x05\x01\0\x01", b"\x05\0\0\x01"), (b"\x05\x01\0", b"\x05\0")];
    finds("socks", script("", socks), &["socks-open-proxy"]).await;
    stays_quiet("socks", script("", &[(b"\x05\x01\0", b"\x05\xff")])).await;
}

#[tokio::test]
async fn http_files_and_methods() {
    let listing = format!("{OK}\r\n<title>Index of /</title><a href=\"a\">a</a>");
    let git = format!("{OK}Content-Length: 21\r\n\r\nref: refs/heads/main\n");
    let env = format!("{OK}Content-Length: 6\r\n\r\nKEY=1\n");
    let dav = format!("{OK}Allow: GET, PROPFIND\r\nContent-Length: 0\r\n\r\n");
    let listing = listing.replace("\r\n\r\n", "\r\nContent-Length: 46\r\n\r\n");
    let pages = [
        ("GET / ", listing.as_str()),
        ("GET /.git/HEAD ", &git),
        ("GET /.env ", &env),
        ("OPTIONS /share/ ", &dav),
    ];
    finds(
        "http",
        http(&pages),
        &["http-webdav-enabled", "http-git-exposed", "http-env-exposed", "http-directory-listing"],
    )
    .await;
}

#[tokio::test]
async fn http_servers_that_say_yes_to_everything_stay_quiet() {
    let git = format!("{OK}Content-Length: 21\r\n\r\nref: refs/heads/main\n");
    stays_quiet("http", script("", &[(b" HTTP/1.1\r\n", git.as_bytes())])).await;
    let page = format!("{OK}Server: nginx\r\nContent-Length: 5\r\n\r\nhello");
    stays_quiet("http", script("", &[(b" HTTP/1.1\r\n", page.as_bytes())])).await;
    stays_quiet("http", http(&[])).await;
}

#[tokio::test]
async fn http_planes_and_proxies() {
    let indices = format!("{OK}Content-Length: 15\r\n\r\n[{{\"index\":\"a\"}}]");
    finds("http", http(&[("GET /_cat/indices", &indices)]), &["elasticsearch-open"]).await;
    let docker = format!("{OK}Api-Version: 1.43\r\nContent-Length: 2\r\n\r\n[]");
    finds("http", http(&[("GET /containers/json", &docker)]), &["docker-api-open"]).await;
    let gateway = "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n";
    let passed = format!("{OK}Via: 1.1 proxy\r\nContent-Length: 0\r\n\r\n");
    let pages = [(".invalid/ ", gateway), ("GET http://127.0.0.1", passed.as_str())];
    finds("http-proxy", http(&pages), &["http-open-proxy"]).await;
    let denied = "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n";
    stays_quiet("http-proxy", http(&[(".invalid/ ", denied), ("GET http://127.0.0.1", denied)])).await;
}

#[tokio::test]
async fn datagrams() {
    let get_response = |community: &str| {
        let mut out = vec![0x30, 0, 2, 1, 1, 4, community.len() as u8];
        out.extend(community.as_bytes());
        out.extend(b"\xa2\x1f\x02\x04wp12\x02\x01\0\x02\x01\0\x30\x11\x30\x0f\x06\x08\x2b\x06\x01\x02\x01\x01\x01\0\x04\x03box");
        out[1] = (out.len() - 2) as u8;
        out
    };
    let (public, private) = (get_response("public"), get_response("private"));
    finds_udp(
        "snmp",
        script("", &[(b"public", &public), (b"private", &private)]),
        &["snmp-default-public", "snmp-default-private"],
    )
    .await;
    finds_udp("snmp", script("", &[(b"public", &public)]), &["snmp-default-public"]).await;
    finds_udp(
        "memcached",
        script("", &[(b"version", b"wp\0\0\0\x01\0\0VERSION 1.6\r\n")]),
        &["memcached-udp"],
    )
    .await;
    finds_udp("ntp", script("", &[(b"\x17\0\x03\x2a", b"\xd7\0\x03\x2a\0\x01\0\x48")]), &["ntp-monlist"])
        .await;
    finds_udp(
        "dns",
        script(
            "",
            &[(b"version", b"wp\x85\x05\0\x01\0\0\0\0\0\0"), (b"wq", b"wq\x81\x80\0\x01\0\x0d\0\0\0\0")],
        ),
        &["dns-open-recursion"],
    )
    .await;
}
