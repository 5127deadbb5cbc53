//! The one mapping from a use-case's error to a status.
//!
//! The dialects know 401, 403, 404 and one status for what is wrong with a request, which is 422 here: a conflict with
//! the present state of things is one as well.

use app::error::chain;
use app::{Error, FieldError, Unauthenticated};
use axum::http::StatusCode;

use crate::shared::error::{ApiError, At, Item};

impl From<Error> for ApiError {
    fn from(error: Error) -> Self {
        let text = error.to_string();
        match error {
            Error::NotFound { .. } => Self::whole(StatusCode::NOT_FOUND, "not_found", text),
            Error::Invalid(fields) => Self {
                status: StatusCode::UNPROCESSABLE_ENTITY,
                items: fields.into_iter().map(item).collect(),
                retry_after: None,
                raw: None,
            },
            Error::Conflict(field) => Self {
                status: StatusCode::UNPROCESSABLE_ENTITY,
                items: vec![item(field)],
                retry_after: None,
                raw: None,
            },
            Error::Forbidden { .. } => Self::whole(StatusCode::FORBIDDEN, "forbidden", text),
            Error::CrossSite => Self::whole(StatusCode::FORBIDDEN, "csrf", text),
            Error::Unauthenticated(why) => Self::whole(StatusCode::UNAUTHORIZED, code(why), text),
            Error::TooManyRequests { retry_after } => Self {
                retry_after: Some(retry_after),
                ..Self::whole(StatusCode::TOO_MANY_REQUESTS, "too_many_requests", text)
            },
            Error::Unavailable(cause) => {
                tracing::warn!(error = chain(cause.as_ref()), "a use-case could not be done now");
                Self {
                    retry_after: Some(1),
                    ..Self::whole(StatusCode::SERVICE_UNAVAILABLE, "unavailable", text)
                }
            }
            Error::DiskFull => {
                tracing::error!("the disk of the database is full");
                Self {
                    retry_after: Some(60),
                    ..Self::whole(StatusCode::SERVICE_UNAVAILABLE, "disk_full", text)
                }
            }
            Error::Internal(cause) => {
                tracing::error!(error = chain(cause.as_ref()), "a use-case failed");
                Self::internal()
            }
        }
    }
}

fn item(FieldError { field, code, detail }: FieldError) -> Item {
    let at = if field == "base" { At::Whole } else { At::Field(field.to_owned()) };
    Item { code: code.into(), detail, at }
}

const fn code(why: Unauthenticated) -> &'static str {
    match why {
        Unauthenticated::Missing => "credentials_missing",
        Unauthenticated::Malformed => "credentials_malformed",
        Unauthenticated::BadPassword => "bad_password",
        Unauthenticated::BadToken => "bad_token",
        Unauthenticated::Expired => "token_expired",
        Unauthenticated::ApiKeyMissing => "api_key_missing",
        Unauthenticated::ApiKeyWrong => "api_key_wrong",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_error_has_its_status() {
        let hidden = || std::io::Error::other("secret path").into();
        for (error, status) in [
            (Error::not_found("target", "1"), 404),
            (Error::invalid("name", "blank", "must not be blank"), 422),
            (Error::conflict("base", "in_use", "is used"), 422),
            (Error::Forbidden { permission: "target.write" }, 403),
            (Error::CrossSite, 403),
            (Error::Unauthenticated(Unauthenticated::Missing), 401),
            (Error::TooManyRequests { retry_after: 9 }, 429),
            (Error::Unavailable(hidden()), 503),
            (Error::DiskFull, 503),
            (Error::Internal(hidden()), 500),
        ] {
            let answer = ApiError::from(error);
            assert_eq!(answer.status.as_u16(), status);
            assert!(!crate::v2::write(&answer, None).1.to_string().contains("secret"));
        }
    }
}
