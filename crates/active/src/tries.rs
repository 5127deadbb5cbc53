//! A bounded number of requests of one check at one point, some of which may fail.

use crawl::{Exchange, SendError};
use model::profile::Payloads;

use crate::probe::{Probe, ProbeError};

/// Requests in a row that may fail: a filter that cuts connections must not hide what others let through.
const MOST_FAILURES: u8 = 3;

/// What a check may still ask.
pub(crate) struct Tries {
    left: usize,
    failures: u8,
}

impl Tries {
    /// As many as the payloads of the profile allow.
    pub(crate) fn of(payloads: Payloads, light: usize, normal: usize, thorough: usize) -> Self {
        let left = match payloads {
            Payloads::Light => light,
            Payloads::Normal => normal,
            Payloads::Thorough => thorough,
        };
        Self { left, failures: 0 }
    }

    /// Whether nothing more is asked.
    pub(crate) fn is_over(&self) -> bool {
        self.left == 0
    }

    /// Sends `value`; `None` if nothing more is asked or this one got no answer.
    ///
    /// # Errors
    /// What can never be answered, and the last of too many failures in a row.
    pub(crate) async fn send(
        &mut self,
        probe: &Probe<'_>,
        value: &str,
    ) -> Result<Option<Exchange>, ProbeError> {
        if self.left == 0 {
            return Ok(None);
        }
        self.left -= 1;
        match probe.send(value).await {
            Ok(exchange) => {
                self.failures = 0;
                Ok(Some(exchange))
            }
            Err(error @ (ProbeError::NoPoint | ProbeError::Send(SendError::EffectCeiling))) => Err(error),
            Err(error) => {
                self.failures += 1;
                if self.failures >= MOST_FAILURES || probe.client.net().stop().is_cancelled() {
                    return Err(error);
                }
                Ok(None)
            }
        }
    }
}
