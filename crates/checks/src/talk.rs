//! The simplest conversation: say something, listen, judge the answer.

use std::time::Duration;

use model::evidence::Evidence;
use model::ports::Protocol;
use net::NetError;

use crate::context::{Context, settle_all, shown};
use crate::{Outcome, Running};

/// The most bytes of an answer.
const MOST: usize = 64 * 1024;
/// How long more is waited for once an answer has begun.
const MORE: Duration = Duration::from_millis(700);

/// Judges an answer: the sentence that says what it proves, or nothing.
pub(crate) type Proves = fn(&[u8]) -> Option<&'static str>;

/// One question and its judge.
#[derive(Clone, Copy)]
pub(crate) struct Talk {
    pub(crate) words: &'static [&'static str],
    pub(crate) say: &'static [u8],
    pub(crate) proves: Proves,
    /// Whether what came back may be shown: not where it holds other people's data.
    pub(crate) show: bool,
}

impl Talk {
    pub(crate) fn start<'a>(&'static self, context: Context<'a>) -> Running<'a> {
        Box::pin(self.run(context))
    }

    async fn run(&self, context: Context<'_>) -> Outcome {
        let answer = match context.port.protocol {
            Protocol::Tcp => ask(context, self).await,
            Protocol::Udp => context.datagram(self.say).await,
        };
        let observed = answer.map(|answer| {
            let summary = (self.proves)(&answer);
            let word = self.words.first().copied().unwrap_or_default();
            let received = if self.show { shown(&answer) } else { format!("{} bytes", answer.len()) };
            let evidence = |s| Evidence::new(s).with("sent", shown(self.say)).with("received", received);
            summary.map(|s| context.confirmed(word, evidence(s))).into_iter().collect()
        });
        settle_all(self.words, observed)
    }
}

async fn ask(context: Context<'_>, talk: &Talk) -> Result<Vec<u8>, NetError> {
    let mut stream = context.open().await?;
    if !talk.say.is_empty() {
        stream.send(talk.say).await?;
    }
    let mut answer = stream.read_some(MOST).await?;
    while (talk.proves)(&answer).is_none() && answer.len() < MOST {
        match stream.read_some_within(MOST - answer.len(), MORE).await {
            Ok(more) => answer.extend_from_slice(&more),
            Err(NetError::Stopped) => return Err(NetError::Stopped),
            Err(_) => break,
        }
    }
    Ok(answer)
}

/// Declares a group of one question.
macro_rules! talk {
    ($(#[$meta:meta])* $name:ident: $word:literal, $protocol:ident, $names:expr, $ports:expr, $show:literal, $say:expr, $proves:expr) => {
        $(#[$meta])*
        pub(crate) const $name: $crate::CheckGroup = {
            static TALK: $crate::talk::Talk =
                $crate::talk::Talk { words: &[$word], say: $say, proves: $proves, show: $show };
            $crate::CheckGroup {
                name: $word,
                words: &[$word],
                effect: model::definition::Effect::Safe,
                applies: |service, port| {
                    $crate::context::is_one_of(service, port, model::ports::Protocol::$protocol, $names, $ports)
                },
                start: |context| TALK.start(context),
            }
        };
    };
}
pub(crate) use talk;

/// Declares a group whose conversation is a function that gives observations or an error.
macro_rules! group {
    ($name:ident: $title:literal, $words:expr, $protocol:ident, $names:expr, $ports:expr, $run:path) => {
        pub(crate) const $name: $crate::CheckGroup = $crate::CheckGroup {
            name: $title,
            words: $words,
            effect: model::definition::Effect::Safe,
            applies: |service, port| {
                $crate::context::is_one_of(service, port, model::ports::Protocol::$protocol, $names, $ports)
            },
            start: |context| {
                Box::pin(async move { $crate::context::settle_all($words, $run(context).await) })
            },
        };
    };
}
pub(crate) use group;

/// How to start a conversation that puts what it sees into a list, so that an error later on takes nothing back.
macro_rules! gathering {
    ($words:expr, $run:path) => {
        |context| {
            Box::pin(async move {
                let mut found = Vec::new();
                let result = $run(context, &mut found).await;
                $crate::context::settle($words, found, result)
            })
        }
    };
}
pub(crate) use gathering;

/// Declares a group whose conversation is one of [`gathering!`].
macro_rules! gather {
    ($name:ident: $title:literal, $words:expr, $protocol:ident, $names:expr, $ports:expr, $run:path) => {
        pub(crate) const $name: $crate::CheckGroup = $crate::CheckGroup {
            name: $title,
            words: $words,
            effect: model::definition::Effect::Safe,
            applies: |service, port| {
                $crate::context::is_one_of(service, port, model::ports::Protocol::$protocol, $names, $ports)
            },
            start: $crate::talk::gathering!($words, $run),
        };
    };
}
pub(crate) use gather;
