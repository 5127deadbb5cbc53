//! Ids: the 16 bytes of a UUID as 22 digits of base 58. Hyphenated UUIDs are understood, too.

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::StatusCode;
use axum::http::request::Parts;
use uuid::Uuid;

use crate::shared::error::ApiError;
use crate::state::Shared;

/// The digits: no `0`, `O`, `I` and `l`.
const DIGITS: &[u8; 58] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
/// Digits of an id: ⌈128 / log₂ 58⌉. Leading zeros are written, so that all ids have one length and sort like their bytes.
const LENGTH: usize = 22;

/// An id as it is shown.
pub(crate) fn show_id<T: model::Id>(id: T) -> String {
    let mut number = id.uuid().as_u128();
    let mut digits = [DIGITS[0]; LENGTH];
    for digit in digits.iter_mut().rev() {
        let at = usize::try_from(number % 58).unwrap_or(0);
        *digit = DIGITS.get(at).copied().unwrap_or(b'1');
        number /= 58;
    }
    digits.iter().map(|&d| char::from(d)).collect()
}

/// Reads an id.
pub(crate) fn read_id<T: model::Id>(text: &str) -> Option<T> {
    if text.len() == 36 {
        return Uuid::try_parse(text).ok().map(T::from_uuid);
    }
    if text.len() != LENGTH {
        return None;
    }
    let number = text.bytes().try_fold(0_u128, |number, byte| {
        let digit = DIGITS.iter().position(|&d| d == byte)?;
        number.checked_mul(58)?.checked_add(u128::try_from(digit).ok()?)
    })?;
    Some(T::from_uuid(Uuid::from_u128(number)))
}

/// The id in a field of a body.
pub(crate) fn id_of<T: model::Id>(field: &str, text: &str) -> Result<T, ApiError> {
    read_id(text).ok_or_else(|| super::refused(field, "invalid", "is not an id"))
}

/// The one id of a path.
pub(crate) struct Id<T>(pub(crate) T);

/// The id of what holds the object, and the object's own.
pub(crate) struct Ids2<A, B>(pub(crate) A, pub(crate) B);

/// The id of what holds the object, and the object's number in it.
pub(crate) struct Numbered<A>(pub(crate) A, pub(crate) u32);

/// An id that is a word.
pub(crate) struct Word(pub(crate) String);

impl<T: model::Id> FromRequestParts<Shared> for Id<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &Shared) -> Result<Self, ApiError> {
        let texts = texts(parts, state).await?;
        Ok(Self(nth(&texts, 0)?))
    }
}

impl<A: model::Id, B: model::Id> FromRequestParts<Shared> for Ids2<A, B> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &Shared) -> Result<Self, ApiError> {
        let texts = texts(parts, state).await?;
        Ok(Self(nth(&texts, 0)?, nth(&texts, 1)?))
    }
}

impl<A: model::Id> FromRequestParts<Shared> for Numbered<A> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &Shared) -> Result<Self, ApiError> {
        let texts = texts(parts, state).await?;
        let number = texts.get(1).and_then(|text| text.parse().ok()).ok_or_else(missing)?;
        Ok(Self(nth(&texts, 0)?, number))
    }
}

impl FromRequestParts<Shared> for Word {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &Shared) -> Result<Self, ApiError> {
        texts(parts, state).await?.into_iter().next().map(Self).ok_or_else(missing)
    }
}

async fn texts(parts: &mut Parts, state: &Shared) -> Result<Vec<String>, ApiError> {
    let params = RawPathParams::from_request_parts(parts, state).await.map_err(|_| missing())?;
    Ok(params.iter().map(|(_, text)| text.chars().take(128).collect()).collect())
}

fn nth<T: model::Id>(texts: &[String], index: usize) -> Result<T, ApiError> {
    texts.get(index).and_then(|text| read_id(text)).ok_or_else(missing)
}

/// An id that cannot be one of ours is answered like one that does not exist.
fn missing() -> ApiError {
    ApiError::whole(StatusCode::NOT_FOUND, "not_found", "there is nothing with that id")
}

#[cfg(test)]
mod tests {
    use model::{Id as _, TargetId};
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn odd_texts_are_no_ids() {
        for text in ["", "1", "0000000000000000000000", "zzzzzzzzzzzzzzzzzzzzzz", "ü111111111111111111111"] {
            assert_eq!(read_id::<TargetId>(text), None, "{text}");
        }
        assert_eq!(show_id(TargetId::from_uuid(Uuid::nil())), "1".repeat(22));
        assert!(read_id::<TargetId>("019b7600-0000-7000-8000-000000000000").is_some());
    }

    proptest! {
        #[test]
        fn ids_come_back_and_sort_like_their_bytes(a: u128, b: u128) {
            let (x, y) = (TargetId::from_uuid(Uuid::from_u128(a)), TargetId::from_uuid(Uuid::from_u128(b)));
            prop_assert_eq!(read_id::<TargetId>(&show_id(x)), Some(x));
            prop_assert_eq!(show_id(x).cmp(&show_id(y)), a.cmp(&b));
        }

        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,40}") {
            let _ = read_id::<TargetId>(&text);
        }
    }
}
