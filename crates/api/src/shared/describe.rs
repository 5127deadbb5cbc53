//! What each extractor and each reply says of itself in an OpenAPI document: what dialects have in common.

use std::collections::BTreeMap;

use utoipa::ToSchema;
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::request_body::RequestBody;
use utoipa::openapi::schema::{ObjectBuilder, Schema, SchemaFormat, Type};
use utoipa::openapi::{ContentBuilder, KnownFormat, Ref, RefOr, Required, Response, ResponseBuilder};

use crate::shared::error::ApiError;

/// The document entry of one operation under construction.
#[derive(Default)]
pub(crate) struct Entry {
    /// Names of the path's parameters.
    pub(crate) path_names: Vec<String>,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) body: Option<RequestBody>,
    pub(crate) wrapper: Option<&'static str>,
    pub(crate) responses: BTreeMap<&'static str, Response>,
    pub(crate) schemas: Vec<(String, RefOr<Schema>)>,
    /// Whether the caller must be signed in.
    pub(crate) signed: bool,
    /// Whether the query can be wrong.
    pub(crate) query: bool,
}

/// Says what it adds to an entry.
pub(crate) trait Describe {
    /// Adds to the entry.
    fn describe(entry: &mut Entry);
}

/// A handler of described arguments and reply; `T` is the same as that of `axum::handler::Handler`.
pub(crate) trait Documented<T> {
    /// Adds every argument and the reply to the entry.
    fn document(entry: &mut Entry);
}

macro_rules! documented {
    ($($arg:ident),+) => {
        impl<F, Fut, M, R, $($arg),+> Documented<(M, $($arg,)+)> for F
        where
            F: Fn($($arg),+) -> Fut,
            Fut: Future<Output = R>,
            R: Describe,
            $($arg: Describe,)+
        {
            fn document(entry: &mut Entry) {
                $($arg::describe(entry);)+
                R::describe(entry);
            }
        }
    };
}
documented!(A1);
documented!(A1, A2);
documented!(A1, A2, A3);
documented!(A1, A2, A3, A4);

impl Entry {
    /// A reference to the schema of `T`, which is added to the components.
    pub(crate) fn component<T: ToSchema>(&mut self) -> RefOr<Schema> {
        self.schemas.push((T::name().into_owned(), T::schema()));
        T::schemas(&mut self.schemas);
        RefOr::Ref(Ref::from_schema_name(T::name()))
    }

    /// An answer with a JSON body.
    pub(crate) fn json(&mut self, status: &'static str, description: &str, schema: impl Into<RefOr<Schema>>) {
        let content = ContentBuilder::new().schema(Some(schema.into())).build();
        let response =
            ResponseBuilder::new().description(description).content("application/json", content).build();
        self.responses.insert(status, response);
    }

    /// A parameter of the path.
    pub(crate) fn path_id(&mut self, index: usize, format: Option<KnownFormat>) {
        let Some(name) = self.path_names.get(index).cloned() else { return };
        let schema = text().format(format.map(SchemaFormat::KnownFormat));
        let parameter = ParameterBuilder::new()
            .name(name)
            .parameter_in(ParameterIn::Path)
            .required(Required::True)
            .schema(Some(schema))
            .build();
        self.parameters.push(parameter);
    }

    /// A parameter of the query.
    pub(crate) fn query(&mut self, name: &str, description: &str, schema: ObjectBuilder, required: bool) {
        self.query = true;
        let parameter = ParameterBuilder::new()
            .name(name)
            .parameter_in(ParameterIn::Query)
            .required(if required { Required::True } else { Required::False })
            .description(Some(description))
            .schema(Some(schema))
            .build();
        self.parameters.push(parameter);
    }
}

/// A string.
pub(crate) fn text() -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String)
}

/// A whole number.
pub(crate) fn integer() -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::Integer)
}

impl<T: Describe> Describe for Result<T, ApiError> {
    fn describe(entry: &mut Entry) {
        T::describe(entry);
    }
}
