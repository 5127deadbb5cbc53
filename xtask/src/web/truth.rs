//! The truth: one row for each case, ten columns: `class passive id difficulty method path parameter also words note`.

/// One case.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) class: String,
    /// Whether findings without an attack count in this class.
    pub(super) passive: bool,
    pub(super) id: String,
    pub(super) weak: bool,
    /// `*` is a tested segment; `/` without a parameter is the whole site.
    pub(super) path: String,
    /// `query:id`, `path`, `body`, or `-` for the page itself.
    pub(super) at: String,
    /// Other right pages.
    pub(super) also: Vec<String>,
    /// Right words, with stars.
    pub(super) words: Vec<String>,
}

/// Reads the rows after the head.
pub(super) fn parse(text: &str) -> Result<Vec<Row>, String> {
    let lines = text.lines().enumerate().skip(1).filter(|(_, l)| !l.is_empty());
    lines
        .map(|(at, line)| row(line).ok_or_else(|| format!("truth line {}: wants 10 columns", at + 1)))
        .collect()
}

fn row(line: &str) -> Option<Row> {
    let columns: Vec<&str> = line.split('\t').collect();
    let [class, passive, id, difficulty, _method, path, at, also, words, _note] = columns[..] else {
        return None;
    };
    let list = |text: &str| text.split(',').filter(|w| !w.is_empty()).map(str::to_owned).collect();
    Some(Row {
        class: class.to_owned(),
        passive: passive == "passive",
        id: id.to_owned(),
        weak: difficulty != "safe",
        path: path.to_owned(),
        at: at.to_owned(),
        also: list(also),
        words: list(words),
    })
}
