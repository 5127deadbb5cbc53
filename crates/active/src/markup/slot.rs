//! Where a value goes: an insertion point, or the name of a file that is sent along.

use crawl::{Body, InsertionPoint, SiteRequest};
use model::evidence::InsertionKind;

use crate::probe::{kind, place};

/// A place in a request that takes a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Slot {
    /// An insertion point.
    Point(InsertionPoint),
    /// The name of the file in the field of this name.
    FileName(String),
}

impl Slot {
    /// The names of files that a request sends along.
    pub(crate) fn file_names(request: &SiteRequest) -> Vec<Self> {
        match &request.body {
            Body::Multipart(parts) => {
                parts.iter().filter(|p| p.file.is_some()).map(|p| Self::FileName(p.name.clone())).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The request with another value there; a file keeps its ending, which applications ask for.
    pub(crate) fn with(&self, request: &SiteRequest, value: &str) -> Option<SiteRequest> {
        match self {
            Self::Point(point) => request.with_value(point, value),
            Self::FileName(name) => {
                let mut request = request.clone();
                let Body::Multipart(parts) = &mut request.body else { return None };
                let part = parts.iter_mut().find(|p| p.name == *name && p.file.is_some())?;
                let ending = part.file.as_deref().and_then(|f| f.rsplit_once('.')).map_or("txt", |(_, e)| e);
                part.file = Some(format!("{value}.{ending}"));
                Some(request)
            }
        }
    }

    /// Its name.
    pub(crate) fn name(&self) -> &str {
        match self {
            Self::Point(point) => &point.name,
            Self::FileName(name) => name,
        }
    }

    /// The present value.
    pub(crate) fn value(&self) -> &str {
        match self {
            Self::Point(point) => &point.value,
            Self::FileName(_) => "",
        }
    }

    /// Where findings of it are.
    pub(crate) fn place(&self, request: &SiteRequest) -> String {
        match self {
            Self::Point(point) => place(request, point),
            Self::FileName(name) => format!("{} {} form:{name}", request.method, request.url.path()),
        }
    }

    /// The word of the DAST API.
    pub(crate) fn kind(&self, request: &SiteRequest) -> InsertionKind {
        match self {
            Self::Point(point) => kind(request, point),
            Self::FileName(_) => InsertionKind::MultipartParameter,
        }
    }

    /// In words.
    pub(crate) fn describe(&self) -> String {
        match self {
            Self::Point(point) => format!("the value of {} \"{}\"", point.place, point.name),
            Self::FileName(name) => format!("the name of the file in \"{name}\""),
        }
    }
}
