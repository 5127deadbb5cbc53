//! The helper functions of the expression language, as a table.
//!
//! All are pure but for the random ones and the clock, which come from `Env`. Helpers that wait, print, resolve names or
//! make gadgets that run code at the target are refused by name, at load.

mod compress;
mod encode;
mod hash;
mod html;
mod number;
mod random;
mod text;
mod time;
mod version;

use std::sync::Arc;

use model::Env;

use crate::expr::{EvalError, ParseError, Pattern, Value};

/// One helper.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Helper {
    pub(crate) name: &'static str,
    min: usize,
    max: usize,
    /// Which argument is a regular expression.
    pub(crate) pattern: Option<usize>,
    pub(crate) run: fn(&Call<'_>) -> Result<Value, EvalError>,
}

/// Most arguments of the helpers that take any number.
const MANY: usize = 200;

const fn h(
    name: &'static str,
    min: usize,
    max: usize,
    run: fn(&Call<'_>) -> Result<Value, EvalError>,
) -> Helper {
    Helper { name, min, max, pattern: None, run }
}

const fn with_pattern(at: usize, helper: Helper) -> Helper {
    Helper { pattern: Some(at), ..helper }
}

static HELPERS: &[Helper] = &[
    h("base64", 1, 1, encode::base64),
    h("base64_decode", 1, 1, encode::base64_decode),
    h("base64_py", 1, 1, encode::base64_py),
    h("bin_to_dec", 1, 1, number::bin_to_dec),
    h("compare_versions", 2, 8, version::compare_versions),
    h("concat", 1, MANY, text::concat),
    h("contains", 2, 2, text::contains),
    h("contains_all", 2, MANY, text::contains_all),
    h("contains_any", 2, MANY, text::contains_any),
    h("date_time", 1, 2, time::date_time),
    h("dec_to_hex", 1, 1, number::dec_to_hex),
    h("ends_with", 2, MANY, text::ends_with),
    h("equals_any", 2, MANY, text::equals_any),
    h("gzip", 1, 1, compress::gzip),
    h("gzip_decode", 1, 1, compress::gzip_decode),
    h("hex_decode", 1, 1, encode::hex_decode),
    h("hex_encode", 1, 1, encode::hex_encode),
    h("hex_to_dec", 1, 1, number::hex_to_dec),
    h("hmac", 3, 3, hash::hmac),
    h("html_escape", 1, 1, html::escape),
    h("html_unescape", 1, 1, html::unescape),
    h("index", 2, 2, text::index),
    h("join", 2, MANY, text::join),
    h("json_minify", 1, 1, encode::json_minify),
    h("len", 1, 1, text::len),
    h("line_ends_with", 2, MANY, text::line_ends_with),
    h("line_starts_with", 2, MANY, text::line_starts_with),
    h("md5", 1, 1, hash::md5),
    h("mmh3", 1, 1, hash::mmh3),
    h("oct_to_dec", 1, 1, number::oct_to_dec),
    h("rand_base", 1, 2, random::base),
    h("rand_char", 0, 1, random::char),
    h("rand_int", 0, 2, random::int),
    h("rand_ip", 1, MANY, random::ip),
    h("rand_text_alpha", 1, 2, random::alpha),
    h("rand_text_alphanumeric", 1, 2, random::alphanumeric),
    h("rand_text_numeric", 1, 2, random::numeric),
    with_pattern(0, h("regex", 2, 2, text::regex)),
    h("remove_bad_chars", 2, 2, text::remove_bad_chars),
    h("repeat", 2, 2, text::repeat),
    h("replace", 3, 3, text::replace),
    with_pattern(1, h("replace_regex", 3, 3, text::replace_regex)),
    h("reverse", 1, 1, text::reverse),
    h("round", 1, 1, number::round),
    h("sha1", 1, 1, hash::sha1),
    h("sha256", 1, 1, hash::sha256),
    h("sha512", 1, 1, hash::sha512),
    h("split", 2, 3, text::split),
    h("starts_with", 2, MANY, text::starts_with),
    h("substr", 2, 3, text::substr),
    h("to_lower", 1, 1, text::to_lower),
    h("to_number", 1, 1, number::to_number),
    h("to_string", 1, 1, text::to_string),
    h("to_unix_time", 1, 1, time::to_unix_time),
    h("to_upper", 1, 1, text::to_upper),
    h("tolower", 1, 1, text::to_lower),
    h("toupper", 1, 1, text::to_upper),
    h("trim", 2, 2, text::trim),
    h("trim_left", 2, 2, text::trim_left),
    h("trim_prefix", 2, 2, text::trim_prefix),
    h("trim_right", 2, 2, text::trim_right),
    h("trim_space", 1, 1, text::trim_space),
    h("trim_suffix", 2, 2, text::trim_suffix),
    h("uniq", 1, MANY, text::uniq),
    h("unix_time", 0, 1, time::unix_time),
    h("url_decode", 1, 1, encode::url_decode),
    h("url_encode", 1, 1, encode::url_encode),
    h("xor", 2, 2, encode::xor),
    h("zlib", 1, 1, compress::zlib),
    h("zlib_decode", 1, 1, compress::zlib_decode),
];

const CODE: &str = "it makes an object that runs code at the target";
const PURE: &str = "expressions neither wait, print nor use the network";
const RARE: &str = "not supported yet";

const UNSUPPORTED: &[(&str, &str)] = &[
    ("aes_cbc", RARE),
    ("aes_gcm", RARE),
    ("date", RARE),
    ("generate_dotnet_gadget", CODE),
    ("generate_java_gadget", CODE),
    ("generate_jwt", RARE),
    ("ip_format", RARE),
    ("jarm", PURE),
    ("json_prettify", RARE),
    ("llm_prompt", PURE),
    ("print_debug", PURE),
    ("public_ip", PURE),
    ("resolve", PURE),
    ("wait_for", PURE),
];

/// The helper of this name.
pub(crate) fn find(name: &str) -> Result<&'static Helper, ParseError> {
    if let Some(helper) = HELPERS.iter().find(|h| h.name == name) {
        return Ok(helper);
    }
    match UNSUPPORTED.iter().find(|(n, _)| *n == name) {
        Some((_, why)) => Err(ParseError::Unsupported(name.to_owned(), why)),
        None => Err(ParseError::UnknownHelper(name.chars().take(64).collect())),
    }
}

