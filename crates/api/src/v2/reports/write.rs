//! `DELETE /v2/reports/{id}`, `DELETE /v2/reports`

use app::reports;
use model::ReportId;

use crate::v2::frame::{Deleted, DeletedMany, Id, Ids, Reply, Signed};

pub(crate) async fn delete(ctx: Signed, Id(id): Id<ReportId>) -> Reply<Deleted> {
    reports::delete(&ctx, id).await?;
    Ok(Deleted)
}

pub(crate) async fn delete_many(ctx: Signed, Ids(ids): Ids<ReportId>) -> Reply<DeletedMany> {
    Ok(DeletedMany(reports::delete_many(&ctx, &ids).await?))
}
