//! One connection, one hello, one answer.

use model::host::Host;
use net::{Net, NetError, Stream};

use crate::hello::{Offer, client_hello};
use crate::message::{KeyExchange, Message, ServerHello, key_exchange};
use crate::record::Flight;
use crate::starttls::StartTls;
use crate::suite::Suite;

/// Bytes taken from the connection at once.
const CHUNK: usize = 16 * 1024;
/// Bytes of a server's flight that are read at most.
const MAX_FLIGHT: usize = 256 * 1024;

/// The TLS service that is asked.
#[derive(Clone, Copy)]
pub(crate) struct Service<'a> {
    pub(crate) net: &'a Net,
    pub(crate) host: &'a Host,
    pub(crate) port: u16,
    pub(crate) starttls: Option<StartTls>,
}

/// What a server that took the offer said.
#[derive(Debug, Clone, Default)]
pub(crate) struct Accepted {
    pub(crate) hello: ServerHello,
    pub(crate) chain: Vec<Vec<u8>>,
    pub(crate) exchange: Option<KeyExchange>,
}

/// The answer to an offer.
#[derive(Debug, Clone)]
pub(crate) enum Answer {
    Accepted(Box<Accepted>),
    /// An alert, a close, or an answer in another version: the offer was declined.
    Declined,
    /// What answered speaks no TLS.
    NotTls,
}

impl Service<'_> {
    /// Connects and goes through STARTTLS where there is one.
    pub(crate) async fn open(&self) -> Result<Stream, NetError> {
        let mut stream = self.net.connect(self.host, self.port).await?;
        if let Some(upgrade) = self.starttls {
            upgrade.upgrade(&mut stream).await?;
        }
        Ok(stream)
    }

    /// The name for the server name extension.
    pub(crate) fn server_name(&self) -> Option<&str> {
        self.host.name.as_deref()
    }

    /// Offers and reads the answer over a connection of its own.
    pub(crate) async fn ask(&self, offer: &Offer<'_>) -> Result<Answer, NetError> {
        let mut stream = self.open().await?;
        let flight = shake(&mut stream, offer).await?;
        Ok(judge(&flight, offer))
    }
}

/// Sends the hello and reads the server's flight. A close is an answer; silence is an error.
pub(crate) async fn shake(stream: &mut Stream, offer: &Offer<'_>) -> Result<Flight, NetError> {
    let mut flight = Flight::default();
    match stream.send(&client_hello(offer)).await {
        Ok(()) | Err(NetError::Closed) => {}
        Err(error) => return Err(error),
    }
    let mut read = 0;
    while !flight.is_over() && read < MAX_FLIGHT {
        match stream.read_some(CHUNK).await {
            Ok(bytes) => {
                read += bytes.len();
                flight.push(&bytes);
            }
            Err(NetError::Closed) => break,
            // A hello that is there already tells what was chosen, even if the rest never comes.
            Err(NetError::TimedOut) if !flight.messages.is_empty() => break,
            Err(error) => return Err(error),
        }
    }
    Ok(flight)
}

/// What a flight means for an offer. Only a suite and version that were offered count as accepted.
pub(crate) fn judge(flight: &Flight, offer: &Offer<'_>) -> Answer {
    let hello = flight.messages.iter().find_map(|m| match m {
        Message::ServerHello(hello) => Some(hello),
        _ => None,
    });
    let Some(hello) = hello else {
        return if flight.broken { Answer::NotTls } else { Answer::Declined };
    };
    if hello.version != offer.version.wire() || !offer.suites.contains(&hello.suite) {
        return Answer::Declined;
    }
    let mut accepted = Accepted { hello: hello.clone(), ..Accepted::default() };
    accepted.exchange = hello.group.map(KeyExchange::Group);
    for message in &flight.messages {
        match message {
            Message::Certificate(chain) => accepted.chain.clone_from(chain),
            Message::ServerKeyExchange(body) => {
                accepted.exchange = Suite::find(hello.suite)
                    .and_then(|s| key_exchange(s.key_exchange, s.authentication == "psk", body));
            }
            _ => {}
        }
    }
    Answer::Accepted(Box::new(accepted))
}
