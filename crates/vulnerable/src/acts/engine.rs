//! Template engines, as far as their marks and their arithmetic go.

use super::script::{self, Flavour};

/// An engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Engine {
    Jinja,
    Twig,
    Freemarker,
    Erb,
    Smarty,
    Velocity,
}

impl Engine {
    fn marks(self) -> (&'static str, &'static str) {
        match self {
            Self::Jinja | Self::Twig => ("{{", "}}"),
            Self::Freemarker => ("${", "}"),
            Self::Erb => ("<%=", "%>"),
            Self::Smarty => ("{", "}"),
            Self::Velocity => ("#set(", ")"),
        }
    }

    fn language(self) -> Flavour {
        match self {
            Self::Jinja => Flavour::Python,
            Self::Twig | Self::Smarty => Flavour::Php,
            Self::Erb => Flavour::Ruby,
            Self::Freemarker | Self::Velocity => Flavour::Js,
        }
    }

    fn complaint(self) -> &'static str {
        match self {
            Self::Jinja => "jinja2.exceptions.TemplateSyntaxError: expected token 'end of print statement'",
            Self::Twig => "Twig\\Error\\SyntaxError: Unexpected token in \"index\" at line 1.",
            Self::Freemarker => {
                "freemarker.core.ParseException: Syntax error in template \"hello\" in line 1"
            }
            Self::Erb => "(erb):1: syntax error, unexpected end-of-input",
            Self::Smarty => "Smarty: Syntax error in template \"string:\" on line 1",
            Self::Velocity => "org.apache.velocity.exception.ParseErrorException: Encountered \"<EOF>\"",
        }
    }
}

/// The text that a template comes to, or the engine's complaint.
pub(crate) fn render(engine: Engine, template: &str) -> Result<String, &'static str> {
    let (open, close) = engine.marks();
    let mut out = String::new();
    let mut rest = template;
    let mut variables: Vec<(String, String)> = vec![("name".to_owned(), "guest".to_owned())];
    while let Some((before, after)) = rest.split_once(open) {
        out += before;
        // Smarty leaves a brace alone that a space follows.
        if engine == Engine::Smarty && after.starts_with(char::is_whitespace) {
            out.push('{');
            rest = after;
            continue;
        }
        let Some((inner, next)) = after.split_once(close) else { return Err(engine.complaint()) };
        rest = next;
        if engine == Engine::Velocity {
            let Some((name, sum)) = inner.split_once('=') else { return Err(engine.complaint()) };
            let value = script::value(Flavour::Js, sum).ok_or(engine.complaint())?;
            variables.push((name.trim().trim_start_matches(['$', '!']).to_owned(), value.shown()));
            continue;
        }
        out += &expression(engine, inner.trim())?;
    }
    out += rest;
    if engine == Engine::Velocity {
        for (name, value) in variables.iter().rev().take(20) {
            out = out.replace(&format!("${{{name}}}"), value).replace(&format!("${name}"), value);
        }
    }
    Ok(out)
}

fn expression(engine: Engine, text: &str) -> Result<String, &'static str> {
    if let Some(value) = script::value(engine.language(), text) {
        return Ok(value.shown());
    }
    let name = text.chars().all(|c| c.is_alphanumeric() || "_.$".contains(c)) && !text.is_empty();
    match text {
        "name" | "$name" => Ok("guest".to_owned()),
        "config" => Ok("<Config {'DEBUG': False, 'SECRET_KEY': 'dev'}>".to_owned()),
        _ if name && engine == Engine::Freemarker => {
            Err("freemarker.core.InvalidReferenceException: The following has evaluated to null or missing")
        }
        _ if name => Ok(String::new()),
        _ => Err(engine.complaint()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_and_names() {
        for (engine, text, expect) in [
            (Engine::Jinja, "Hello {{ name }}, {{7*7}} {{7*'7'}}", "Hello guest, 49 7777777"),
            (Engine::Twig, "{{7*'7'}}", "49"),
            (Engine::Freemarker, "a${6*7}b", "a42b"),
            (Engine::Erb, "<%= 3*3 %>", "9"),
            (Engine::Smarty, "{5*5} { x }", "25 { x }"),
            (Engine::Velocity, "#set($a=4*4)$a", "16"),
            (Engine::Jinja, "{{ nothing }}${7*7}", "${7*7}"),
        ] {
            assert_eq!(render(engine, text), Ok(expect.to_owned()), "{text}");
        }
        assert!(render(Engine::Jinja, "{{ 7*").is_err() && render(Engine::Freemarker, "${nope}").is_err());
    }
}
