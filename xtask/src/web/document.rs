//! Puts a score into words.

use std::fmt::Write;

use super::score::{Line, Marks, Score};

const BEGIN: &str = "<!-- web-score: begin, written by lab/web/run -->";
const END: &str = "<!-- web-score: end -->";

/// The document with the part between the markers replaced.
pub(super) fn replace(old: &str, body: &str) -> Result<String, String> {
    let parts = old.split_once(BEGIN).and_then(|(before, rest)| Some((before, rest.split_once(END)?.1)));
    let (before, after) = parts.ok_or_else(|| format!("the document lacks the markers {BEGIN} and {END}"))?;
    Ok(format!("{before}{BEGIN}\n\n{body}\n{END}{after}"))
}

/// Everything between the markers.
pub(super) fn body(score: &Score) -> String {
    [
        table(score),
        lists(score, "Missed", |m| m.missed.clone()),
        lists(score, "False", |m| m.wrong.iter().cloned().collect()),
    ]
    .join("\n")
}

/// The classes and their sums, as a table.
pub(super) fn table(score: &Score) -> String {
    let [ours, theirs] = &score.tools;
    let theirs = if theirs.starts_with(|c: char| c.is_ascii_digit()) {
        format!("Wapiti {theirs}")
    } else {
        theirs.clone()
    };
    let theirs = theirs.replace("Wapiti Wapiti", "Wapiti");
    let mut out = format!(
        "| class | weak | safe | {ours}: found | missed | false | s | {theirs}: found | missed | false | s |\n\
         |---|---|---|---|---|---|---|---|---|---|---|\n"
    );
    for line in &score.lines {
        let [a, b] = line.marks.each_ref().map(|m| cells(m.as_ref()));
        let _ = writeln!(out, "| {} | {} | {} | {a} | {b} |", line.class, line.weak, line.safe);
    }
    let compared = compared(score);
    let sum = |of: fn(&Line) -> usize| compared.iter().map(|l| of(l)).sum::<usize>();
    let [a, b] = [0, 1].map(|tool| cells(total(&compared, tool).as_ref()));
    let name = if compared.len() == score.lines.len() { "all" } else { "all that both scanned" };
    let _ = writeln!(out, "| **{name}** | {} | {} | {a} | {b} |", sum(|l| l.weak), sum(|l| l.safe));
    out
}

/// The lines that can be summed: those that every tool that ran at all was let at.
fn compared(score: &Score) -> Vec<&Line> {
    let ran = [0, 1].map(|tool| score.lines.iter().any(|l| l.marks.get(tool).is_some_and(Option::is_some)));
    let whole = |l: &&Line| l.marks.iter().zip(ran).all(|(marks, ran)| marks.is_some() || !ran);
    score.lines.iter().filter(whole).collect()
}

fn total(lines: &[&Line], tool: usize) -> Option<Marks> {
    let mut all = lines.iter().filter_map(|l| l.marks.get(tool)?.as_ref()).peekable();
    all.peek()?;
    Some(all.fold(Marks::default(), |mut sum, marks| {
        sum.found += marks.found;
        sum.seconds += marks.seconds;
        sum.missed.extend(marks.missed.iter().cloned());
        // The same place of two sites is two false findings.
        let many = sum.wrong.len();
        sum.wrong.extend(marks.wrong.iter().map(|w| format!("{many} {w}")));
        sum
    }))
}

fn cells(marks: Option<&Marks>) -> String {
    match marks {
        None => " | | | ".to_owned(),
        Some(m) => format!("{} | {} | {} | {:.1}", m.found, m.missed.len(), m.wrong.len(), m.seconds),
    }
}

fn lists(score: &Score, title: &str, of: fn(&Marks) -> Vec<String>) -> String {
    let mut out = format!("### {title}\n\n| class | {} | Wapiti |\n|---|---|---|\n", score.tools[0]);
    for line in &score.lines {
        let [a, b] = line.marks.each_ref().map(|m| m.as_ref().map(of).unwrap_or_default());
        if !a.is_empty() || !b.is_empty() {
            let _ = writeln!(out, "| {} | {} | {} |", line.class, shown(&a), shown(&b));
        }
    }
    out
}

/// A list in one cell: at most twelve, none of which can leave it.
fn shown(all: &[String]) -> String {
    let clean = |text: &String| {
        text.chars().filter(|c| !c.is_control()).take(80).collect::<String>().replace(['|', '`'], " ")
    };
    let mut out: Vec<String> = all.iter().take(12).map(clean).collect();
    if all.len() > 12 {
        out.push(format!("and {} more", all.len() - 12));
    }
    out.join(", ")
}
