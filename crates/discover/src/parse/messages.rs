//! Message brokers.

use crate::parse::{Bytes, Found, find};

/// AMQP 0-9-1: Connection.Start with the server's properties, or the header of the version that it wants.
pub(crate) fn amqp(answer: &[u8]) -> Option<Found> {
    if answer.starts_with(b"AMQP") && answer.len() >= 8 {
        let version = answer.get(5..8)?.iter().map(ToString::to_string).collect::<Vec<_>>().join("-");
        return Some(Found { extra: Some(format!("AMQP {version}")), ..Found::default() });
    }
    let mut bytes = Bytes(answer);
    bytes.expect(b"\x01\0\0")?;
    bytes.take(4)?;
    // Class connection, method start.
    bytes.expect(b"\0\x0a\0\x0a")?;
    let property = |name: &[u8]| {
        let at = find(answer, name)? + name.len();
        let mut rest = Bytes(answer.get(at..)?);
        rest.expect(b"S")?;
        let length = usize::try_from(rest.u32()?).ok()?;
        Some(String::from_utf8_lossy(rest.take(length)?).into_owned())
    };
    let product = property(b"\x07product");
    let cpe = product.as_deref().is_some_and(|p| p == "RabbitMQ").then_some("a:vmware:rabbitmq");
    Some(Found { product, version: property(b"\x07version"), cpe, ..Found::default() })
}

/// Kafka: an ApiVersions response with our correlation id and a plausible list.
pub(crate) fn kafka(answer: &[u8]) -> Option<Found> {
    let mut bytes = Bytes(answer);
    bytes.u32()?;
    bytes.expect(b"\0\0\x77\x01\0\0")?;
    (1..500).contains(&bytes.u32()?).then(Found::default)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_brokers() {
        let start = b"\x01\0\0\0\0\x01\xf4\0\x0a\0\x0a\0\x09\0\0\x01\xcf\x07productS\0\0\0\x08RabbitMQ\x07versionS\0\0\0\x063.10.8";
        let found = amqp(start).unwrap();
        assert_eq!((found.product.as_deref(), found.version.as_deref()), (Some("RabbitMQ"), Some("3.10.8")));
        assert_eq!(amqp(b"AMQP\0\x01\0\0").unwrap().extra.as_deref(), Some("AMQP 1-0-0"));
        assert!(kafka(b"\0\0\x01\x1a\0\0\x77\x01\0\0\0\0\0\x2d\0\0\0\0\0\x08").is_some());
        assert!(kafka(b"\0\0\0\x04\0\0\0\0").is_none());
    }
}
