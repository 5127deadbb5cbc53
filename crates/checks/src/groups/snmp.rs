//! SNMP v1 and v2c: communities that everybody knows.

use std::time::Duration;

use model::evidence::Evidence;
use model::finding::Observation;
use net::NetError;
use tokio::time::timeout;

use crate::Outcome;
use crate::ber::{children, element, read, sequence};
use crate::context::{Context, is_one_of, settle_all};

const WORDS: &[&str] = &["snmp-default-public", "snmp-default-private"];

pub(super) const SNMP: crate::CheckGroup = crate::CheckGroup {
    name: "snmp",
    words: WORDS,
    effect: model::definition::Effect::Safe,
    applies: |service, port| is_one_of(service, port, model::ports::Protocol::Udp, &["snmp"], &[161]),
    start: |context| Box::pin(talk(context)),
};

/// sysDescr.0: 1.3.6.1.2.1.1.1.0.
const SYS_DESCR: &[u8] = &[0x2b, 6, 1, 2, 1, 1, 1, 0];
/// The request id; the answer must repeat it.
const REQUEST: &[u8] = b"wp12";

async fn talk(context: Context<'_>) -> Outcome {
    let (public, private) = tokio::join!(
        ask(context, "public", "snmp-default-public"),
        ask(context, "private", "snmp-default-private")
    );
    let mut outcome = settle_all(&WORDS[..1], public);
    let second = settle_all(&WORDS[1..], private);
    outcome.observed.extend(second.observed);
    outcome.covered.extend(second.covered);
    outcome.not_covered.extend(second.not_covered);
    outcome
}

/// How long an agent that is known to be there may take to know a community.
const PATIENCE: Duration = Duration::from_secs(3);

/// Asks with v2c and v1. An agent is silent about a wrong community: where detection is sure that an agent is there,
/// silence is a no.
async fn ask(
    context: Context<'_>,
    community: &str,
    word: &'static str,
) -> Result<Vec<Observation>, NetError> {
    let (v2, v1) = tokio::join!(ask_in(context, 1, community), ask_in(context, 0, community));
    for answer in [v2?, v1?].into_iter().flatten() {
        if let Some(description) = response(&answer, community) {
            let evidence = Evidence::new(format!("the agent answers to the community \"{community}\""))
                .with("asked", "sysDescr.0 (1.3.6.1.2.1.1.1.0)")
                .with("received", description);
            return Ok(vec![context.confirmed(word, evidence)]);
        }
    }
    Ok(Vec::new())
}

/// `None` for the silence of an agent that is there.
async fn ask_in(context: Context<'_>, version: u8, community: &str) -> Result<Option<Vec<u8>>, NetError> {
    let question = get_request(version, community);
    let answer = context.datagram(&question);
    if context.service.name != "snmp" {
        return answer.await.map(Some);
    }
    match timeout(PATIENCE, answer).await {
        Ok(Ok(answer)) => Ok(Some(answer)),
        Ok(Err(NetError::TimedOut)) | Err(_) => Ok(None),
        Ok(Err(error)) => Err(error),
    }
}

fn get_request(version: u8, community: &str) -> Vec<u8> {
    let binding = sequence(0x30, &[element(6, SYS_DESCR), vec![5, 0]]);
    let pdu =
        sequence(0xa0, &[element(2, REQUEST), vec![2, 1, 0], vec![2, 1, 0], sequence(0x30, &[binding])]);
    sequence(0x30, &[vec![2, 1, version], element(4, community.as_bytes()), pdu])
}

/// The value in a GetResponse without an error to our request.
fn response(answer: &[u8], community: &str) -> Option<String> {
    let (outer, _) = read(answer)?;
    let parts = children(outer.content);
    let (given, pdu) = (parts.get(1)?, parts.get(2)?);
    if given.content != community.as_bytes() || pdu.tag != 0xa2 {
        return None;
    }
    let fields = children(pdu.content);
    if fields.first()?.content != REQUEST || fields.get(1)?.content != [0] {
        return None;
    }
    let bindings = children(fields.get(3)?.content);
    let binding = children(bindings.first()?.content);
    let value = binding.get(1)?;
    Some(String::from_utf8_lossy(value.content).chars().take(512).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_our_answer_counts() {
        let mut answer = get_request(1, "public");
        assert_eq!(response(&answer, "public"), None);
        let at = answer.iter().position(|b| *b == 0xa0).unwrap();
        answer[at] = 0xa2;
        assert_eq!(response(&answer, "public").as_deref(), Some(""));
        assert_eq!(response(&answer, "private"), None);
    }

    proptest! {
        #[test]
        fn never_panics(bytes in prop::collection::vec(any::<u8>(), 0..120), at in 0usize..60, byte in any::<u8>()) {
            let _ = response(&bytes, "public");
            let mut damaged = get_request(1, "public");
            if let Some(b) = damaged.get_mut(at) { *b = byte; }
            let _ = response(&damaged, "public");
        }
    }
}
