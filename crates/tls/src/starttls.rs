//! Upgrades of a plain conversation to TLS, up to the point where the ClientHello goes out.

use net::{NetError, Stream};

model::words! {
    /// A protocol that upgrades to TLS on request.
    StartTls {
        /// Smtp
        Smtp = "smtp",
        /// Imap
        Imap = "imap",
        /// Pop3
        Pop3 = "pop3",
        /// Ftp
        Ftp = "ftp",
        /// Ldap
        Ldap = "ldap",
        /// Postgresql
        Postgresql = "postgresql",
        /// Mysql
        Mysql = "mysql",
        /// Xmpp
        Xmpp = "xmpp",
    }
}

/// The longest line of a reply, in bytes.
const LINE: usize = 4096;
/// The most lines of a reply.
const LINES: usize = 100;

/// LDAP ExtendedRequest with the StartTLS OID 1.3.6.1.4.1.1466.20037 (RFC 4511 section 4.14).
const LDAP_REQUEST: &[u8] = b"\x30\x1d\x02\x01\x01\x77\x18\x80\x161.3.6.1.4.1.1466.20037";
/// PostgreSQL SSLRequest: length 8 and the code 80877103.
const POSTGRESQL_REQUEST: &[u8] = &[0, 0, 0, 8, 4, 210, 22, 47];

impl StartTls {
    /// The upgrade of a service by detection's name for it.
    pub fn for_service(name: &str) -> Option<Self> {
        match name {
            "smtp" | "submission" => Some(Self::Smtp),
            "imap" => Some(Self::Imap),
            "pop3" => Some(Self::Pop3),
            "ftp" => Some(Self::Ftp),
            "ldap" => Some(Self::Ldap),
            "postgresql" | "postgres" => Some(Self::Postgresql),
            "mysql" | "mariadb" => Some(Self::Mysql),
            "xmpp" | "xmpp-client" | "xmpp-server" | "jabber" => Some(Self::Xmpp),
            _ => None,
        }
    }

    /// Brings `stream` to where TLS begins.
    ///
    /// # Errors
    /// `Protocol` when the service declines, else what the connection says.
    pub async fn upgrade(self, stream: &mut Stream) -> Result<(), NetError> {
        match self {
            Self::Smtp => {
                reply(stream, "220").await?;
                stream.send(b"EHLO scanner.invalid\r\n").await?;
                reply(stream, "250").await?;
                stream.send(b"STARTTLS\r\n").await?;
                reply(stream, "220").await
            }
            Self::Ftp => {
                reply(stream, "220").await?;
                stream.send(b"AUTH TLS\r\n").await?;
                reply(stream, "234").await
            }
            Self::Imap => {
                line(stream).await?;
                stream.send(b"a1 STARTTLS\r\n").await?;
                tagged(stream, "a1 OK").await
            }
            Self::Pop3 => {
                line(stream).await?;
                stream.send(b"STLS\r\n").await?;
                accept(line(stream).await?.starts_with("+OK"))
            }
            Self::Ldap => ldap(stream).await,
            Self::Postgresql => {
                stream.send(POSTGRESQL_REQUEST).await?;
                accept(stream.read_count(1).await? == b"S")
            }
            Self::Mysql => mysql(stream).await,
            Self::Xmpp => xmpp(stream).await,
        }
    }
}

fn accept(accepted: bool) -> Result<(), NetError> {
    if accepted { Ok(()) } else { Err(NetError::Protocol("consent to start TLS")) }
}

async fn line(stream: &mut Stream) -> Result<String, NetError> {
    Ok(String::from_utf8_lossy(&stream.read_until(b"\n", LINE).await?).into_owned())
}

/// Reads an SMTP or FTP reply of one or more lines and wants its code.
async fn reply(stream: &mut Stream, code: &str) -> Result<(), NetError> {
    for _ in 0..LINES {
        let text = line(stream).await?;
        let last = text.as_bytes().get(3) != Some(&b'-') && text.bytes().take(3).all(|b| b.is_ascii_digit());
        if last {
            return accept(text.starts_with(code));
        }
    }
    Err(NetError::TooLarge)
}

async fn tagged(stream: &mut Stream, wanted: &str) -> Result<(), NetError> {
    for _ in 0..LINES {
        let text = line(stream).await?;
        if !text.starts_with('*') {
            return accept(text.to_ascii_uppercase().starts_with(&wanted.to_ascii_uppercase()));
        }
    }
    Err(NetError::TooLarge)
}

async fn ldap(stream: &mut Stream) -> Result<(), NetError> {
    stream.send(LDAP_REQUEST).await?;
    let head = stream.read_count(2).await?;
    let length = match head.as_slice() {
        [0x30, short] if short & 0x80 == 0 => usize::from(*short),
        [0x30, long] if *long <= 0x84 => {
            let bytes = stream.read_count(usize::from(long & 0x7f)).await?;
            bytes.iter().fold(0, |n: usize, b| (n << 8) | usize::from(*b))
        }
        _ => return Err(NetError::Protocol("LDAP message")),
    };
    if length > LINE {
        return Err(NetError::TooLarge);
    }
    let body = stream.read_count(length).await?;
    // ExtendedResponse (application 24) whose first element is the result code 0 as ENUMERATED.
    let response = body.iter().position(|b| *b == 0x78).and_then(|at| body.get(at..)).unwrap_or_default();
    accept(response.windows(3).take(8).any(|w| w == [0x0a, 1, 0]))
}

/// Reads the greeting and answers with the short SSLRequest packet, if the server has the capability.
async fn mysql(stream: &mut Stream) -> Result<(), NetError> {
    let head = stream.read_count(4).await?;
    let length = head.iter().take(3).rev().fold(0, |n: usize, b| (n << 8) | usize::from(*b));
    if !(20..=LINE).contains(&length) {
        return Err(NetError::Protocol("MySQL greeting"));
    }
    let body = stream.read_count(length).await?;
    let version_end = body.iter().position(|b| *b == 0).unwrap_or(body.len());
    // After the version: thread id (4), challenge (8), filler (1), then the low half of the capabilities.
    let low = body.get(version_end + 14..version_end + 16).unwrap_or_default();
    accept(low.get(1).is_some_and(|high| high & 0x08 != 0))?;
    let mut packet = vec![32, 0, 0, 1];
    // CLIENT_PROTOCOL_41 | CLIENT_SSL | CLIENT_SECURE_CONNECTION | CLIENT_LONG_PASSWORD, 16 MiB packets, utf8.
    packet.extend_from_slice(&0x0000_8a01_u32.to_le_bytes());
    packet.extend_from_slice(&0x0100_0000_u32.to_le_bytes());
    packet.push(33);
    packet.extend_from_slice(&[0; 23]);
    stream.send(&packet).await
}

async fn xmpp(stream: &mut Stream) -> Result<(), NetError> {
    let to = stream.host().label();
    let open = format!(
        "<?xml version='1.0'?><stream:stream xmlns='jabber:client' \
         xmlns:stream='http://etherx.jabber.org/streams' to='{to}' version='1.0'>"
    );
    stream.send(open.as_bytes()).await?;
    stream.read_until(b"</stream:features>", 16 * 1024).await?;
    stream.send(b"<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>").await?;
    let answer = stream.read_until(b">", LINE).await?;
    accept(answer.starts_with(b"<proceed"))
}
