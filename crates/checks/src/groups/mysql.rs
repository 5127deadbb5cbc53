//! MySQL and MariaDB: root without a password.

use model::evidence::Evidence;
use model::finding::Observation;
use net::{NetError, Stream};

use crate::context::{Context, shown};
use crate::talk::group;

group!(MYSQL: "mysql", &["mysql-empty-root"], Tcp, &["mysql", "mariadb"], &[3306], talk);

/// The longest packet that is read.
const MAX_PACKET: usize = 16 * 1024;
/// The most packets of a sign-in.
const MAX_ROUNDS: usize = 6;

async fn talk(context: Context<'_>) -> Result<Vec<Observation>, NetError> {
    let mut stream = context.net.connect(context.host, context.port.number).await?;
    let (_, greeting) = packet(&mut stream).await?;
    // Version 10 of the protocol; 0xff here says that this client's address may not connect at all.
    if greeting.first() != Some(&10) {
        return Ok(Vec::new());
    }
    send(&mut stream, 1, &sign_in()).await?;
    for _ in 0..MAX_ROUNDS {
        let (sequence, answer) = packet(&mut stream).await?;
        match answer.as_slice() {
            [0, ..] => {
                let _ = send(&mut stream, 0, &[1]).await;
                let version =
                    greeting.get(1..).unwrap_or_default().split(|b| *b == 0).next().unwrap_or_default();
                let evidence = Evidence::new("the user \"root\" was let in with an empty password")
                    .with("server version", shown(version));
                return Ok(vec![context.confirmed("mysql-empty-root", evidence)]);
            }
            // A switch to another method: with an empty password the answer of the password methods is empty.
            [0xfe, ..] => send(&mut stream, sequence.wrapping_add(1), &[]).await?,
            // caching_sha2_password: 3 announces that the fast way worked, 4 wants the whole password.
            [1, 3] => {}
            _ => return Ok(Vec::new()),
        }
    }
    Ok(Vec::new())
}

/// HandshakeResponse41 for root with an empty answer to the challenge.
fn sign_in() -> Vec<u8> {
    // LONG_PASSWORD | PROTOCOL_41 | SECURE_CONNECTION | PLUGIN_AUTH
    let mut out = 0x0008_8201_u32.to_le_bytes().to_vec();
    out.extend_from_slice(&0x0100_0000_u32.to_le_bytes());
    out.push(33);
    out.extend_from_slice(&[0; 23]);
    out.extend_from_slice(b"root\0\0mysql_native_password\0");
    out
}

async fn send(stream: &mut Stream, sequence: u8, body: &[u8]) -> Result<(), NetError> {
    let length = u32::try_from(body.len()).unwrap_or(0).to_le_bytes();
    let mut out = vec![length[0], length[1], length[2], sequence];
    out.extend_from_slice(body);
    stream.send(&out).await
}

async fn packet(stream: &mut Stream) -> Result<(u8, Vec<u8>), NetError> {
    let head = stream.read_count(4).await?;
    let [a, b, c, sequence] = head.as_slice() else { return Err(NetError::Protocol("MySQL packet")) };
    let length = usize::from(*a) | usize::from(*b) << 8 | usize::from(*c) << 16;
    if length > MAX_PACKET {
        return Err(NetError::Protocol("MySQL packet"));
    }
    Ok((*sequence, stream.read_count(length).await?))
}
