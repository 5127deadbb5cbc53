//! SMTP: relaying, telling about users, and passwords in clear text. No message is ever sent: the conversation ends
//! before DATA.

use model::evidence::Evidence;
use model::finding::Observation;
use net::{NetError, Stream};

use crate::context::Context;
use crate::talk::gather;

gather!(SMTP: "smtp", &["smtp-open-relay", "smtp-vrfy", "smtp-expn", "smtp-cleartext-auth"],
    Tcp, &["smtp", "submission"], &[25, 587, 2525], talk);

/// The longest line and the most lines of a reply.
const LINE: usize = 2048;
const LINES: usize = 64;

/// A reply of SMTP or FTP.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reply {
    pub(super) code: u16,
    pub(super) text: String,
}

/// Reads a reply of one or more lines.
pub(super) async fn reply(stream: &mut Stream) -> Result<Reply, NetError> {
    let mut text = String::new();
    let mut code = None;
    for _ in 0..LINES {
        let line = stream.read_until(b"\n", LINE).await?;
        let line = String::from_utf8_lossy(&line);
        text.push_str(line.trim_end());
        text.push('\n');
        let number = line.get(..3).and_then(|d| d.parse::<u16>().ok());
        code = code.or(number);
        if number.is_some() && number == code && line.as_bytes().get(3) != Some(&b'-') {
            return Ok(Reply { code: code.unwrap_or(0), text });
        }
    }
    Err(NetError::TooLarge)
}

async fn ask(stream: &mut Stream, line: &str) -> Result<Reply, NetError> {
    stream.send(format!("{line}\r\n").as_bytes()).await?;
    reply(stream).await
}

async fn talk(context: Context<'_>, found: &mut Vec<Observation>) -> Result<(), NetError> {
    let mut stream = context.open().await?;
    let greeting = reply(&mut stream).await?;
    if greeting.code != 220 {
        return Ok(());
    }
    let hello = ask(&mut stream, "EHLO scanner.watchpost.invalid").await?;
    if !context.service.tls {
        found.extend(clear_text_auth(context, &hello));
    }
    found.extend(vrfy(context, &mut stream).await?);
    found.extend(relay(context, &mut stream).await?);
    let _ = stream.send(b"QUIT\r\n").await;
    Ok(())
}

fn clear_text_auth(context: Context<'_>, hello: &Reply) -> Option<Observation> {
    let auth = hello.text.lines().find_map(|l| l.get(4..)?.strip_prefix("AUTH"))?;
    let clear = auth.split([' ', '=']).any(|m| matches!(m.to_ascii_uppercase().as_str(), "PLAIN" | "LOGIN"));
    clear.then(|| {
        let evidence =
            Evidence::new("AUTH PLAIN or LOGIN is offered before TLS").with("received", &hello.text);
        context.confirmed("smtp-cleartext-auth", evidence)
    })
}

/// A server that tells users apart: yes for `postmaster`, which every server has, and no for a name that nobody has.
async fn vrfy(context: Context<'_>, stream: &mut Stream) -> Result<Vec<Observation>, NetError> {
    let nobody = context.unlikely_name("user");
    let mut found = Vec::new();
    for (verb, word) in [("VRFY", "smtp-vrfy"), ("EXPN", "smtp-expn")] {
        let yes = ask(stream, &format!("{verb} postmaster")).await?;
        if !matches!(yes.code, 250..=252) {
            continue;
        }
        let no = ask(stream, &format!("{verb} {nobody}")).await?;
        if (500..560).contains(&no.code) && !matches!(no.code, 500 | 502 | 503) {
            let evidence = Evidence::new(format!("{verb} tells existing users from others"))
                .with("postmaster", &yes.text)
                .with("control", &no.text);
            found.push(context.confirmed(word, evidence));
        }
    }
    Ok(found)
}

/// An outside sender and an outside recipient, both in reserved domains, up to RCPT and no further.
async fn relay(context: Context<'_>, stream: &mut Stream) -> Result<Option<Observation>, NetError> {
    let from = "MAIL FROM:<scanner@watchpost.invalid>";
    let mut mail = ask(stream, from).await?;
    let mut used = from;
    if mail.code != 250 {
        // A sender domain without an address may be refused by itself; the empty sender of bounces may not.
        used = "MAIL FROM:<>";
        mail = ask(stream, used).await?;
    }
    if mail.code != 250 {
        return Ok(None);
    }
    let to = "RCPT TO:<relay-test@example.com>";
    let recipient = ask(stream, to).await?;
    let _ = ask(stream, "RSET").await;
    // 252 and 251 promise nothing; only 250 takes the message on.
    Ok((recipient.code == 250).then(|| {
        let evidence = Evidence::new(
            "a recipient of a foreign domain was accepted from a foreign sender; no message was sent",
        )
        .with("sent", format!("{used}\n{to}"))
        .with("received", &recipient.text);
        context.confirmed("smtp-open-relay", evidence)
    }))
}
