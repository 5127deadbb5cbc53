//! Schedules: when scans run by themselves.

mod calculate;
mod input;
mod occurrences;
mod preview;
mod read;
mod timing;
mod view;
mod write;

use crate::v2::frame::Routes;
use crate::v2::frame::routes::{about, under};

pub(crate) fn routes() -> Routes {
    under("Schedules")
        .get("/v2/schedules", about("schedule_list", "schedule.read", "List schedules"), read::list)
        .post("/v2/schedules", about("schedule_create", "schedule.write", "Create a schedule"), write::create)
        .put(
            "/v2/schedules/{id}",
            about("schedule_update", "schedule.write", "Update a schedule"),
            write::update,
        )
        .get("/v2/schedules/{id}", about("schedule_view", "schedule.read", "Show a schedule"), read::show)
        .delete(
            "/v2/schedules/{id}",
            about("schedule_delete", "schedule.write", "Delete a schedule"),
            write::delete,
        )
        .delete(
            "/v2/schedules",
            about("schedule_delete_many", "schedule.write", "Delete schedules, all or none"),
            write::delete_many,
        )
        .post(
            "/v2/schedules/first_time",
            about("schedule_first_time", "schedule.read", "Calculate the first due time of a rule"),
            calculate::first_time,
        )
        .post(
            "/v2/schedules/next_dates",
            about("schedule_next_dates", "schedule.read", "Calculate the next due times of a rule"),
            calculate::next_dates,
        )
        .post(
            "/v2/schedules/preview",
            about(
                "schedule_preview",
                "schedule.read",
                "Show the due times of a schedule that need not exist, and what becomes of them",
            )
            .ours(),
            preview::preview,
        )
        .get(
            "/v2/schedules/{id}/occurrences",
            about("schedule_occurrence_list", "schedule.read", "List what became of a schedule's due times")
                .ours(),
            occurrences::list,
        )
}
