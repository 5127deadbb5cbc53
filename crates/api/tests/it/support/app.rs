//! A running application without a socket.

use std::future::Future;
use std::sync::Arc;

use ::app::Ctx;
use ::app::Services;
use ::app::organizations::{self, NewOrganization};
use ::app::settings::Settings;
use ::app::users::{self, NewUser};
use api::Options;
use auth::{MasterKey, Principal};
use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use knowledge::Knowledge;
use model::Product;
use model::organization::Organization;
use model::user::Role;
use secrecy::SecretString;
use serde_json::{Value, json};
use testkit::TestDb;
use tower::ServiceExt;

use super::schema;

pub(crate) const PASSWORD: &str = "correct horse battery";

/// The application.
pub(crate) struct TestApp {
    pub(crate) services: Arc<Services>,
    pub(crate) router: Router,
    /// Of `/v2`.
    pub(crate) document: Value,
    /// Of the DAST dialect.
    pub(crate) dast: Value,
}

/// An answer.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Bytes,
    /// Null where it is no JSON.
    pub(crate) json: Value,
}

impl Answer {
    /// The attributes of the one object.
    pub(crate) fn attributes(&self) -> &Value {
        &self.json["data"]["attributes"]
    }

    /// The id of the one object.
    pub(crate) fn id(&self) -> String {
        self.json["data"]["id"].as_str().unwrap_or_else(|| panic!("no object: {}", self.json)).to_owned()
    }

    #[track_caller]
    pub(crate) fn expect(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", String::from_utf8_lossy(&self.bytes));
        self
    }

    /// An error at a place with a code.
    #[track_caller]
    pub(crate) fn refused(self, status: u16, pointer: &str, code: &str) {
        let answer = self.expect(status);
        let item = &answer.json["errors"][0];
        assert_eq!(
            (&item["source"]["pointer"], &item["code"]),
            (&json!(pointer), &json!(code)),
            "{}",
            answer.json
        );
    }
}

/// Runs a case on SQLite.
pub(crate) fn on_sqlite<F: Future<Output = ()>>(case: impl FnOnce(TestApp) -> F) {
    testkit::db::on_sqlite(|t| async move { case(TestApp::new(&t)).await });
}

impl TestApp {
    pub(crate) fn new(t: &TestDb) -> Self {
        let master = MasterKey::generate(&t.env);
        let knowledge = Arc::new(Knowledge::builtin());
        let services = Services::new(t.db.clone(), t.env.clone(), knowledge, &master, Settings::default());
        let ready =
            Arc::new(|| Box::pin(async { Ok(()) }) as std::pin::Pin<Box<dyn Future<Output = _> + Send>>);
        let router = api::router(services.clone(), Options::new(ready));
        let document = serde_json::to_value(api::openapi()).unwrap();
        let dast = serde_json::to_value(api::dast_openapi()).unwrap();
        Self { services, router, document, dast }
    }

    pub(crate) async fn organization(&self, name: &str) -> Organization {
        organizations::create(&self.services, NewOrganization::local(name)).await.unwrap()
    }

    /// The platform itself, in `vrms`.
    pub(crate) fn internal(&self, organization: &Organization) -> Ctx {
        let principal = Principal::internal(organization.id, Product::Vrms);
        Ctx { services: self.services.clone(), principal, request_id: None, remote_ip: None }
    }

    /// A new user of the organization, signed in: the token.
    pub(crate) async fn user(&self, organization: &Organization, role: Role, email: &str) -> String {
        let password = Some(SecretString::from(PASSWORD));
        let active_product = Some(Product::Vrms);
        let new = NewUser { email: email.to_owned(), password, role, active_product, ..NewUser::default() };
        users::create(&self.internal(organization), new).await.unwrap();
        let body = json!({"username": email, "password": PASSWORD});
        let answer = self.call("", "POST", "/v2/auth/sign_in", Some(body)).await.expect(200);
        answer.json["token"].as_str().unwrap().to_owned()
    }

    /// An owner of a fresh organization: the token.
    pub(crate) async fn owner(&self) -> String {
        let organization = self.organization("Example").await;
        self.user(&organization, Role::Owner, "owner@example.org").await
    }

    /// Sends a request and checks the answer against the document. No token is nobody.
    pub(crate) async fn call(&self, token: &str, method: &str, path: &str, body: Option<Value>) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        if !token.is_empty() {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        let body = match body {
            None => Body::empty(),
            Some(body) => {
                request = request.header("content-type", "application/json");
                Body::from(body.to_string())
            }
        };
        self.send(request.body(body).unwrap()).await
    }

    pub(crate) async fn get(&self, token: &str, path: &str) -> Answer {
        self.call(token, "GET", path, None).await
    }

    pub(crate) async fn post(&self, token: &str, path: &str, body: Value) -> Answer {
        self.call(token, "POST", path, Some(body)).await
    }

    pub(crate) async fn put(&self, token: &str, path: &str, body: Value) -> Answer {
        self.call(token, "PUT", path, Some(body)).await
    }

    pub(crate) async fn delete(&self, token: &str, path: &str) -> Answer {
        self.call(token, "DELETE", path, None).await
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let (method, path) = (request.method().to_string(), request.uri().path().to_owned());
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        let json = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
        let answer = Answer { status: parts.status, headers: parts.headers, bytes, json };
        let ours = path.starts_with("/v2/") || path.starts_with("/auth/sign_");
        schema::check(if ours { &self.document } else { &self.dast }, &method, &path, &answer);
        answer
    }
}
