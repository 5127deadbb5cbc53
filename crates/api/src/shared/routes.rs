//! Registration: one call puts a handler into the router and its entry into the document.

use std::convert::Infallible;

use axum::Router;
use axum::extract::Request;
use axum::handler::Handler;
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use axum::routing::{MethodFilter, MethodRouter, on};
use utoipa::openapi::path::{Operation, PathItem};
use utoipa::openapi::schema::Schema;
use utoipa::openapi::{HttpMethod, Paths, RefOr};

use crate::shared::describe::{Documented, Entry};
use crate::shared::error::Wrapper;
use crate::state::Shared;

/// What differs between dialects.
#[derive(Debug)]
pub(crate) struct Dialect {
    /// Makes the document entry of an operation.
    pub(crate) operation: fn(&str, About, Entry) -> Operation,
    /// Whether paths end in a slash and are understood without it.
    pub(crate) slashes: bool,
}

/// Routes of one resource with their entries.
pub(crate) struct Routes {
    dialect: &'static Dialect,
    tag: &'static str,
    pub(crate) router: Router<Shared>,
    pub(crate) paths: Paths,
    pub(crate) schemas: Vec<(String, RefOr<Schema>)>,
}

/// What a signature cannot say about an operation.
#[derive(Debug, Clone, Copy)]
pub(crate) struct About {
    /// Unique word: `target_list`.
    pub(crate) id: &'static str,
    /// One sentence.
    pub(crate) summary: &'static str,
    /// The permission that the use-case asks for; empty when being signed in is enough.
    pub(crate) permission: &'static str,
    /// Whether other servers of this dialect do not have it.
    pub(crate) ours: bool,
}

/// An operation of the dialect.
pub(crate) const fn about(id: &'static str, permission: &'static str, summary: &'static str) -> About {
    About { id, summary, permission, ours: false }
}

impl About {
    /// The same, marked as an addition of ours (`x-watchpost`).
    pub(crate) const fn ours(self) -> Self {
        Self { ours: true, ..self }
    }
}

impl Routes {
    /// No routes yet; operations are shown under `tag`.
    pub(crate) fn of(dialect: &'static Dialect, tag: &'static str) -> Self {
        Self { dialect, tag, router: Router::new(), paths: Paths::new(), schemas: Vec::new() }
    }

    /// A `GET` operation.
    pub(crate) fn get<T: 'static, H>(self, path: &str, about: About, handler: H) -> Self
    where
        H: Handler<T, Shared> + Documented<T>,
    {
        self.add(HttpMethod::Get, path, about, handler)
    }

    /// A `POST` operation.
    pub(crate) fn post<T: 'static, H>(self, path: &str, about: About, handler: H) -> Self
    where
        H: Handler<T, Shared> + Documented<T>,
    {
        self.add(HttpMethod::Post, path, about, handler)
    }

    /// A `PUT` operation.
    pub(crate) fn put<T: 'static, H>(self, path: &str, about: About, handler: H) -> Self
    where
        H: Handler<T, Shared> + Documented<T>,
    {
        self.add(HttpMethod::Put, path, about, handler)
    }

    /// A `PATCH` operation.
    pub(crate) fn patch<T: 'static, H>(self, path: &str, about: About, handler: H) -> Self
    where
        H: Handler<T, Shared> + Documented<T>,
    {
        self.add(HttpMethod::Patch, path, about, handler)
    }

    /// A `DELETE` operation.
    pub(crate) fn delete<T: 'static, H>(self, path: &str, about: About, handler: H) -> Self
    where
        H: Handler<T, Shared> + Documented<T>,
    {
        self.add(HttpMethod::Delete, path, about, handler)
    }

    fn add<T: 'static, H>(mut self, method: HttpMethod, path: &str, about: About, handler: H) -> Self
    where
        H: Handler<T, Shared> + Documented<T>,
    {
        let mut entry = Entry { path_names: path_names(path), ..Entry::default() };
        H::document(&mut entry);
        let mut route: MethodRouter<Shared, Infallible> = on(filter(&method), handler);
        if let Some(wrapper) = entry.wrapper {
            route = route.layer(from_fn(move |request, next| wrapped(wrapper, request, next)));
        }
        self.schemas.append(&mut entry.schemas);
        let operation = (self.dialect.operation)(self.tag, about, entry);
        match self.paths.paths.get_mut(path) {
            Some(item) => item.merge_operations(PathItem::new(method, operation)),
            None => drop(self.paths.paths.insert(path.to_owned(), PathItem::new(method, operation))),
        }
        if self.dialect.slashes {
            self.router = self.router.route(path.trim_end_matches('/'), route.clone());
        }
        self.router = self.router.route(path, route);
        self
    }
}

/// Notes the wrapper of the body beside an error, so that its pointers can be written.
async fn wrapped(wrapper: &'static str, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    response.extensions_mut().insert(Wrapper(wrapper));
    response
}

fn path_names(path: &str) -> Vec<String> {
    path.split('/').filter_map(|p| p.strip_prefix('{')?.strip_suffix('}')).map(str::to_owned).collect()
}

fn filter(method: &HttpMethod) -> MethodFilter {
    match method {
        HttpMethod::Post => MethodFilter::POST,
        HttpMethod::Put => MethodFilter::PUT,
        HttpMethod::Patch => MethodFilter::PATCH,
        HttpMethod::Delete => MethodFilter::DELETE,
        _ => MethodFilter::GET,
    }
}
