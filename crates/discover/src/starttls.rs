//! Whether a service offers to go on in TLS.

use model::service::Service;
use net::{NetError, Stream};

use crate::talk::Place;

/// The most bytes of an answer.
const MOST: usize = 16 * 1024;

/// Asks the protocols that have such an upgrade and sets `starttls`. Trouble leaves it as it was.
pub(crate) async fn look(place: Place<'_>, service: &mut Service) {
    if service.tls {
        return;
    }
    let offered = match service.name.as_str() {
        "smtp" => after_greeting(place, b"EHLO watchpost.invalid\r\n", b"250 ").await,
        "imap" => after_greeting(place, b"a1 CAPABILITY\r\n", b"a1 ").await,
        "pop3" => after_greeting(place, b"CAPA\r\n", b"\r\n.\r\n").await,
        "ftp" => after_greeting(place, b"FEAT\r\n", b"211 ").await,
        "postgresql" => postgresql(place).await,
        _ => return,
    };
    match offered {
        Ok(answer) => service.starttls = says_so(&service.name, &answer),
        Err(error) => tracing::debug!(port = place.port, %error, "no answer about an upgrade to TLS"),
    }
}

fn says_so(name: &str, answer: &[u8]) -> bool {
    let text = String::from_utf8_lossy(answer).to_ascii_uppercase();
    match name {
        "smtp" | "imap" => text.contains("STARTTLS"),
        "pop3" => text.contains("STLS"),
        "ftp" => text.contains("AUTH TLS") || text.contains("AUTH SSL"),
        _ => answer == b"S",
    }
}

async fn after_greeting(place: Place<'_>, question: &[u8], end: &[u8]) -> Result<Vec<u8>, NetError> {
    let mut stream = place.net.connect(place.host, place.port).await?;
    read_reply(&mut stream).await?;
    stream.send(question).await?;
    let mut answer = Vec::new();
    while answer.len() < MOST {
        let line = match stream.read_until(b"\n", MOST).await {
            Ok(line) => line,
            Err(NetError::Closed) => break,
            Err(error) => return Err(error),
        };
        answer.extend_from_slice(&line);
        // The last line of the answer, or a refusal of the question.
        let refused = matches!(line.first(), Some(b'4' | b'5' | b'-')) && line.get(3) != Some(&b'-');
        if line.starts_with(end) || answer.ends_with(end) || refused {
            break;
        }
    }
    Ok(answer)
}

/// Reads a greeting: one line, or lines `220-…` up to `220 …`.
async fn read_reply(stream: &mut Stream) -> Result<(), NetError> {
    for _ in 0..64 {
        let line = stream.read_until(b"\n", MOST).await?;
        if line.get(3) != Some(&b'-') {
            return Ok(());
        }
    }
    Err(NetError::TooLarge)
}

/// SSLRequest: answered with one letter.
async fn postgresql(place: Place<'_>) -> Result<Vec<u8>, NetError> {
    let mut stream = place.net.connect(place.host, place.port).await?;
    stream.send(&[0, 0, 0, 8, 4, 0xd2, 0x16, 0x2f]).await?;
    stream.read_some(1).await
}
