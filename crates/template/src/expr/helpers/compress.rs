//! gzip and zlib, bounded on the way out.

use std::io::Read;

use flate2::Compression;
use flate2::read::{GzDecoder, GzEncoder, ZlibDecoder, ZlibEncoder};

use super::Call;
use crate::expr::{EvalError, Value};

pub(super) fn gzip(call: &Call<'_>) -> Result<Value, EvalError> {
    drain(call, GzEncoder::new(&*call.bytes(0), Compression::default()))
}

pub(super) fn gzip_decode(call: &Call<'_>) -> Result<Value, EvalError> {
    drain(call, GzDecoder::new(&*call.bytes(0)))
}

pub(super) fn zlib(call: &Call<'_>) -> Result<Value, EvalError> {
    drain(call, ZlibEncoder::new(&*call.bytes(0), Compression::default()))
}

pub(super) fn zlib_decode(call: &Call<'_>) -> Result<Value, EvalError> {
    drain(call, ZlibDecoder::new(&*call.bytes(0)))
}

/// Reads one byte past the room, so that a compression bomb is noticed and not held.
fn drain(call: &Call<'_>, from: impl Read) -> Result<Value, EvalError> {
    let mut out = Vec::new();
    let limit = u64::try_from(call.room).unwrap_or(u64::MAX).saturating_add(1);
    from.take(limit).read_to_end(&mut out).map_err(|_| call.unfit("was given damaged data"))?;
    call.fits(out.len())?;
    Ok(Value::from(out))
}
