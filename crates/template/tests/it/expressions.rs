use template::expr::{Bindings, EvalError, Evaluator, Expr, Layer, ParseError, Text, Value};

use crate::env;

fn bindings() -> Bindings {
    let mut b = Bindings::default();
    b.set(Layer::Variable, "status_code", 200.0);
    b.set(Layer::Variable, "body", "Hello <b>World</b>\nversion 2.4.1\r\nend");
    b.set(Layer::Variable, "list", Value::list(["a", "b", "a"]));
    b.set(Layer::Variable, "evil", "{{md5(1)}}");
    b
}

fn eval(text: &str) -> Result<Value, EvalError> {
    let (b, env) = (bindings(), env());
    let expr = Expr::parse(text).unwrap_or_else(|e| panic!("{text}: {e}"));
    Evaluator::new(&b, &env).value(&expr)
}

#[track_caller]
fn check(text: &str, expect: &str) {
    assert_eq!(eval(text).unwrap_or_else(|e| panic!("{text}: {e}")).to_text(), expect, "{text}");
}

#[test]
fn operators_bind_as_expected() {
    for (text, expect) in [
        ("1 + 2 * 3", "7"),
        ("(1 + 2) * 3", "9"),
        ("2 ** 3 ** 2", "512"),
        ("10 - 2 - 3", "5"),
        ("7 % 4 / 2", "1.5"),
        ("-2 + 5", "3"),
        ("'a' + 1 + true", "a1true"),
        ("1 + 2 == 3 && !false", "true"),
        ("true || no_such", "true"),
        ("false && no_such", "false"),
        ("false || true && false", "false"),
        ("!(1 > 2) && 'b' > 'a'", "true"),
        ("status_code == 200 && contains(body, 'World')", "true"),
        ("status_code in (200, 302)", "true"),
        ("'x' in ('y', 'z')", "false"),
        ("'a' in list", "true"),
        ("body =~ 'version \\\\d+'", "true"),
        ("body !~ '^end'", "true"),
        ("1 == '1'", "false"),
        ("status_code > 100 ? 'big' : 'small'", "big"),
        ("[status_code] >= 0xC8", "true"),
        ("false ? 1 : true ? 2 : 3", "2"),
    ] {
        check(text, expect);
    }
}

#[test]
fn text_helpers() {
    for (text, expect) in [
        ("contains_all(body, 'Hello', 'end')", "true"),
        ("contains_any(body, 'nope', 'end')", "true"),
        ("starts_with(body, 'x', 'Hello')", "true"),
        ("ends_with(body, 'end')", "true"),
        ("line_starts_with(body, 'version')", "true"),
        ("line_ends_with(body, '2.4.1')", "true"),
        ("equals_any('a', 'b', 'a')", "true"),
        ("regex('v[a-z]+ \\\\d', body)", "true"),
        ("len('abc') + len(list)", "6"),
        ("to_upper('aé') + tolower('B')", "Aéb"),
        ("trim('xxaxx', 'x') + trim_left('xa', 'x') + trim_right('ax', 'x')", "aaa"),
        ("trim_space('  a ') + trim_prefix('ab', 'a') + trim_suffix('ab', 'b')", "aba"),
        ("replace('aXbX', 'X', '-')", "a-b-"),
        ("replace_regex('a1b22', '[0-9]+', '<$0>')", "a<1>b<22>"),
        ("concat('a', 1, list)", "a1aba"),
        ("join('-', 'a', 'b', list)", "a-b-a-b-a"),
        ("split('a,b,c', ',')", "[a b c]"),
        ("split('a,b,c', ',', 2)", "[a b,c]"),
        ("index(split('a,b,c', ','), -1) + index('xyz', 1)", "cy"),
        ("substr('abcdef', 1, 3) + substr('abcdef', -2)", "bcef"),
        ("reverse('añb')", "bña"),
        ("repeat('ab', 3)", "ababab"),
        ("remove_bad_chars('a<b>c', '<>')", "abc"),
        ("uniq(list)", "[a b]"),
    ] {
        check(text, expect);
    }
}

