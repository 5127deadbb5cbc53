//! Access-Control headers that no request of ours asked for.

use crate::sight::Sight;
use crate::view::View;

pub(crate) fn check(view: &View<'_>, out: &mut Vec<Sight>) {
    let credentials = view.header("access-control-allow-credentials").is_some_and(|v| v == "true");
    let Some(origin) = view.header("access-control-allow-origin").filter(|_| credentials) else { return };
    let (summary, severity) = match origin {
        // Browsers refuse the pair; it shows that nobody meant to say who may read.
        "*" => ("every origin is allowed together with credentials", 31),
        "null" => (
            "the origin \"null\", which any site can take on in a sandboxed frame, may read with credentials",
            65,
        ),
        _ => return,
    };
    let sight = Sight::page("cors-credentials-misconfigured", summary).severity(severity);
    out.push(sight.with("header", format!("access-control-allow-origin: {origin}")));
}

#[cfg(test)]
mod tests {
    use crate::testing::{Answer, check};

    #[test]
    fn judges_the_pair() {
        let with = |origin: &str| Answer::page("x").header("Access-Control-Allow-Origin", origin);
        let and = |answer: Answer| answer.header("Access-Control-Allow-Credentials", "true");
        check(super::check, and(with("*")), &["cors-credentials-misconfigured"]);
        check(super::check, and(with("null")), &["cors-credentials-misconfigured"]);
        check(super::check, and(with("https://app.test")), &[]);
        check(super::check, with("*"), &[]);
    }
}
