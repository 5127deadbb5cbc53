//! `POST /v2/scans`, `PUT /v2/scans/{id}`, `DELETE /v2/scans/{id}`, `DELETE /v2/scans`

use app::scans;
use model::ScanId;

use crate::v2::frame::{Body, Created, Deleted, DeletedMany, Found, Id, Ids, Reply, Signed};
use crate::v2::scans::input::{ScanCreate, ScanUpdate};
use crate::v2::scans::view::Scan;

pub(crate) async fn create(ctx: Signed, Body(body): Body<ScanCreate>) -> Reply<Created<Scan>> {
    Ok(Created(scans::create(&ctx, body.try_into()?).await?.into()))
}

pub(crate) async fn update(
    ctx: Signed,
    Id(id): Id<ScanId>,
    Body(body): Body<ScanUpdate>,
) -> Reply<Found<Scan>> {
    Ok(Found(scans::update(&ctx, id, body.try_into()?).await?.into()))
}

pub(crate) async fn delete(ctx: Signed, Id(id): Id<ScanId>) -> Reply<Deleted> {
    scans::delete(&ctx, id).await?;
    Ok(Deleted)
}

pub(crate) async fn delete_many(ctx: Signed, Ids(ids): Ids<ScanId>) -> Reply<DeletedMany> {
    Ok(DeletedMany(scans::delete_many(&ctx, &ids).await?))
}
