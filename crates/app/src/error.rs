//! What a use-case answers when it cannot do what was asked. Knows nothing of HTTP; `api` maps it in one place.

/// One field of a request that was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// Name of the field as this room's inputs call it: `hosts`, `first_time`; `base` for the request as a whole.
    pub field: &'static str,
    /// Stable word for programs: `blank`, `too_long`, `invalid`, `taken`, `in_use` …
    pub code: &'static str,
    /// For people: lower case, no full stop, reads on after the field's name.
    pub detail: String,
}

impl FieldError {
    /// An error of one field.
    pub fn new(field: &'static str, code: &'static str, detail: impl Into<String>) -> Self {
        Self { field, code, detail: detail.into() }
    }
}

impl std::fmt::Display for FieldError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.field {
            "base" => f.write_str(&self.detail),
            field => write!(f, "{field} {}", self.detail),
        }
    }
}

/// Why a caller counts as not signed in. The words say nothing about which accounts exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unauthenticated {
    /// No credentials were sent.
    Missing,
    /// Credentials of no known form.
    Malformed,
    /// Wrong e-mail or password.
    BadPassword,
    /// The token is unknown, forged or revoked, or its user may not sign in any more.
    BadToken,
    /// The token was good once.
    Expired,
    /// The API key is missing though the installation requires one.
    ApiKeyMissing,
    /// The API key is wrong.
    ApiKeyWrong,
}

impl Unauthenticated {
    /// For people.
    pub const fn detail(self) -> &'static str {
        match self {
            Self::Missing => "no credentials were sent",
            Self::Malformed => "the authorization header cannot be read",
            Self::BadPassword => "wrong username or password",
            Self::BadToken => "the token is not valid",
            Self::Expired => "the token has expired",
            Self::ApiKeyMissing => "the x-api-key header is missing",
            Self::ApiKeyWrong => "the x-api-key header is not valid",
        }
    }
}

/// Why a use-case failed. `Display` is fit for the caller: it never shows internals. Those are in `source()`, which is
/// logged once, at the boundary.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It does not exist, or the caller may not know that it does.
    #[error("there is no {kind} with the id \"{id}\"")]
    NotFound {
        /// Kind: `target`, `scan`.
        kind: &'static str,
        /// The id as it was asked for.
        id: String,
    },
    /// Fields of the request are wrong: all of them at once.
    #[error("{}", list(.0))]
    Invalid(Vec<FieldError>),
    /// The request is fine by itself but not in the present state of things.
    #[error("{}", .0)]
    Conflict(FieldError),
    /// The caller may know that it exists but not do this.
    #[error("the permission \"{permission}\" is missing")]
    Forbidden {
        /// The permission that is missing.
        permission: &'static str,
    },
    /// The caller is signed in by a cookie, which any page can make a browser send, and did not show that the request
    /// comes from a page of this server.
    #[error("the x-csrf-token header is missing or does not belong to the session")]
    CrossSite,
    /// The caller is not signed in.
    #[error("{}", .0.detail())]
    Unauthenticated(Unauthenticated),
    /// The caller must wait.
    #[error("too many attempts, try again in {retry_after} seconds")]
    TooManyRequests {
        /// Seconds.
        retry_after: u64,
    },
    /// The server cannot do it now; the same request may succeed later.
    #[error("the server is busy, try again")]
    Unavailable(#[source] Hidden),
    /// The disk of the database is full: nothing was changed, and reading goes on.
    #[error("the server's disk is full, nothing was changed")]
    DiskFull,
    /// A defect or a broken environment.
    #[error("an internal error happened")]
    Internal(#[source] Hidden),
}

/// A cause that is for the log only.
pub type Hidden = Box<dyn std::error::Error + Send + Sync>;

impl Error {
    /// One field is wrong.
    pub fn invalid(field: &'static str, code: &'static str, detail: impl Into<String>) -> Self {
        Self::Invalid(vec![FieldError::new(field, code, detail)])
    }

    /// The present state of things forbids it.
    pub fn conflict(field: &'static str, code: &'static str, detail: impl Into<String>) -> Self {
        Self::Conflict(FieldError::new(field, code, detail))
    }

    /// There is no such thing (that the caller may know of).
    pub fn not_found(kind: &'static str, id: impl std::fmt::Display) -> Self {
        Self::NotFound { kind, id: id.to_string() }
    }

    /// A defect; `source` goes to the log.
    pub fn internal(source: impl Into<Hidden>) -> Self {
        Self::Internal(source.into())
    }

    /// Whether the same call may succeed later without the caller changing anything.
    pub const fn retryable(&self) -> bool {
        match self {
            Self::TooManyRequests { .. } | Self::Unavailable(_) | Self::DiskFull => true,
            Self::NotFound { .. }
            | Self::Invalid(_)
            | Self::Conflict(_)
            | Self::Forbidden { .. }
            | Self::CrossSite
            | Self::Unauthenticated(_)
            | Self::Internal(_) => false,
        }
    }
}

fn list(fields: &[FieldError]) -> String {
    fields.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

/// An error with its causes on one line, for the log.
pub fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(next) = cause {
        text.push_str(": ");
        text.push_str(&next.to_string());
        cause = next.source();
    }
    text
}

/// What every use-case returns.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl From<auth::principal::Denied> for Error {
    fn from(denied: auth::principal::Denied) -> Self {
        Self::Forbidden { permission: denied.permission.as_str() }
    }
}

impl From<store::DbError> for Error {
    fn from(error: store::DbError) -> Self {
        match error {
            store::DbError::Conflict(constraint) => taken(constraint),
            store::DbError::ForeignKey => Self::conflict("base", "in_use", "is used by something else"),
            store::DbError::Full => Self::DiskFull,
            busy @ store::DbError::Busy => Self::Unavailable(Box::new(busy)),
            other => Self::internal(other),
        }
    }
}

impl From<store::ListError> for Error {
    fn from(error: store::ListError) -> Self {
        use store::ListError as E;
        let (field, code) = match error {
            E::Db(db) => return db.into(),
            E::UnknownFilter { .. } => ("q", "unknown_column"),
            E::UnknownSort { .. } => ("sort_by", "unknown_column"),
            E::BadValue { .. } => ("q", "invalid"),
            E::TooMany => ("q", "too_many"),
        };
        Self::invalid(field, code, error.to_string())
    }
}

/// The field behind a unique constraint of the database.
fn taken(constraint: &'static str) -> Error {
    match constraint {
        "targets_name_key" | "scans_name_key" | "schedules_name_key" | "port_lists_name_key" => {
            Error::conflict("name", "taken", "is already taken")
        }
        "labels_name_key" => Error::conflict("name", "taken", "label with this name already exists"),
        "users_email_key" => Error::conflict("email", "taken", "is already taken"),
        // Two writers met at a constraint that no input can violate by itself.
        other => Error::Unavailable(format!("constraint \"{other}\" was violated").into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_internal_is_shown() {
        let error = Error::internal("password=hunter2");
        assert_eq!(error.to_string(), "an internal error happened");
        assert!(!error.retryable());
        let busy = Error::from(store::DbError::Busy);
        assert_eq!(busy.to_string(), "the server is busy, try again");
        assert!(busy.retryable());
        assert!(Error::from(store::DbError::Full).to_string().contains("disk is full"));
    }

    #[test]
    fn a_unique_constraint_names_its_field() {
        let error = Error::from(store::DbError::Conflict("targets_name_key"));
        assert_eq!(error.to_string(), "name is already taken");
    }
}
