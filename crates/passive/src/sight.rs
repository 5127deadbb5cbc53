//! What a check saw in one exchange.

use model::Severity;
use model::finding::Confidence;

/// Which part of the answer proves a sighting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Shown {
    /// The headers; the body says nothing.
    Head,
    /// This range of the text of the body.
    Text(std::ops::Range<usize>),
    /// The same, with the range itself masked: it is a secret.
    Secret(std::ops::Range<usize>),
}

/// Where a weakness is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Spot {
    /// In all of the site: one observation of the origin.
    Site,
    /// On this page.
    Page,
    /// In this thing, wherever it shows: the same value on a hundred pages is one sighting at the first of them.
    Value(String),
    /// At an address that is not the page's own.
    Address(String),
}

/// One sighting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sight {
    pub(crate) word: &'static str,
    pub(crate) spot: Spot,
    pub(crate) summary: String,
    pub(crate) details: Vec<(&'static str, String)>,
    pub(crate) shown: Shown,
    pub(crate) severity: Option<Severity>,
    pub(crate) confidence: Confidence,
}

impl Sight {
    pub(crate) fn site(word: &'static str, summary: impl Into<String>) -> Self {
        Self::at(word, Spot::Site, summary)
    }

    pub(crate) fn page(word: &'static str, summary: impl Into<String>) -> Self {
        Self::at(word, Spot::Page, summary)
    }

    pub(crate) fn value(word: &'static str, value: impl Into<String>, summary: impl Into<String>) -> Self {
        Self::at(word, Spot::Value(value.into()), summary)
    }

    pub(crate) fn at(word: &'static str, spot: Spot, summary: impl Into<String>) -> Self {
        Self {
            word,
            spot,
            summary: summary.into(),
            details: Vec::new(),
            shown: Shown::Head,
            severity: None,
            confidence: Confidence::Confirmed,
        }
    }

    #[must_use]
    pub(crate) fn with(mut self, label: &'static str, text: impl Into<String>) -> Self {
        self.details.push((label, text.into()));
        self
    }

    #[must_use]
    pub(crate) fn shown(mut self, shown: Shown) -> Self {
        self.shown = shown;
        self
    }

    #[must_use]
    pub(crate) fn likely(mut self) -> Self {
        self.confidence = Confidence::Likely;
        self
    }

    #[must_use]
    pub(crate) fn severity(mut self, tenths: u8) -> Self {
        self.severity = Some(Severity::from_tenths(tenths));
        self
    }
}
