//! Numbers over all targets, and over one of them.

mod attention;
mod point;
mod trend;

use crate::dast::frame::{Routes, about, under};

pub(crate) fn routes() -> Routes {
    let read = "finding.read";
    under("Statistics")
        .get(
            "/targets/all/average_fix_time/",
            about("all_average_fix_time", read, "How long findings are open before they are fixed"),
            attention::fix_time_of_all,
        )
        .get(
            "/targets/all/needs_attention_pie/",
            about("all_needs_attention_pie", read, "How many targets have open findings"),
            attention::pie,
        )
        .get(
            "/targets/all/needs_attention_top/",
            about("all_needs_attention_top", read, "The targets with the worst open findings"),
            attention::top,
        )
        .get(
            "/targets/all/risk_trend/",
            about("all_risk_trend", read, "The risk of the last thirty days"),
            trend::risk_of_all,
        )
        .get(
            "/targets/all/severity_trend/",
            about("all_severity_trend", read, "Open findings of the last thirty days"),
            trend::severity_of_all,
        )
        .get(
            "/targets/all/top_vulns/",
            about("all_top_vulns", read, "The five findings that are open most often"),
            attention::top_vulns_of_all,
        )
        .get(
            "/targets/{target_id}/average_fix_time/",
            about(
                "target_average_fix_time",
                read,
                "How long findings of a target are open before they are fixed",
            ),
            attention::fix_time_of_target,
        )
        .get(
            "/targets/{target_id}/risk_trend/",
            about("target_risk_trend", read, "The risk of a target over the last thirty days"),
            trend::risk_of_target,
        )
        .get(
            "/targets/{target_id}/severity_trend/",
            about("target_severity_trend", read, "Open findings of a target over the last thirty days"),
            trend::severity_of_target,
        )
        .get(
            "/targets/{target_id}/top_vulns/",
            about("target_top_vulns", read, "The five findings of a target that are open most often"),
            attention::top_vulns_of_target,
        )
}
