//! RabbitMQ: the user guest with the password guest, over AMQP 0-9-1.

use model::evidence::Evidence;
use model::finding::Observation;
use net::{NetError, Stream};

use crate::context::Context;
use crate::talk::group;
use crate::wire::{u16_at, u32_at};

group!(RABBITMQ: "amqp", &["rabbitmq-default-credentials"], Tcp, &["amqp", "rabbitmq"], &[5672, 5671], talk);

/// The longest frame of the opening.
const MAX_FRAME: usize = 64 * 1024;

async fn talk(context: Context<'_>) -> Result<Vec<Observation>, NetError> {
    let mut stream = context.open().await?;
    stream.send(b"AMQP\0\0\x09\x01").await?;
    let start = frame(&mut stream).await?;
    // Connection (10), Start (10).
    if (u16_at(&start, 0), u16_at(&start, 2)) != (Some(10), Some(10)) {
        return Ok(Vec::new());
    }
    let mut body = b"\0\x0a\0\x0b\0\0\0\0\x05PLAIN\0\0\0\x0c\0guest\0guest\x05en_US".to_vec();
    let mut out = vec![1, 0, 0];
    out.extend_from_slice(&u32::try_from(body.len()).unwrap_or(0).to_be_bytes());
    out.append(&mut body);
    out.push(0xce);
    stream.send(&out).await?;
    // Tune (30) goes on; Close (50) or a closed connection refuses.
    let answer = match frame(&mut stream).await {
        Err(NetError::Closed) => Vec::new(),
        answer => answer?,
    };
    let accepted = (u16_at(&answer, 0), u16_at(&answer, 2)) == (Some(10), Some(30));
    Ok(accepted
        .then(|| {
            let evidence =
                Evidence::new("the broker accepted the default user \"guest\" with its default password");
            context.confirmed("rabbitmq-default-credentials", evidence)
        })
        .into_iter()
        .collect())
}

async fn frame(stream: &mut Stream) -> Result<Vec<u8>, NetError> {
    let head = stream.read_count(7).await?;
    let length = u32_at(&head, 3).unwrap_or(0) as usize;
    if head.first() != Some(&1) || length > MAX_FRAME {
        return Err(NetError::Protocol("AMQP frame"));
    }
    let mut body = stream.read_count(length + 1).await?;
    body.pop();
    Ok(body)
}
