//! Values that this dialect sends as short arrays.

use serde::Serialize;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ArrayBuilder, ArrayItems, Schema};
use utoipa::{PartialSchema, ToSchema};

use crate::shared::describe::{integer, text};

/// A day and a number.
#[derive(Debug, Serialize)]
pub(super) struct Point(pub(super) String, pub(super) u64);

/// A name and how often it occurs, as text.
#[derive(Debug, Serialize)]
pub(super) struct Named(pub(super) String, pub(super) String);

/// A part of a pie: what it is for people, how much it is, and what it is for programs.
#[derive(Debug, Serialize)]
pub(super) struct Slice(pub(super) &'static str, pub(super) u64, pub(super) &'static str);

/// An array of exactly these.
fn array(parts: Vec<Schema>) -> RefOr<Schema> {
    ArrayBuilder::new().prefix_items(parts).items(ArrayItems::False).into()
}

fn of_text() -> Schema {
    Schema::Object(text().build())
}

fn of_number() -> Schema {
    Schema::Object(integer().build())
}

impl PartialSchema for Point {
    fn schema() -> RefOr<Schema> {
        array(vec![of_text(), of_number()])
    }
}

impl PartialSchema for Named {
    fn schema() -> RefOr<Schema> {
        array(vec![of_text(), of_text()])
    }
}

impl PartialSchema for Slice {
    fn schema() -> RefOr<Schema> {
        array(vec![of_text(), of_number(), of_text()])
    }
}

impl ToSchema for Point {}
impl ToSchema for Named {}
impl ToSchema for Slice {}
