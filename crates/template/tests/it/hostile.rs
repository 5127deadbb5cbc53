use proptest::prelude::*;
use template::expr::{Bindings, Evaluator, Expr, Pattern, Text};
use template::{Run, Template};

use crate::{block, env, response, start};

/// Texts made of what the languages are made of, so that they come further than noise does.
fn soup(words: &'static [&'static str], most: usize) -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(words), 0..most).prop_map(|w| w.concat())
}

const EXPRESSION: &[&str] = &[
    "(",
    ")",
    "{{",
    "}}",
    "'",
    "\"",
    "\\",
    "`",
    ",",
    " ",
    "1",
    "0x",
    "9e9",
    "a",
    "body",
    "md5(",
    "repeat(",
    "regex(",
    "split(",
    "substr(",
    "&&",
    "||",
    "==",
    "=~",
    "in ",
    "-",
    "!",
    "+",
    "*",
    "**",
    "?",
    ":",
    "[",
    "]",
    "é",
    "\u{0}",
    "replace_regex(",
];

const YAML: &[&str] = &[
    "id: a\n",
    "info:\n",
    "  name: x\n",
    "  severity: low\n",
    "http:\n",
    "  - ",
    "    ",
    "method: GET\n",
    "path: [/]\n",
    "raw:\n",
    "- |\n",
    "GET / HTTP/1.1\n",
    "matchers:\n",
    "- type: word\n",
    "words: [a]\n",
    "payloads:\n",
    "a: [1]\n",
    "{{",
    "}}",
    "x: ",
    "&a ",
    "*a",
    "[",
    "]",
    "{",
    "}",
    ":",
    "\t",
    "'",
    "\"",
    "!!x ",
    "? ",
    "<<: *a\n",
    "---\n",
    "\n",
    "#",
];

const PATTERN: &[&str] = &[
    "[", "]", "^", "\\", "Q", "E", "d", "w", "s", "b", "{", "}", "1", ",", "(", ")", "?", "*", "+", "|",
    "&&", "-", ":", "é", "x",
];

#[test]
fn long_chains_fit_a_small_stack() {
    let deep = |inner: &str| format!("{}{inner}{}", "concat(".repeat(15), ")".repeat(15));
    let chain = deep(&format!("'{{{{{}}}}}' + {}", deep("body"), vec!["body"; 900].join(" + ")));
    let small = std::thread::Builder::new().stack_size(1024 * 1024);
    let run = small.spawn(move || {
        let (env, mut bindings) = (env(), Bindings::default());
        bindings.set(template::expr::Layer::Variable, "body", "x");
        Evaluator::new(&bindings, &env).value(&Expr::parse(&chain).unwrap()).unwrap().to_text().len()
    });
    assert_eq!(run.unwrap().join().unwrap(), 901);
}

#[test]
fn a_list_of_bodies_is_charged_for_each() {
    let (env, mut bindings) = (env(), Bindings::default());
    bindings.set(template::expr::Layer::Variable, "body", "x".repeat(1_000_000));
    let list = format!("len(({}))", vec!["body"; 20].join(", "));
    assert!(Evaluator::new(&bindings, &env).value(&Expr::parse(&list).unwrap()).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn expressions_never_panic(text in prop_oneof![".{0,200}", soup(EXPRESSION, 60)]) {
        let env = env();
        let bindings = Bindings::default();
        if let Ok(expr) = Expr::parse(&text) {
            let _ = Evaluator::new(&bindings, &env).value(&expr);
        }
        if let Ok(text) = Text::parse(&text) {
            let _ = Evaluator::new(&bindings, &env).text(&text);
        }
    }

    #[test]
    fn templates_never_panic(text in prop_oneof![".{0,300}", soup(YAML, 80)]) {
        if let Err(refused) = Template::parse("x", &text) {
            prop_assert!(!refused.is_empty());
        }
    }

    #[test]
    fn patterns_never_panic(pattern in soup(PATTERN, 30), text in ".{0,60}") {
        if let Ok(pattern) = Pattern::new(&pattern) {
            pattern.find_all(text.as_bytes(), 0, 10);
        }
    }

    #[test]
    fn answers_never_panic_and_stay_data(value in ".{0,80}", name in "[a-zA-Z_-]{0,12}") {
        let template = block("path: ['{{RootURL}}/1', '{{RootURL}}/{{v}}']\nextractors:\n  - type: regex\n    name: v\n    internal: true\n    regex: ['(?s).*']\n  - type: json\n    json: ['.a']\n  - type: kval\n    kval: [a]");
        let mut run: Run<'_> = start(&template);
        run.next();
        run.answer(response(200, &[(&name, &value)], &value));
        let request = run.next().unwrap().unwrap();
        // Only what cannot stand in a request line is encoded; the rest arrives as the target gave it.
        let expect: String = value.bytes().map(|b| if b.is_ascii_graphic() { char::from(b).to_string() } else { format!("%{b:02X}") }).collect();
        let given = request.target.strip_prefix('/').unwrap();
        prop_assert!(given == expect || value.ends_with(char::is_whitespace) && expect.starts_with(given));
    }
}