impl Helper {
    /// Whether it can be called with so many arguments.
    pub(crate) fn accepts(&self, count: usize) -> Result<(), ParseError> {
        if (self.min..=self.max).contains(&count) {
            return Ok(());
        }
        let wanted = match (self.min, self.max) {
            (min, max) if min == max => min.to_string(),
            (min, MANY) => format!("{min} or more"),
            (min, max) => format!("{min} to {max}"),
        };
        Err(ParseError::Arguments(self.name.to_owned(), wanted, count))
    }
}

/// A call: the values of the arguments and what a helper may use beside them.
pub(crate) struct Call<'a> {
    pub(crate) name: &'static str,
    pub(crate) values: Vec<Value>,
    pub(crate) pattern: Option<Pattern>,
    pub(crate) env: &'a Env,
    /// Most bytes that the result may have.
    pub(crate) room: usize,
}

impl Call<'_> {
    /// Number of arguments.
    fn count(&self) -> usize {
        self.values.len()
    }

    /// An argument; an empty text where there is none.
    fn value(&self, at: usize) -> Value {
        self.values.get(at).cloned().unwrap_or_else(|| Value::from(""))
    }

    fn bytes(&self, at: usize) -> Arc<[u8]> {
        self.value(at).to_bytes()
    }

    fn text(&self, at: usize) -> String {
        self.value(at).to_text()
    }

    fn number(&self, at: usize) -> Result<f64, EvalError> {
        self.value(at).to_number().ok_or_else(|| self.unfit("wants a number"))
    }

    /// A whole number of at least 0.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "held to 0..2^32 first")]
    fn size(&self, at: usize) -> Result<usize, EvalError> {
        let number = self.number(at)?;
        if (0.0..4_294_967_296.0).contains(&number) && number.fract() == 0.0 {
            Ok(number as usize)
        } else {
            Err(self.unfit("wants a whole number of at least 0"))
        }
    }

    /// All arguments from `at`, lists opened.
    fn rest(&self, at: usize) -> Vec<Arc<[u8]>> {
        let mut out = Vec::new();
        for value in self.values.iter().skip(at) {
            match value {
                Value::List(items) => out.extend(items.iter().map(Value::to_bytes)),
                one => out.push(one.to_bytes()),
            }
        }
        out
    }

    fn pattern(&self, at: usize) -> Result<Pattern, EvalError> {
        match &self.pattern {
            Some(pattern) => Ok(pattern.clone()),
            None => Pattern::new(&self.text(at)).map_err(|e| EvalError::Unfit(e.to_string())),
        }
    }

    fn fits(&self, bytes: usize) -> Result<(), EvalError> {
        if bytes > self.room { Err(EvalError::TooLarge("8 MiB")) } else { Ok(()) }
    }

    fn unfit(&self, why: &str) -> EvalError {
        EvalError::Unfit(format!("helper \"{}\" {why}", self.name))
    }
}

/// Position of `needle` in `hay`.
pub(crate) fn find_bytes(hay: &[u8], needle: &[u8]) -> Option<usize> {
    memchr::memmem::find(hay, needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_free_of_contradictions() {
        assert!(HELPERS.windows(2).all(|w| w[0].name < w[1].name));
        assert!(UNSUPPORTED.iter().all(|(name, _)| HELPERS.iter().all(|h| h.name != *name)));
    }
}
