//! Puts handshake messages together from records as they arrive.

use crate::message::{Message, parse_message};

/// The longest handshake message that is read, in bytes: certificate chains of real servers stay under 64 KiB.
const MAX_MESSAGE: usize = 160 * 1024;
/// The most handshake messages of one flight.
const MAX_MESSAGES: usize = 32;

/// What the server said after a ClientHello.
#[derive(Debug, Default)]
pub(crate) struct Flight {
    raw: Vec<u8>,
    handshake: Vec<u8>,
    /// Messages in order.
    pub(crate) messages: Vec<Message>,
    /// Description byte of a fatal alert.
    pub(crate) alert: Option<u8>,
    /// Bodies of heartbeat records.
    pub(crate) heartbeats: Vec<Vec<u8>>,
    /// What came is no TLS, or a bound was passed.
    pub(crate) broken: bool,
}

impl Flight {
    /// Takes bytes as they come.
    pub(crate) fn push(&mut self, bytes: &[u8]) {
        self.raw.extend_from_slice(bytes);
        let mut at = 0;
        while let Some((kind, body, next)) = record_at(&self.raw, at) {
            let body = body.to_vec();
            at = next;
            self.record(kind, &body);
            if self.broken {
                return;
            }
        }
        self.raw.drain(..at);
        if self.raw.first().is_some_and(|kind| !(20..=24).contains(kind)) {
            self.broken = true;
        }
    }

    fn record(&mut self, kind: u8, body: &[u8]) {
        match kind {
            21 => {
                // Warnings (level 1) such as unrecognized_name do not end the handshake.
                if let [2, description, ..] = body {
                    self.alert = Some(*description);
                }
            }
            22 => {
                self.handshake.extend_from_slice(body);
                self.take_messages();
            }
            24 => self.heartbeats.push(body.to_vec()),
            20 | 23 => {}
            _ => self.broken = true,
        }
    }

    fn take_messages(&mut self) {
        let mut at = 0;
        while let Some([kind, a, b, c]) = self.handshake.get(at..at + 4) {
            let length = usize::from(*a) << 16 | usize::from(*b) << 8 | usize::from(*c);
            if length > MAX_MESSAGE || self.messages.len() >= MAX_MESSAGES {
                self.broken = true;
                return;
            }
            let Some(body) = self.handshake.get(at + 4..at + 4 + length) else { break };
            match parse_message(*kind, body) {
                Some(message) => self.messages.push(message),
                None => self.broken = true,
            }
            at += 4 + length;
        }
        self.handshake.drain(..at);
    }

    /// Whether nothing more of interest will come: an alert, ServerHelloDone, a TLS 1.3 ServerHello or rubbish.
    pub(crate) fn is_over(&self) -> bool {
        self.broken
            || self.alert.is_some()
            || self.messages.iter().any(|m| match m {
                Message::HelloDone => true,
                Message::ServerHello(hello) => hello.version == 0x0304,
                _ => false,
            })
    }
}

/// The record at `at`: kind, body and where the next begins.
fn record_at(raw: &[u8], at: usize) -> Option<(u8, &[u8], usize)> {
    let [kind, _, _, high, low] = raw.get(at..at + 5)? else { return None };
    let end = at + 5 + usize::from(u16::from_be_bytes([*high, *low]));
    Some((*kind, raw.get(at + 5..end)?, end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn messages_cross_records() {
        let done = [22, 3, 3, 0, 2, 14, 0, 22, 3, 3, 0, 2, 0, 0];
        let mut flight = Flight::default();
        for byte in done {
            flight.push(&[byte]);
        }
        assert!(matches!(flight.messages.as_slice(), [Message::HelloDone]));
        assert!(flight.is_over());
    }

    #[test]
    fn other_protocols_are_broken() {
        let mut flight = Flight::default();
        flight.push(b"HTTP/1.1 400 Bad Request\r\n");
        assert!(flight.broken);
    }

    #[test]
    fn fatal_alerts_end_and_warnings_do_not() {
        let mut flight = Flight::default();
        flight.push(&[21, 3, 1, 0, 2, 1, 112]);
        assert!(!flight.is_over());
        flight.push(&[21, 3, 1, 0, 2, 2, 40]);
        assert_eq!(flight.alert, Some(40));
    }

    proptest! {
        #[test]
        fn never_panics(chunks in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..64), 0..16)) {
            let mut flight = Flight::default();
            for chunk in chunks {
                flight.push(&chunk);
            }
        }

        #[test]
        fn never_panics_inside_records(kind in 0u8..24, body in prop::collection::vec(any::<u8>(), 0..200)) {
            let mut message = vec![kind, 0, 0, body.len() as u8];
            message.extend_from_slice(&body);
            let mut record = vec![22, 3, 3, 0, message.len() as u8];
            record.extend_from_slice(&message);
            Flight::default().push(&record);
        }
    }
}
