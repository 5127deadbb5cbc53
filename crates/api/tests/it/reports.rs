//! Reports and their files.

use model::user::Role;
use serde_json::json;

use crate::support::{Tenant, on_sqlite};

#[test]
fn files_are_asked_for_downloaded_and_verified() {
    on_sqlite(async |app| {
        let tenant = Tenant::new(&app, "apple").await;
        let token = tenant.token(Role::Manager);
        let path = format!("/v2/reports/{}", tenant.report);
        let report = app.get(token, &path).await.expect(200);
        assert_eq!(report.attributes()["files"]["pdf"]["status"], "done");
        let asked = app.call(token, "POST", &format!("{path}/generate?type=json"), None).await.expect(202);
        assert_eq!(asked.attributes()["files"]["json"]["status"], "queued");
        let asked = app
            .post(token, &format!("{path}/generate"), json!({"report": {"formats": ["sarif"]}}))
            .await
            .expect(202);
        assert_eq!(asked.attributes()["files"]["sarif"]["status"], "queued");
        app.post(token, &format!("{path}/generate"), json!({"formats": ["doc"]})).await.refused(
            422,
            "/formats/0",
            "invalid",
        );
        let file = app.get(token, &format!("{path}/download?type=csv")).await.expect(200);
        assert_eq!(file.bytes.as_ref(), b"apple findings");
        assert_eq!(file.headers["content-type"], "text/csv; charset=utf-8");
        assert!(file.headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
        app.get(token, &format!("{path}/download?type=json")).await.expect(422);
        app.get(token, &format!("{path}/download?type=doc")).await.refused(422, "/type", "invalid");
        let there = app.get(token, &format!("{path}/exists?type=csv")).await.expect(200);
        assert_eq!(there.json["exists"], true);
        let not_there = app.get(token, &format!("{path}/exists?type=junit")).await.expect(200);
        assert_eq!(not_there.json["exists"], false);
        let verified = app.call(token, "POST", &format!("{path}/verify"), None).await.expect(200);
        assert_eq!(
            (&verified.json["verified"], verified.json["files"].as_array().unwrap().len()),
            (&json!(true), 2)
        );
        let other =
            app.post(token, &format!("{path}/verify?type=csv"), json!({"sha256": "00"})).await.expect(200);
        assert_eq!(other.json["verified"], false);
        app.delete(token, &path).await.expect(204);
        app.get(token, &path).await.expect(404);
    });
}
