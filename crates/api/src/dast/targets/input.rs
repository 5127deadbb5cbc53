//! What a request says about a target.

use app::Change;
use app::web_targets::{BlackoutChange, LabelRef, NewTarget, TargetChange};
use model::target::TargetKind;
use model::web::ApiSchemaType;
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::dast::frame::{ApiError, Field, Flag, Int, Request, id_of, refused};
use crate::dast::targets::site_input::SiteInput;

/// A target: what is not said stays, or is the default.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub(crate) struct TargetInput {
    site: Option<SiteInput>,
    /// `single` for a web application, `api` for an API.
    r#type: Option<String>,
    /// Labels by name or id, or as texts; names that there are not are made.
    #[schema(value_type = Option<Vec<TargetLabel>>)]
    #[serde(default)]
    labels: Field<Vec<Value>>,
    #[schema(value_type = Option<String>)]
    #[serde(default)]
    scan_profile: Field<String>,
    #[schema(value_type = Option<bool>)]
    #[serde(default)]
    unlimited: Field<Flag>,
    #[schema(value_type = Option<String>)]
    #[serde(default)]
    report_type: Field<String>,
    #[schema(value_type = Option<String>)]
    #[serde(default)]
    report_fileformat: Field<String>,
    #[schema(value_type = Option<String>)]
    #[serde(default)]
    environment: Field<String>,
    #[schema(value_type = Option<bool>)]
    #[serde(default)]
    include_deduplicated_endpoints: Field<Flag>,
    #[schema(value_type = Option<bool>)]
    #[serde(default)]
    fail_fast: Field<Flag>,
    #[schema(value_type = Option<bool>)]
    #[serde(default)]
    incremental: Field<Flag>,
    #[schema(value_type = Option<bool>)]
    #[serde(default)]
    reduced_scope: Field<Flag>,
    #[schema(value_type = Option<bool>)]
    #[serde(default)]
    schedule_incremental: Field<Flag>,
    #[schema(value_type = Option<bool>)]
    #[serde(default)]
    schedule_reduced_scope: Field<Flag>,
    #[schema(value_type = Option<bool>)]
    #[serde(default)]
    crawl_sequences_only: Field<Flag>,
    #[schema(value_type = Option<bool>)]
    #[serde(default)]
    schedule_crawl_sequences_only: Field<Flag>,
    #[schema(value_type = Option<BlackoutInput>)]
    #[serde(default)]
    blackout_period: Field<BlackoutInput>,
    /// None, or an object whose `id` is none: this server has no agents.
    #[schema(value_type = Option<Object>)]
    #[serde(default)]
    scanning_agent: Field<Value>,
    /// Description of an API in the OpenAPI form, where the target is made.
    #[schema(value_type = Option<Object>)]
    schema: Option<Value>,
    /// Description of an API as a Postman collection, where the target is made.
    #[schema(value_type = Option<Object>)]
    collection: Option<Value>,
}

impl Request for TargetInput {}

/// Targets, and what to change of them.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct BulkUpdate {
    /// Ids, at most 500.
    ids: Vec<String>,
    #[serde(flatten)]
    change: TargetInput,
}

impl Request for BulkUpdate {}

/// Targets by id.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub(crate) struct TargetIds {
    /// Ids, at most 500.
    pub(crate) ids: Vec<String>,
}

impl Request for TargetIds {}

/// A label: by its name or its id.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct TargetLabel {
    id: Option<String>,
    name: Option<String>,
    color: Option<String>,
}

/// A window of local time in which no scan runs.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub(crate) struct BlackoutInput {
    begin: Option<String>,
    cease: Option<String>,
    /// 1 is Monday, 7 is Sunday.
    #[schema(value_type = Option<Vec<i64>>)]
    weekdays: Option<Vec<Int>>,
    #[schema(value_type = Option<bool>)]
    enabled: Option<Flag>,
    timezone: Option<String>,
}

