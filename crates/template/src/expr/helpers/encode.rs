//! Encodings.

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig, general_purpose::STANDARD};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode, percent_encode};

use super::Call;
use crate::expr::{EvalError, Value};

/// Everything but the unreserved characters of RFC 3986 section 2.3.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');
/// Line length of Python's `base64.encodebytes`, by which favicons are hashed.
const PYTHON_LINE: usize = 76;

pub(super) fn base64(call: &Call<'_>) -> Result<Value, EvalError> {
    Ok(Value::from(STANDARD.encode(call.bytes(0))))
}

pub(super) fn base64_decode(call: &Call<'_>) -> Result<Value, EvalError> {
    let config = GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    let text: Vec<u8> = call.bytes(0).iter().copied().filter(|b| !b.is_ascii_whitespace()).collect();
    let url_safe = text.iter().any(|b| matches!(b, b'-' | b'_'));
    let alphabet = if url_safe { &alphabet::URL_SAFE } else { &alphabet::STANDARD };
    let decoded = GeneralPurpose::new(alphabet, config).decode(text);
    decoded.map(Value::from).map_err(|_| call.unfit("was given text that is no base64"))
}

pub(super) fn base64_py(call: &Call<'_>) -> Result<Value, EvalError> {
    let encoded = STANDARD.encode(call.bytes(0));
    let mut out = Vec::with_capacity(encoded.len() + encoded.len() / PYTHON_LINE + 1);
    for line in encoded.as_bytes().chunks(PYTHON_LINE) {
        out.extend_from_slice(line);
        out.push(b'\n');
    }
    Ok(Value::from(out))
}

pub(super) fn hex_encode(call: &Call<'_>) -> Result<Value, EvalError> {
    Ok(Value::from(hex::encode(call.bytes(0))))
}

pub(super) fn hex_decode(call: &Call<'_>) -> Result<Value, EvalError> {
    hex::decode(call.bytes(0)).map(Value::from).map_err(|_| call.unfit("was given text that is no hex"))
}

pub(super) fn url_encode(call: &Call<'_>) -> Result<Value, EvalError> {
    Ok(Value::from(percent_encode(&call.bytes(0), RESERVED).to_string()))
}

pub(super) fn url_decode(call: &Call<'_>) -> Result<Value, EvalError> {
    let spaced: Vec<u8> = call.bytes(0).iter().map(|b| if *b == b'+' { b' ' } else { *b }).collect();
    Ok(Value::from(percent_decode(&spaced).collect::<Vec<u8>>()))
}

pub(super) fn json_minify(call: &Call<'_>) -> Result<Value, EvalError> {
    let json: serde_json::Value =
        serde_json::from_slice(&call.bytes(0)).map_err(|_| call.unfit("was given text that is no JSON"))?;
    Ok(Value::from(json.to_string()))
}

/// The shorter text is repeated over the longer one.
pub(super) fn xor(call: &Call<'_>) -> Result<Value, EvalError> {
    let (a, b) = (call.bytes(0), call.bytes(1));
    if a.is_empty() || b.is_empty() {
        return Err(call.unfit("was given an empty text"));
    }
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    let out: Vec<u8> = long.iter().zip(short.iter().cycle()).map(|(x, y)| x ^ y).collect();
    Ok(Value::from(out))
}
