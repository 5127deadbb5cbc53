//! What each extractor and each reply of this dialect says of itself in its document.

use serde_json::json;
use utoipa::ToSchema;
use utoipa::openapi::request_body::RequestBodyBuilder;
use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, SchemaFormat};
use utoipa::openapi::{ContentBuilder, KnownFormat, Required, ResponseBuilder};

use crate::dast::frame::body::{Body, OptionalBody, Request};
use crate::dast::frame::id::{Id, Ids2, Numbered, Word};
use crate::dast::frame::list::{Columns, Kind, LENGTH, List, MAX_LENGTH};
use crate::dast::frame::params::{Query, QueryParams};
use crate::dast::frame::reply::{Gone, Made, MadeMany, Many, Page, Shown};
use crate::dast::frame::signed::Signed;
use crate::dast::frame::upload::Upload;
use crate::shared::describe::{Describe, Entry, integer, text};

impl Describe for Signed {
    fn describe(entry: &mut Entry) {
        entry.signed = true;
    }
}

impl<T> Describe for Id<T> {
    fn describe(entry: &mut Entry) {
        entry.path_id(0, None);
    }
}

impl<A, B> Describe for Ids2<A, B> {
    fn describe(entry: &mut Entry) {
        entry.path_id(0, None);
        entry.path_id(1, None);
    }
}

impl<A> Describe for Numbered<A> {
    fn describe(entry: &mut Entry) {
        entry.path_id(0, None);
        entry.path_id(1, None);
    }
}

impl Describe for Word {
    fn describe(entry: &mut Entry) {
        entry.path_id(0, None);
    }
}

fn body<T: Request>(entry: &mut Entry, required: Required) {
    let schema = entry.component::<T>();
    let mut body = RequestBodyBuilder::new().required(Some(required));
    for media_type in ["application/json", "application/x-www-form-urlencoded", "multipart/form-data"] {
        body = body.content(media_type, ContentBuilder::new().schema(Some(schema.clone())).build());
    }
    entry.body = Some(body.build());
}

impl<T: Request> Describe for Body<T> {
    fn describe(entry: &mut Entry) {
        body::<T>(entry, Required::True);
    }
}

impl<T: Request> Describe for OptionalBody<T> {
    fn describe(entry: &mut Entry) {
        body::<T>(entry, Required::False);
    }
}

impl Describe for Upload {
    fn describe(entry: &mut Entry) {
        let file = text().format(Some(SchemaFormat::KnownFormat(KnownFormat::Binary)));
        let schema = ObjectBuilder::new().property("file", file).required("file");
        let content = ContentBuilder::new().schema(Some(schema)).build();
        let body = RequestBodyBuilder::new().content("multipart/form-data", content);
        entry.body = Some(body.required(Some(Required::True)).build());
    }
}

impl<T: QueryParams> Describe for Query<T> {
    fn describe(entry: &mut Entry) {
        for &(name, description) in T::DOC {
            entry.query(name, description, text(), false);
        }
    }
}

impl<C: Columns> Describe for List<C> {
    fn describe(entry: &mut Entry) {
        entry.query("page", "Page, from 1", integer().minimum(Some(1)).default(Some(json!(1))), false);
        let length = integer().minimum(Some(1)).maximum(Some(MAX_LENGTH)).default(Some(json!(LENGTH)));
        entry.query("length", "Rows of a page", length, false);
        if !C::SORT.is_empty() {
            let names = C::SORT.iter().flat_map(|(name, _)| [(*name).to_owned(), format!("-{name}")]);
            let schema = text().enum_values(Some(names.collect::<Vec<_>>()));
            entry.query("ordering", "Order; `-` is descending", schema, false);
        }
        if !C::SEARCH.is_empty() {
            entry.query("search", &format!("A text in {}", C::SEARCH), text(), false);
        }
        for param in C::FILTER {
            let schema = match param.kind {
                Kind::Words(words @ [_, ..]) => text().enum_values(Some(words.iter().map(|(word, _)| *word))),
                Kind::Flag => text().enum_values(Some(["true", "false"])),
                _ => text(),
            };
            entry.query(param.name, &format!("{}; several are alternatives", param.about), schema, false);
            if param.name == "id" {
                let schema = text().enum_values(Some(["true", "false"]));
                entry.query(
                    "is_id_404_validation",
                    "Whether an unknown `id` is a 404 that names it",
                    schema,
                    false,
                );
            }
        }
        for &(name, description) in C::OTHER {
            entry.query(name, description, text(), false);
        }
    }
}

impl<T: ToSchema> Describe for Shown<T> {
    fn describe(entry: &mut Entry) {
        let schema = entry.component::<T>();
        entry.json("200", "The object", schema);
    }
}

impl<T: ToSchema> Describe for Made<T> {
    fn describe(entry: &mut Entry) {
        let schema = entry.component::<T>();
        entry.json("201", "The new object", schema);
    }
}

impl<T: ToSchema> Describe for Many<T> {
    fn describe(entry: &mut Entry) {
        let items = entry.component::<T>();
        entry.json("200", "The objects", ArrayBuilder::new().items(items));
    }
}

impl<T: ToSchema> Describe for MadeMany<T> {
    fn describe(entry: &mut Entry) {
        let items = entry.component::<T>();
        entry.json("201", "The new objects", ArrayBuilder::new().items(items));
    }
}

impl Describe for Gone {
    fn describe(entry: &mut Entry) {
        let response = ResponseBuilder::new().description("Done; there is nothing to show").build();
        entry.responses.insert("204", response);
    }
}

impl<T: ToSchema> Describe for Page<T> {
    fn describe(entry: &mut Entry) {
        let items = entry.component::<T>();
        let schema = ["count", "page_total", "page", "length"]
            .into_iter()
            .fold(ObjectBuilder::new(), |o, name| o.property(name, integer()).required(name))
            .property("results", ArrayBuilder::new().items(items))
            .required("results");
        entry.json("200", "A page of the list", schema);
    }
}
