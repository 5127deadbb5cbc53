//! Puts a score into words.

use std::fmt::Write;

use super::score::{Extra, Line, Marks, Score};

const BEGIN: &str = "<!-- lab-score: begin, written by lab/run -->";
const END: &str = "<!-- lab-score: end -->";

/// The score from which on a false finding on a clean control is counted as an alarm: CVSS medium.
const MEDIUM: f64 = 4.0;

/// The document with the part between the markers replaced.
pub(super) fn replace(old: &str, body: &str) -> Result<String, String> {
    let parts = old.split_once(BEGIN).and_then(|(before, rest)| Some((before, rest.split_once(END)?.1)));
    let (before, after) = parts.ok_or_else(|| format!("the document lacks the markers {BEGIN} and {END}"))?;
    Ok(format!("{before}{BEGIN}\n\n{body}\n{END}{after}"))
}

/// Everything between the markers.
pub(super) fn body(score: &Score) -> String {
    [totals(score), services(score), weaknesses(score), extras(score)].join("\n")
}

/// The totals, as a table.
pub(super) fn totals(score: &Score) -> String {
    let places = score.lines.len();
    let products = score.sum(|l| usize::from(l.row.product.is_some()));
    let planted = score.sum(|l| l.row.planted.len());
    let controls = score.sum(|l| usize::from(l.row.control));
    let alarms = score.sum(|l| {
        if l.row.control { l.undeclared.iter().filter(|f| f.severity >= MEDIUM).count() } else { 0 }
    });
    let mut out = format!("| | {} | {} |\n|---|---|---|\n", score.tools[0], score.tools[1]);
    let both = |name: &str, of: usize, mark: fn(&Marks) -> bool| {
        let count = |tool: usize| score.sum(|l| usize::from(mark(&l.marks[tool])));
        format!("| {name} | {} of {of} | {} of {of} |\n", count(0), count(1))
    };
    out += &both("open ports found", places, |m| m.open);
    out += &both("service named rightly", places, |m| m.name);
    out += &both("product named rightly", products, |m| m.product);
    out += &both("version known", products, |m| m.version);
    let _ = writeln!(out, "| planted weaknesses found | {} of {planted} | |", score.sum(|l| l.found));
    let _ =
        writeln!(out, "| findings neither planted nor declared true | {} | |", score.undeclared().count());
    let _ = writeln!(out, "| false alarms, medium or above, on {controls} clean controls | {alarms} | |");
    let _ = writeln!(out, "| seconds | {:.1} | {:.1} |", score.seconds[0], score.seconds[1]);
    out
}

fn services(score: &Score) -> String {
    let mut out = format!(
        "### Services\n\nWhat was right: **o**pen port, service **n**ame, **p**roduct, **v**ersion.\n\n\
         | place | service | product | {} | {} |\n|---|---|---|---|---|\n",
        score.tools[0], score.tools[1]
    );
    for line in &score.lines {
        let product = line.row.product.as_deref().unwrap_or("");
        let [ours, theirs] = line.marks.map(letters);
        let _ = writeln!(out, "| {} | {} | {product} | {ours} | {theirs} |", place(line), line.row.service);
    }
    out
}

fn letters(marks: Marks) -> String {
    let Marks { open, name, product, version } = marks;
    let all = [(open, 'o'), (name, 'n'), (product, 'p'), (version, 'v')];
    all.iter().filter(|(right, _)| *right).map(|(_, letter)| *letter).collect()
}

fn weaknesses(score: &Score) -> String {
    let mut out = String::from(
        "### Planted weaknesses\n\n| place | service | planted | found | missed | undeclared |\n|---|---|---|---|---|---|\n",
    );
    for line in &score.lines {
        let control = if line.row.control { " (clean control)" } else { "" };
        let missed = if line.missed.is_empty() { "".to_owned() } else { line.missed.join(", ") };
        let _ = writeln!(
            out,
            "| {} | {}{control} | {} | {} | {missed} | {} |",
            place(line),
            line.row.service,
            line.row.planted.len(),
            line.found,
            line.undeclared.len(),
        );
    }
    out
}

fn extras(score: &Score) -> String {
    let mut all: Vec<&Extra> = score.undeclared().collect();
    all.sort_by(|a, b| b.severity.total_cmp(&a.severity).then_with(|| a.place.cmp(&b.place)));
    let mut out = String::from("### Findings to judge\n\n");
    if all.is_empty() {
        out += "None: every finding is planted or declared true.\n";
        return out;
    }
    out += "| place | check | score | evidence |\n|---|---|---|---|\n";
    for Extra { place: (host, port, protocol), word, severity, summary } in all {
        let summary: String =
            summary.chars().filter(|c| !c.is_control()).take(160).collect::<String>().replace('|', "\\|");
        let _ = writeln!(out, "| {host}:{port}/{protocol} | {word} | {severity:.1} | {summary} |");
    }
    out
}

fn place(line: &Line) -> String {
    let (host, port, protocol) = &line.row.place;
    format!("{host}:{port}/{protocol}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_part_between_the_markers_changes() {
        let old = format!("a\n{BEGIN}\nold\n{END}\nz\n");
        assert_eq!(replace(&old, "new\n"), Ok(format!("a\n{BEGIN}\n\nnew\n\n{END}\nz\n")));
        assert!(replace("no markers", "new").is_err());
    }
}
