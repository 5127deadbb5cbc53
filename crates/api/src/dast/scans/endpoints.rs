//! `GET /targets/{id}/scans/{id}/endpoints/`: the coverage of a scan as CSV.

use app::{Ctx, web_scans};
use axum::body::Body;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use futures::stream;
use model::web::Endpoint;
use model::{RunId, TargetId};
use utoipa::openapi::{ContentBuilder, ResponseBuilder};

use crate::dast::frame::params::{ParamDoc, Params};
use crate::dast::frame::{ApiError, Ids2, Query, QueryParams, Reply, Signed, show_id};
use crate::shared::describe::{Describe, Entry, text};

/// Rows read at once.
const ROWS: u32 = 1000;
const HEAD: &str = "id,request_method,url,status_code,authenticated,result,reason,info,raw_request_size,\
    raw_response_size,request_parameters_count,raw_request_size_display,raw_response_size_display\r\n";

/// A CSV file.
pub(crate) struct Csv {
    name: String,
    body: Body,
}

impl IntoResponse for Csv {
    fn into_response(self) -> Response {
        let disposition = format!("attachment; filename=\"{}\"", self.name);
        (
            [(CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (CONTENT_DISPOSITION, disposition)],
            self.body,
        )
            .into_response()
    }
}

impl Describe for Csv {
    fn describe(entry: &mut Entry) {
        let content = ContentBuilder::new().schema(Some(text())).build();
        let response = ResponseBuilder::new()
            .description("A row for each address")
            .content("text/csv; charset=utf-8", content)
            .build();
        entry.responses.insert("200", response);
    }
}

/// Which addresses are wanted.
pub(crate) struct Which {
    all: bool,
}

impl QueryParams for Which {
    const DOC: &'static [ParamDoc] =
        &[("all", "`true` adds the addresses that were rejected, with the reason")];

    fn read(params: &Params) -> Result<Self, ApiError> {
        Ok(Self { all: params.flag("all")?.unwrap_or(false) })
    }
}

pub(crate) async fn csv(
    ctx: Signed,
    Ids2(target, id): Ids2<TargetId, RunId>,
    Query(which): Query<Which>,
) -> Reply<Csv> {
    let run = web_scans::show(&ctx, Some(target), id).await?;
    let name = format!("coverage-{}.csv", show_id(run.run.id));
    let ctx: Ctx = (*ctx).clone();
    // Piece by piece: a long list is never whole in memory, and a slow reader holds no transaction.
    let pieces = stream::try_unfold(Some((ctx, 0_u32, HEAD.to_owned())), move |step| async move {
        let Some((ctx, from, head)) = step else { return Ok::<_, std::io::Error>(None) };
        let found = web_scans::endpoints(&ctx, id, which.all, from, ROWS).await;
        let rows = found.map_err(|error| {
            tracing::error!(%error, "reading the coverage of a scan failed");
            std::io::Error::other("the coverage could not be read")
        })?;
        let mut out = head;
        rows.iter().for_each(|row| write(&mut out, row));
        let next =
            rows.last().map(|row| row.position.saturating_add(1)).filter(|_| rows.len() == ROWS as usize);
        Ok(Some((out, next.map(|from| (ctx, from, String::new())))))
    });
    Ok(Csv { name, body: Body::from_stream(pieces) })
}

fn write(out: &mut String, row: &Endpoint) {
    let fields = [
        (row.position.saturating_add(1)).to_string(),
        row.method.clone(),
        row.url.clone(),
        row.status.map(|s| s.to_string()).unwrap_or_default(),
        (if row.authenticated { "True" } else { "False" }).to_owned(),
        (if row.accepted { "accepted" } else { "rejected" }).to_owned(),
        row.reason.clone(),
        row.info.clone(),
        row.request_bytes.to_string(),
        row.response_bytes.to_string(),
        row.parameters.to_string(),
        display(row.request_bytes),
        display(row.response_bytes),
    ];
    let quoted: Vec<String> = fields.iter().map(|field| quote(field)).collect();
    out.push_str(&quoted.join(","));
    out.push_str("\r\n");
}

/// A field: quoted where it needs to be, and never a formula, because spreadsheets run those and the text is a target's.
fn quote(field: &str) -> String {
    let formula = field.starts_with(['=', '+', '-', '@', '\t', '\r']) && field.parse::<f64>().is_err();
    let field = if formula { format!("'{field}") } else { field.to_owned() };
    if field.contains([',', '"', '\r', '\n']) { format!("\"{}\"", field.replace('"', "\"\"")) } else { field }
}

/// A size for people: `512 B`, `1.5 KB`.
#[expect(clippy::cast_precision_loss, reason = "one digit is shown")]
fn display(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} B"),
        1024..1_048_576 => format!("{:.1} KB", bytes as f64 / 1024.0),
        _ => format!("{:.1} MB", bytes as f64 / 1_048_576.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_safe_to_open() {
        let row = Endpoint {
            position: 0,
            method: "GET".into(),
            url: "http://a/?q=\"x\",y".into(),
            accepted: false,
            reason: "=HYPERLINK(1)".into(),
            info: "-1".into(),
            source: None,
            status: None,
            authenticated: true,
            request_bytes: 100,
            response_bytes: 1536,
            parameters: 1,
        };
        let mut out = String::new();
        write(&mut out, &row);
        let expect =
            "1,GET,\"http://a/?q=\"\"x\"\",y\",,True,rejected,'=HYPERLINK(1),-1,100,1536,1,100 B,1.5 KB\r\n";
        assert_eq!(out, expect);
        assert_eq!(HEAD.trim().split(',').count(), 13);
        assert_eq!(display(3 * 1_048_576), "3.0 MB");
    }
}
