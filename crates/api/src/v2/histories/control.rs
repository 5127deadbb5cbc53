//! `POST /v2/scans/{id}/start`, `POST /v2/scans/{id}/stop`

use app::runs;
use model::ScanId;

use crate::v2::frame::{Accepted, Id, Reply, Signed};
use crate::v2::histories::view::History;

pub(crate) async fn start(ctx: Signed, Id(scan): Id<ScanId>) -> Reply<Accepted<History>> {
    Ok(Accepted(runs::start(&ctx, scan).await?.into()))
}

pub(crate) async fn stop(ctx: Signed, Id(scan): Id<ScanId>) -> Reply<Accepted<History>> {
    Ok(Accepted(runs::stop(&ctx, scan).await?.into()))
}
