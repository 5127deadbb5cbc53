//! POP3 and IMAP: sign-in without TLS.

use model::evidence::Evidence;
use model::finding::Observation;
use net::NetError;

use crate::context::Context;
use crate::talk::group;

group!(POP3: "pop3", &["pop3-cleartext"], Tcp, &["pop3"], &[110], pop3);
group!(IMAP: "imap", &["imap-cleartext"], Tcp, &["imap"], &[143], imap);

/// USER is answered with yes only where a password would be taken next; none is sent.
async fn pop3(context: Context<'_>) -> Result<Vec<Observation>, NetError> {
    if context.service.tls {
        return Ok(Vec::new());
    }
    let mut stream = context.open().await?;
    let greeting = stream.read_until(b"\n", 2048).await?;
    if !greeting.starts_with(b"+OK") {
        return Ok(Vec::new());
    }
    stream.send(b"USER watchpost\r\n").await?;
    let answer = stream.read_until(b"\n", 2048).await?;
    let _ = stream.send(b"QUIT\r\n").await;
    let evidence = || {
        Evidence::new("a user name is taken on a connection without TLS")
            .with("sent", "USER watchpost")
            .with("received", String::from_utf8_lossy(&answer))
    };
    Ok(answer
        .starts_with(b"+OK")
        .then(|| context.confirmed("pop3-cleartext", evidence()))
        .into_iter()
        .collect())
}

/// LOGINDISABLED (RFC 3501 section 7.2.1) is how a server refuses sign-ins in clear text.
async fn imap(context: Context<'_>) -> Result<Vec<Observation>, NetError> {
    if context.service.tls {
        return Ok(Vec::new());
    }
    let mut stream = context.open().await?;
    let greeting = stream.read_until(b"\n", 2048).await?;
    if !greeting.starts_with(b"* OK") {
        return Ok(Vec::new());
    }
    stream.send(b"a1 CAPABILITY\r\n").await?;
    let mut capabilities = String::new();
    for _ in 0..16 {
        let line = stream.read_until(b"\n", 4096).await?;
        let line = String::from_utf8_lossy(&line).to_ascii_uppercase();
        let last = line.starts_with("A1 ");
        if line.starts_with("* CAPABILITY") {
            capabilities = line;
        }
        if last {
            break;
        }
    }
    let _ = stream.send(b"a2 LOGOUT\r\n").await;
    Ok(imap_weakness(&capabilities)
        .then(|| {
            let evidence = Evidence::new("LOGIN or AUTH=PLAIN is allowed on a connection without TLS");
            context.confirmed("imap-cleartext", evidence.with("received", &capabilities))
        })
        .into_iter()
        .collect())
}

fn imap_weakness(capabilities: &str) -> bool {
    let has = |wanted: &str| capabilities.split_whitespace().any(|c| c == wanted);
    has("IMAP4REV1") && (!has("LOGINDISABLED") || has("AUTH=PLAIN") || has("AUTH=LOGIN"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capabilities_decide() {
        assert!(imap_weakness("* CAPABILITY IMAP4REV1 AUTH=PLAIN"));
        assert!(imap_weakness("* CAPABILITY IMAP4REV1 STARTTLS"));
        assert!(!imap_weakness("* CAPABILITY IMAP4REV1 STARTTLS LOGINDISABLED"));
        assert!(!imap_weakness(""));
    }
}
