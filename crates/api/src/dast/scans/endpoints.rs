//! `GET /targets/{id}/scans/{id}/endpoints/`: the coverage of a scan as CSV, or page by page.

use app::{Ctx, web_scans};
use axum::body::Body;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use futures::stream;
use model::web::Endpoint;
use model::{RunId, TargetId};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa::openapi::{ContentBuilder, ResponseBuilder};

use crate::dast::frame::list::{LENGTH, MAX_LENGTH};
use crate::dast::frame::params::{ParamDoc, Params};
use crate::dast::frame::{ApiError, Ids2, Page, Query, QueryParams, Reply, Signed, refused, show_id};
use crate::shared::describe::{Describe, Entry, text};

/// Rows read at once.
const ROWS: u32 = 1000;
/// The furthest page.
const MAX_PAGE: u32 = 100_000_000;
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

/// An address of a scan.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct EndpointView {
    /// Position among all addresses of the scan, from 1.
    id: u32,
    request_method: String,
    url: String,
    /// Null where nothing was answered.
    status_code: Option<u16>,
    /// Whether the request was made signed in.
    authenticated: bool,
    /// `accepted` or `rejected`.
    result: &'static str,
    /// Why it was rejected.
    reason: String,
    info: String,
    /// Bytes.
    raw_request_size: u64,
    /// Bytes.
    raw_response_size: u64,
    request_parameters_count: u32,
}

impl From<Endpoint> for EndpointView {
    fn from(row: Endpoint) -> Self {
        Self {
            id: row.position.saturating_add(1),
            request_method: row.method,
            url: row.url,
            status_code: row.status,
            authenticated: row.authenticated,
            result: if row.accepted { "accepted" } else { "rejected" },
            reason: row.reason,
            info: row.info,
            raw_request_size: row.request_bytes,
            raw_response_size: row.response_bytes,
            request_parameters_count: row.parameters,
        }
    }
}

/// The addresses in the form that was asked for.
pub(crate) enum Endpoints {
    /// All of them as a file.
    Csv(Csv),
    /// A page of them.
    Page(Page<EndpointView>),
}

impl IntoResponse for Endpoints {
    fn into_response(self) -> Response {
        match self {
            Self::Csv(csv) => csv.into_response(),
            Self::Page(page) => page.into_response(),
        }
    }
}

impl Describe for Endpoints {
    fn describe(entry: &mut Entry) {
        Page::<EndpointView>::describe(entry);
        let page = entry.responses.remove("200");
        Csv::describe(entry);
        if let (Some(both), Some(page)) = (entry.responses.get_mut("200"), page) {
            both.content.extend(page.content);
        }
    }
}

/// Which addresses are wanted, and how.
pub(crate) struct Which {
    all: bool,
    /// Page and length, where a page is wanted.
    page: Option<(u32, u32)>,
}

impl QueryParams for Which {
    const DOC: &'static [ParamDoc] = &[
        ("all", "`true` adds the addresses that were rejected, with the reason"),
        ("format", "`csv` (default), or `json` for a page of them (an addition of ours)"),
        ("page", "Page of `json`, from 1"),
        ("length", "Rows of a page of `json`, at most 10000"),
    ];

    fn read(params: &Params) -> Result<Self, ApiError> {
        let page = params.number("page", 1, MAX_PAGE)?.unwrap_or(1);
        let length = params.number("length", 1, MAX_LENGTH)?.unwrap_or(LENGTH);
        let json = match params.one("format") {
            None | Some("csv") => false,
            Some("json") => true,
            Some(_) => return Err(refused("format", "invalid", "must be csv or json")),
        };
        Ok(Self { all: params.flag("all")?.unwrap_or(false), page: json.then_some((page, length)) })
    }
}

pub(crate) async fn list(
    ctx: Signed,
    Ids2(target, id): Ids2<TargetId, RunId>,
    Query(which): Query<Which>,
) -> Reply<Endpoints> {
    let Some((page, length)) = which.page else {
        return Ok(Endpoints::Csv(csv(&ctx, (target, id), which.all).await?));
    };
    let found = web_scans::endpoint_page(&ctx, (target, id), which.all, (page, length)).await?;
    let results = found.items.into_iter().map(EndpointView::from).collect();
    Ok(Endpoints::Page(Page { count: found.total, page, length, results }))
}

async fn csv(ctx: &Signed, (target, id): (TargetId, RunId), all: bool) -> Reply<Csv> {
    let run = web_scans::show(ctx, Some(target), id).await?;
    let name = format!("coverage-{}.csv", show_id(run.run.id));
    let ctx: Ctx = (**ctx).clone();
    // Piece by piece: a long list is never whole in memory, and a slow reader holds no transaction.
    let pieces = stream::try_unfold(Some((ctx, 0_u32, HEAD.to_owned())), move |step| async move {
        let Some((ctx, from, head)) = step else { return Ok::<_, std::io::Error>(None) };
        let found = web_scans::endpoints(&ctx, id, all, from, ROWS).await;
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
