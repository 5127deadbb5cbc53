//! What each extractor and each reply says of itself in the OpenAPI document.

use serde_json::json;
use utoipa::ToSchema;
use utoipa::openapi::request_body::RequestBodyBuilder;
use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, Schema, Type};
use utoipa::openapi::{ContentBuilder, KnownFormat, RefOr, Required, ResponseBuilder};

use crate::shared::describe::{Describe, Entry, integer, text};
use crate::v2::frame::body::{Body, OptionalBody, Request};
use crate::v2::frame::ids::{IdList, Ids};
use crate::v2::frame::list::{Columns, List, MAX_PER_PAGE, PER_PAGE};
use crate::v2::frame::path::{Id, Ids2, Word};
use crate::v2::frame::query::{Query, QueryParams};
use crate::v2::frame::reply::{
    Accepted, Attributes, Created, Deleted, DeletedMany, Found, Items, Page, Plain,
};
use crate::v2::frame::signed::Signed;

impl Entry {
    fn data<T: Attributes>(&mut self) -> ObjectBuilder {
        ObjectBuilder::new()
            .property("id", text())
            .required("id")
            .property("type", ObjectBuilder::new().schema_type(Type::String).enum_values(Some([T::TYPE])))
            .required("type")
            .property("attributes", self.component::<T>())
            .required("attributes")
    }

    fn object<T: Attributes>(&mut self, status: &'static str, description: &str) {
        let schema = ObjectBuilder::new().property("data", self.data::<T>()).required("data");
        self.json(status, description, schema);
    }

    fn list<T: Attributes>(&mut self) {
        let pagination = ["total_count", "total_pages", "current_page", "per_page"]
            .into_iter()
            .fold(ObjectBuilder::new(), |o, name| o.property(name, integer()).required(name));
        let meta = ObjectBuilder::new().property("pagination", pagination).required("pagination");
        let schema = ObjectBuilder::new()
            .property("data", ArrayBuilder::new().items(self.data::<T>()))
            .required("data")
            .property("meta", meta)
            .required("meta");
        self.json("200", "A page of the list", schema);
    }

    fn body<T: Request>(&mut self, required: Required) {
        let inner = self.component::<T>();
        let schema: RefOr<Schema> = match T::WRAPPER {
            Some(wrapper) => ObjectBuilder::new().property(wrapper, inner).required(wrapper).into(),
            None => inner,
        };
        self.wrapper = T::WRAPPER;
        let content = ContentBuilder::new().schema(Some(schema)).build();
        let body =
            RequestBodyBuilder::new().content("application/json", content).required(Some(required)).build();
        self.body = Some(body);
    }
}

impl Describe for Signed {
    fn describe(entry: &mut Entry) {
        entry.signed = true;
    }
}

impl<T> Describe for Id<T> {
    fn describe(entry: &mut Entry) {
        entry.path_id(0, Some(KnownFormat::Uuid));
    }
}

impl<A, B> Describe for Ids2<A, B> {
    fn describe(entry: &mut Entry) {
        entry.path_id(0, Some(KnownFormat::Uuid));
        entry.path_id(1, Some(KnownFormat::Uuid));
    }
}

impl Describe for Word {
    fn describe(entry: &mut Entry) {
        entry.path_id(0, None);
    }
}

impl<T: Request> Describe for Body<T> {
    fn describe(entry: &mut Entry) {
        entry.body::<T>(Required::True);
    }
}

impl<T: Request> Describe for OptionalBody<T> {
    fn describe(entry: &mut Entry) {
        entry.body::<T>(Required::False);
    }
}

impl<T> Describe for Ids<T> {
    fn describe(entry: &mut Entry) {
        entry.query("ids", "Ids, comma separated, instead of a body", text(), false);
        entry.body::<IdList>(Required::False);
    }
}

impl<T: QueryParams> Describe for Query<T> {
    fn describe(entry: &mut Entry) {
        for &(name, description, example) in T::DOC {
            entry.query(name, description, text().examples([json!(example)]), false);
        }
    }
}

impl<C: Columns> Describe for List<C> {
    fn describe(entry: &mut Entry) {
        entry.query("page", "Page, from 1", integer().minimum(Some(1)).default(Some(json!(1))), false);
        let per_page = integer().minimum(Some(1)).maximum(Some(MAX_PER_PAGE)).default(Some(json!(PER_PAGE)));
        entry.query("per_page", "Rows of a page", per_page, false);
        for column in C::FILTER {
            let description = format!("Only rows whose {column} matches; `*` stands for any characters");
            entry.query(&format!("q[{column}]"), &description, text(), false);
        }
        if !C::SORT.is_empty() {
            let description =
                format!("Order: `column`, `column:asc` or `column:desc` of {}", C::SORT.join(", "));
            entry.query("sort_by", &description, text(), false);
        }
        if !C::DATED {
            return;
        }
        for (name, description) in [
            ("date_range_start", "Only rows from then on: `YYYY-MM-DD hh:mm:ss` in UTC"),
            ("date_range_end", "Only rows until then: `YYYY-MM-DD hh:mm:ss` in UTC"),
            ("relative_date_range", "Only rows of that time: `10d` (units s, m, h, d, M, y, q) or `1q2020`"),
        ] {
            entry.query(name, description, text(), false);
        }
    }
}

impl<T: Attributes> Describe for Found<T> {
    fn describe(entry: &mut Entry) {
        entry.object::<T>("200", "The object");
    }
}

impl<T: Attributes> Describe for Created<T> {
    fn describe(entry: &mut Entry) {
        entry.object::<T>("201", "The new object");
    }
}

impl<T: Attributes> Describe for Accepted<T> {
    fn describe(entry: &mut Entry) {
        entry.object::<T>("202", "Work on the object has been asked for");
    }
}

impl<T: Attributes> Describe for Page<T> {
    fn describe(entry: &mut Entry) {
        entry.list::<T>();
    }
}

impl<T: Attributes> Describe for Items<T> {
    fn describe(entry: &mut Entry) {
        entry.list::<T>();
    }
}

impl<T: ToSchema> Describe for Plain<T> {
    fn describe(entry: &mut Entry) {
        let schema = entry.component::<T>();
        entry.json("200", "The answer", schema);
    }
}

impl Describe for Deleted {
    fn describe(entry: &mut Entry) {
        entry
            .responses
            .insert("204", ResponseBuilder::new().description("Done; there is nothing to show").build());
    }
}

impl Describe for DeletedMany {
    fn describe(entry: &mut Entry) {
        let schema = ObjectBuilder::new().property("deleted", integer()).required("deleted");
        entry.json("200", "How many objects were deleted", schema);
    }
}