/// The kind behind the dialect's word.
pub(crate) fn kind_of(word: &str) -> Result<TargetKind, ApiError> {
    match word {
        "single" => Ok(TargetKind::Web),
        "api" => Ok(TargetKind::Api),
        _ => Err(refused("type", "invalid", "must be single or api")),
    }
}

/// A label as text, `{"name":…}` or `{"id":…}`.
fn label(value: Value) -> Result<LabelRef, ApiError> {
    let wrong = || refused("labels", "invalid", "must be objects with a name or an id");
    if let Value::String(name) = value {
        return Ok(LabelRef::Name(name, None));
    }
    let TargetLabel { id, name, color } = serde_json::from_value(value).map_err(|_| wrong())?;
    match (id, name) {
        (_, Some(name)) => Ok(LabelRef::Name(name, color)),
        (Some(id), None) => Ok(LabelRef::Id(id_of("labels", &id)?)),
        (None, None) => Err(wrong()),
    }
}

/// No agent is none, and an object that names none.
fn no_agent(field: Field<Value>) -> Result<(), ApiError> {
    match field.0 {
        Change::Set(Value::Object(map)) if map.get("id").is_none_or(Value::is_null) => Ok(()),
        Change::Set(_) => Err(refused("scanning_agent", "unknown", "there is no such scanning agent")),
        Change::Keep | Change::Clear => Ok(()),
    }
}

impl TargetInput {
    /// A target to be made.
    pub(crate) fn into_new(mut self, refuse_duplicate: bool) -> Result<NewTarget, ApiError> {
        if self.site.is_none() {
            return Err(refused("site", "missing", "is missing"));
        }
        let schema = match (self.schema.take(), self.collection.take()) {
            (Some(schema), _) => Some((ApiSchemaType::OpenApi, schema.to_string())),
            (None, Some(collection)) => Some((ApiSchemaType::Postman, collection.to_string())),
            (None, None) => None,
        };
        let kind = self.r#type.as_deref().map(kind_of).transpose()?;
        Ok(NewTarget { kind, change: self.into_change()?, schema, refuse_duplicate })
    }

    /// A change of a target.
    pub(crate) fn into_change(self) -> Result<TargetChange, ApiError> {
        let flag = |field: Field<Flag>| field.map(|flag| flag.0);
        no_agent(self.scanning_agent)?;
        let labels = |list: Vec<Value>| list.into_iter().map(label).collect::<Result<Vec<_>, _>>();
        Ok(TargetChange {
            site: self.site.unwrap_or_default().into(),
            kind: self.r#type.as_deref().map(kind_of).transpose()?,
            labels: self.labels.try_map(labels)?,
            profile: self.scan_profile.0,
            unlimited: flag(self.unlimited),
            report_type: self.report_type.0,
            report_fileformat: self.report_fileformat.0,
            environment: self.environment.0,
            include_deduplicated_endpoints: flag(self.include_deduplicated_endpoints),
            flags: vec![
                ("fail_fast", flag(self.fail_fast)),
                ("incremental", flag(self.incremental)),
                ("reduced_scope", flag(self.reduced_scope)),
                ("schedule_incremental", flag(self.schedule_incremental)),
                ("schedule_reduced_scope", flag(self.schedule_reduced_scope)),
                ("crawl_sequences_only", flag(self.crawl_sequences_only)),
                ("schedule_crawl_sequences_only", flag(self.schedule_crawl_sequences_only)),
            ],
            blackout_period: self.blackout_period.map(Into::into),
            max_scan_duration: Change::Keep,
        })
    }
}

impl From<BlackoutInput> for BlackoutChange {
    fn from(period: BlackoutInput) -> Self {
        Self {
            begin: period.begin,
            cease: period.cease,
            weekdays: period.weekdays.map(|days| days.into_iter().map(|day| day.0).collect()),
            enabled: period.enabled.map(|f| f.0),
            timezone: period.timezone,
        }
    }
}

impl BulkUpdate {
    /// Ids and change.
    pub(crate) fn split(self) -> (Vec<String>, TargetInput) {
        (self.ids, self.change)
    }
}
