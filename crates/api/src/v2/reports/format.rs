//! The `type` of a report's file.

use model::report::ReportFormat;

use crate::v2::frame::query::ParamDoc;
use crate::v2::frame::{ApiError, Params, QueryParams};

/// `?type=pdf`; `format` and `formats` mean the same.
pub(crate) struct Types(pub(crate) Vec<ReportFormat>);

impl QueryParams for Types {
    const DOC: &'static [ParamDoc] = &[
        ("type", "Format: pdf, csv, json, sarif or junit", "pdf"),
        ("format", "The same as `type`", "pdf"),
        ("formats", "Several formats, comma separated", "pdf,csv"),
    ];

    fn take(params: &mut Params) -> Result<Self, ApiError> {
        let mut formats = Vec::new();
        for name in ["type", "format", "formats"] {
            for word in params.many(name) {
                let format = word.to_ascii_lowercase().parse();
                formats.push(
                    format.map_err(|e: model::UnknownWord| {
                        ApiError::parameter(name, "invalid", e.to_string())
                    })?,
                );
            }
        }
        Ok(Self(formats))
    }
}

impl Types {
    /// The one format that is asked for.
    pub(crate) fn one(self) -> Result<Option<ReportFormat>, ApiError> {
        match self.0.as_slice() {
            [] => Ok(None),
            [one] => Ok(Some(*one)),
            _ => Err(ApiError::parameter("type", "too_many", "must name one format")),
        }
    }
}
