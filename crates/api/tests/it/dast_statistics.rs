//! Numbers over targets of the DAST dialect, the addresses of a scan page by page, and the list of reports.

use model::run::RunState;
use serde_json::json;

use crate::dast_web::Shop;

testkit::db_test! {
    async fn dast_statistics_count_what_is_open(t: TestDb) {
        let shop = Shop::new(&t).await;
        let pie = |bad: u64, fine: u64| json!([["needing attention", bad, "needs_atention"], ["no issues found", fine, "no_issues_found"]]);
        assert_eq!(shop.get("/targets/all/needs_attention_pie/").await, pie(0, 1));
        assert_eq!(shop.get("/targets/all/needs_attention_top/").await, json!([]));
        let id = shop.start().await;
        shop.scanned((RunState::Completed, None)).await;
        assert_eq!(shop.get("/targets/all/needs_attention_pie/").await, pie(1, 0));
        let top = json!([{"id": shop.target, "name": "shop", "url": "http://127.0.0.1:8080/", "lows": 0, "mediums": 1, "highs": 0, "criticals": 0}]);
        assert_eq!(shop.get("/targets/all/needs_attention_top/").await, top);
        for whose in ["/targets/all/".to_owned(), shop.path("")] {
            let of = async |what: &str| shop.get(&format!("{whose}{what}/")).await;
            let risk = of("risk_trend").await;
            assert_eq!((&risk[29], &risk[28], risk.as_array().unwrap().len()), (&json!(["2026-01-01T00:00:00Z", 20]), &json!(["2025-12-31T00:00:00Z", 0]), 30));
            let lines = of("severity_trend").await;
            assert_eq!((&lines["step"], &lines["results"]["medium"][29][1], &lines["results"]["high"][29][1]), (&json!(1), &json!(1), &json!(0)));
            let name = shop.get("/findings/").await["results"][0]["definition"]["name"].clone();
            assert_eq!(of("top_vulns").await, json!([[name, "1"]]));
            assert_eq!(of("average_fix_time").await, json!({"results": {"critical": null, "high": null, "medium": null, "low": null}}));
        }
        assert_eq!(shop.get("/targets/?risk=20").await["count"], 1);
        shop.call("PATCH", &shop.path("findings/1/"), Some(json!({"state": "accepted"}))).await.expect(200);
        assert_eq!(shop.get("/targets/?risk=20").await["count"], 0, "what was decided on is no risk");
        assert_eq!(shop.get("/targets/?risk=0").await["count"], 1);
        assert_eq!(shop.get("/targets/all/needs_attention_pie/").await, pie(0, 1));
        assert_eq!(shop.get(&shop.path("top_vulns/")).await, json!([]));
        assert_eq!(shop.get(&shop.path("risk_trend/")).await[29][1], 0);

        let page = shop.get(&shop.path(&format!("scans/{id}/endpoints/?format=json&all=true&length=1&page=2"))).await;
        assert_eq!((&page["count"], &page["page_total"], &page["results"][0]["result"]), (&json!(2), &json!(2), &json!("rejected")));
        let page = shop.get(&shop.path(&format!("scans/{id}/endpoints/?format=json"))).await;
        assert_eq!((&page["count"], &page["results"][0]["status_code"]), (&json!(1), &json!(200)));
        shop.call("GET", &shop.path(&format!("scans/{id}/endpoints/?format=xml")), None).await.expect(400);
        assert_eq!(shop.get(&format!("/report/?scan={id}&target={}", shop.target)).await["count"], 0);
    }
}
