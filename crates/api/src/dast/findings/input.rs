//! What people can say about a finding.

use app::Change;
use app::web_findings::{FindingChange, LabelRef};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::dast::frame::{Field, Int, Request, read_id};

/// A change of a finding; what is absent stays. What only a scan can say (`scans`, `last_found`, `new` …) is ignored.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub(crate) struct FindingInput {
    /// `notfixed`, `invalid` or `accepted`.
    pub(crate) state: Option<String>,
    /// 10 low, 20 medium, 30 high, 40 critical.
    #[schema(value_type = Option<i64>)]
    severity: Option<Int>,
    /// A user as `{"id": …}` or `{"email": …}`, or null.
    #[schema(value_type = Option<Assignee>)]
    #[serde(default)]
    assignee: Field<Assignee>,
    /// By id or by name; a name that is not there becomes a label.
    labels: Option<Vec<FindingLabel>>,
    #[schema(value_type = Option<String>)]
    #[serde(default)]
    pub(crate) comment: Field<String>,
}

/// A user.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(untagged)]
pub(crate) enum Assignee {
    /// Id or e-mail address.
    Text(String),
    /// An object with one of them.
    Object {
        /// Id.
        #[serde(default)]
        id: Option<String>,
        /// E-mail address.
        #[serde(default)]
        email: Option<String>,
    },
}

/// A label.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(untagged)]
pub(crate) enum FindingLabel {
    /// Its name, or its id.
    Text(String),
    /// An object with one of them.
    Object {
        /// Id.
        #[serde(default)]
        id: Option<String>,
        /// Name.
        #[serde(default)]
        name: Option<String>,
    },
}

impl Request for FindingInput {}

impl Assignee {
    /// The user's id as the platform writes it, or an e-mail address.
    fn text(self) -> String {
        let text = match self {
            Self::Text(text) => text,
            Self::Object { id, email } => id.or(email).unwrap_or_default(),
        };
        read_id::<model::UserId>(&text).map_or(text, |id| id.to_string())
    }
}

impl FindingLabel {
    fn label(self) -> LabelRef {
        let (id, name) = match self {
            Self::Text(text) => (read_id(&text), text),
            Self::Object { id, name } => (id.as_deref().and_then(read_id), name.unwrap_or_default()),
        };
        id.map_or(LabelRef::Name(name), LabelRef::Id)
    }
}

impl From<FindingInput> for FindingChange {
    fn from(body: FindingInput) -> Self {
        let assignee: Change<String> = body.assignee.map(Assignee::text);
        Self {
            state: body.state,
            severity: body.severity.map(|level| level.0),
            assignee,
            labels: body.labels.map(|labels| labels.into_iter().map(FindingLabel::label).collect()),
            comment: body.comment.0,
        }
    }
}