#[test]
fn encodings_hashes_and_numbers() {
    for (text, expect) in [
        ("base64('hello')", "aGVsbG8="),
        ("base64_decode('aGVsbG8')", "hello"),
        ("base64_decode('_-8=') == hex_decode('ffef')", "true"),
        ("len(base64_py(repeat('a', 60)))", "82"),
        ("url_encode('a b/ü~')", "a%20b%2F%C3%BC~"),
        ("url_decode('a+b%2Fc%zz')", "a b/c%zz"),
        ("hex_encode('az') + hex_decode('4142')", "617aAB"),
        ("html_escape('<a href=\"x\">')", "&lt;a href=&#34;x&#34;&gt;"),
        ("html_unescape('&lt;&#65;&#x42;&amp;&nope;&')", "<AB&&nope;&"),
        ("md5('1')", "c4ca4238a0b923820dcc509a6f75849b"),
        ("sha1('abc')", "a9993e364706816aba3e25717850c26c9cd0d89d"),
        ("sha256('abc')", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        // RFC 4231, test case 2.
        (
            "hmac('sha256', 'what do ya want for nothing?', 'Jefe')",
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        ),
        ("mmh3('test')", "-1167338989"),
        ("dec_to_hex(255) + hex_to_dec('0xff') + bin_to_dec('101') + oct_to_dec('17')", "ff255515"),
        ("to_number('12') + 1", "13"),
        ("gzip_decode(gzip('abc')) + zlib_decode(zlib('def'))", "abcdef"),
        ("json_minify('{ \"a\" : [1, 2] }')", "{\"a\":[1,2]}"),
        ("xor('ab', hex_decode('0101'))", "`c"),
        ("compare_versions('2.4.1', '>= 2.4', '< 2.4.2')", "true"),
        ("compare_versions('v1.0-rc1', '< 1.0')", "true"),
        ("compare_versions('1.10', '<= 1.9')", "false"),
        ("unix_time(10)", "1709557491"),
        ("date_time('%Y-%m-%d', 0) + date_time('%H:%M')", "1970-01-0113:04"),
        ("to_unix_time('1970-01-02T00:00:00Z')", "86400"),
    ] {
        check(text, expect);
    }
}

#[test]
fn random_helpers_keep_their_promises() {
    for (text, pattern) in [
        ("rand_base(5)", "^[a-zA-Z0-9]{5}$"),
        ("rand_base(5, 'xy')", "^[xy]{5}$"),
        ("rand_char('z')", "^z$"),
        ("rand_int(3, 4)", "^[34]$"),
        ("rand_text_alpha(8)", "^[a-zA-Z]{8}$"),
        ("rand_text_alphanumeric(8, 'abc')", "^[d-zA-Z0-9]{8}$"),
        ("rand_text_numeric(9, '0')", "^[1-9]{9}$"),
        ("rand_ip('10.0.0.0/30')", "^10[.]0[.]0[.][0-3]$"),
        ("rand_ip('0.0.0.0/0')", "^[0-9.]+$"),
    ] {
        check(&format!("regex('{pattern}', {text})"), "true");
    }
}

#[test]
fn values_are_data_and_never_expressions() {
    let (b, env) = (bindings(), env());
    let mut evaluator = Evaluator::new(&b, &env);
    for (text, expect) in [
        ("/{{evil}}", "/{{md5(1)}}"),
        ("{{concat('{{', 'md5(1)', '}}')}}", "{{md5(1)}}"),
        ("{{to_lower('{{evil}}')}}", "{{md5(1)}}"),
        ("{{base64('{{evil}}:{{status_code}}')}}", "e3ttZDUoMSl9fToyMDA="),
        ("{{7*7}}{{status_code + 1}}", "{{7*7}}201"),
    ] {
        let text = Text::parse(text).unwrap();
        assert_eq!(String::from_utf8(evaluator.text(&text).unwrap()).unwrap(), expect);
    }
    check("contains(concat('x{', '{md5(1)}', '}'), evil)", "true");
    check("evil == '{{evil}}' && md5(evil) != evil", "true");
}

#[test]
fn what_has_no_value_is_an_error() {
    assert_eq!(eval("no_such + 1"), Err(EvalError::Unbound("no_such".to_owned())));
    for text in [
        "1 / 0",
        "'a' - 1",
        "!5",
        "-'a'",
        "substr('abc', 2, 1)",
        "index(list, 9)",
        "hex_decode('x')",
        "rand_int(5, 1)",
        "base64_decode('***')",
        "gzip_decode('x')",
        "compare_versions('x', '1')",
        "regex(concat('(', evil), 'a')",
        "rand_base(100000000)",
        "hmac('md2', 'a', 'b')",
        "substr('abc', -9)",
    ] {
        assert!(matches!(eval(text), Err(EvalError::Unfit(_))), "{text}: {:?}", eval(text));
    }
    for text in ["repeat('aaaaaaaaaa', 4000000000)", "repeat(repeat('a', 4000000), 2) + repeat('a', 4000000)"]
    {
        assert!(matches!(eval(text), Err(EvalError::TooLarge(_))), "{text}");
    }
}

#[test]
fn what_is_no_expression_is_refused() {
    for text in ["", "1 +", "(1", "f(", "a b", "1 2", "()", "a ? b", "{{a", "a ? b : ", "'a", ")", "a in"] {
        assert!(matches!(Expr::parse(text), Err(ParseError::Syntax(..))), "{text}: {:?}", Expr::parse(text));
    }
    assert!(matches!(Expr::parse("md5()"), Err(ParseError::Arguments(..))));
    assert!(matches!(Expr::parse("nope(1)"), Err(ParseError::UnknownHelper(_))));
    assert!(matches!(Expr::parse("generate_java_gadget('a','b','c')"), Err(ParseError::Unsupported(..))));
    assert!(matches!(Expr::parse("regex('(', body)"), Err(ParseError::Pattern(..))));
    assert!(matches!(Expr::parse("body =~ '(?=x)'"), Err(ParseError::Pattern(..))));
    assert!(matches!(Expr::parse(&"(".repeat(5_000)), Err(ParseError::TooLarge(_))));
    assert!(matches!(Expr::parse(&"!".repeat(5_000)), Err(ParseError::TooLarge(_))));
    assert!(matches!(Expr::parse(&"1+".repeat(3_000)), Err(ParseError::TooLarge(_))));
}
