//! What there is to find, and where.

use std::fmt;
use std::sync::LazyLock;

use crate::sites;

/// Declares the classes with their words and what counts as the right finding.
macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $word:literal, $passive:literal, [$($hit:literal),*]),* $(,)?) => {
        /// A class of weakness. Each has a server of its own.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Class { $($(#[$doc])* $name),* }

        impl Class {
            /// Every class, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// Its word: `sqli-error`.
            pub fn word(self) -> &'static str {
                match self { $(Self::$name => $word),* }
            }

            /// Whether it shows without an attack. Findings of such checks count in such classes only.
            pub fn passive(self) -> bool {
                match self { $(Self::$name => $passive),* }
            }

            /// Check words that name the weakness; one that ends in `*` stands for every word that begins so.
            pub fn hits(self) -> &'static [&'static str] {
                match self { $(Self::$name => &[$($hit),*]),* }
            }
        }
    };
}

classes! {
    /// A value comes back as markup or script.
    XssReflected = "xss-reflected", false, ["xss-reflected*", "xss-*", "html-injection"],
    /// A value comes back later, to everyone.
    XssStored = "xss-stored", false, ["xss-stored*", "xss-*", "html-injection"],
    /// A script of the page makes markup of the address.
    XssDom = "xss-dom", true, ["xss-dom*", "dom-*"],
    /// A database tells about its syntax.
    SqliError = "sqli-error", false, ["sqli-*", "sql-*"],
    /// A database answers yes and no.
    SqliBoolean = "sqli-boolean", false, ["sqli-*", "sql-*"],
    /// A database sleeps.
    SqliTime = "sqli-time", false, ["sqli-*", "sql-*"],
    /// A database lists what was never asked for.
    SqliUnion = "sqli-union", false, ["sqli-*", "sql-*"],
    /// Operators and script in the query of a document store.
    Nosql = "nosql", false, ["nosql*"],
    /// A name leads to another file.
    Traversal = "traversal", false, ["path-traversal*", "traversal*", "lfi*", "file-*", "local-file*", "source-disclosure*"],
    /// A shell reads a value.
    Command = "command-injection", false, ["command-*", "os-command*"],
    /// An interpreter reads a value.
    Code = "code-injection", false, ["code-*"],
    /// A template engine reads a value.
    Ssti = "ssti", false, ["ssti*", "template-*"],
    /// A value says where to go next.
    Redirect = "open-redirect", false, ["open-redirect*"],
    /// A value ends a header.
    Crlf = "crlf", false, ["crlf*", "header-injection*", "response-splitting*"],
    /// A parser of XML fetches what a document tells it to.
    Xxe = "xxe", false, ["xxe*", "xml-*", "xinclude*"],
    /// A directory's filter holds a value.
    Ldap = "ldap", false, ["ldap*"],
    /// A query of a document holds a value.
    Xpath = "xpath", false, ["xpath*"],
    /// The server fetches what it is told to.
    Ssrf = "ssrf", false, ["ssrf*"],
    /// Other origins may read answers.
    Cors = "cors", true, ["cors*"],
    /// Headers that a site lacks or sets badly: one site that has none.
    HeadersBare = "headers-bare", true, [],
    /// A site with a policy that does not hold.
    HeadersWeak = "headers-weak", true, [],
    /// A site that does it right.
    HeadersGood = "headers-good", true, [],
    /// Cookies without their attributes.
    Cookies = "cookies", true, ["cookie*"],
    /// Answers that tell too much.
    Leaks = "info-leaks", true, [],
    /// Files that nobody meant to serve.
    Exposed = "exposed-files", true, [],
    /// A site that answers every address, so that nothing is exposed.
    SoftMissing = "exposed-soft404", true, [],
    /// Script libraries with known weaknesses.
    OutdatedJs = "outdated-js", true, ["outdated*", "vulnerable-js*", "js-library*", "library-*", "retire*"],
    /// Forms that another site can send.
    Csrf = "csrf", true, ["csrf*", "*-csrf*", "missing-csrf*", "form-without-csrf*"],
    /// Folders that list themselves.
    Listing = "directory-listing", true, ["directory-listing*", "http-directory-listing*"],
    /// Plain weaknesses at places that are hard to reach.
    Crawling = "crawling", false, ["xss-*", "html-injection"],
}

/// Whether a case is what makes scanners work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difficulty {
    /// As in a course.
    Easy,
    /// As in the field: filters, odd contexts, little feedback.
    Hard,
    /// Nothing is wrong, though it looks like it.
    Safe,
}

/// Where the value of a case goes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// A field of the query, reached by a link.
    Query(&'static str),
    /// A field of the query, reached by a form.
    Search(&'static str),
    /// A field of a form.
    Form(&'static str),
    /// A field of a form with files.
    Upload(&'static str),
    /// A member of a JSON object.
    Json(&'static str),
    /// A whole body of XML.
    Xml,
    /// The segment of the path that is `*`.
    Segment,
    /// A header.
    Header(&'static str),
    /// A cookie.
    Cookie(&'static str),
    /// No value: the page itself.
    Page,
}

/// One thing to find, or to leave alone.
#[derive(Debug, Clone, Copy)]
pub struct Case {
    /// Name, unique: `sqli-error/product`.
    pub id: &'static str,
    /// Its class.
    pub class: Class,
    /// Whether it is weak, and how hard it is to see.
    pub difficulty: Difficulty,
    /// Method of the request.
    pub method: &'static str,
    /// Its path; a tested segment is `*`.
    pub path: &'static str,
    /// Where the value goes in.
    pub at: At,
    /// Other pages of the same case where a finding is right too: where stored text shows.
    pub also: &'static [&'static str],
    /// Check words that name the weakness; those of the class if there are none.
    pub hits: &'static [&'static str],
    /// What is done wrong, or right.
    pub note: &'static str,
}

impl Case {
    /// Whether there is something to find.
    pub fn weak(&self) -> bool {
        self.difficulty != Difficulty::Safe
    }

    /// Check words that name the weakness.
    pub fn words(&self) -> &'static [&'static str] {
        if self.hits.is_empty() { self.class.hits() } else { self.hits }
    }
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Query(name) | Self::Search(name) => write!(f, "query:{name}"),
            Self::Form(name) | Self::Upload(name) => write!(f, "form:{name}"),
            Self::Json(name) => write!(f, "json:{name}"),
            Self::Xml => f.write_str("body"),
            Self::Segment => f.write_str("path"),
            Self::Header(name) => write!(f, "header:{name}"),
            Self::Cookie(name) => write!(f, "cookie:{name}"),
            Self::Page => f.write_str("-"),
        }
    }
}

/// Every case there is.
pub fn cases() -> &'static [Case] {
    static CASES: LazyLock<Vec<Case>> =
        LazyLock::new(|| Class::ALL.iter().flat_map(|c| sites::pages(*c)).map(|p| p.case).collect());
    &CASES
}

/// The truth of every case, one a line after a head: class, whether the class is passive, id, difficulty, method, path,
/// parameter, other right pages, right words, note.
pub fn truth_tsv() -> String {
    let mut out =
        String::from("class\tpassive\tid\tdifficulty\tmethod\tpath\tparameter\talso\twords\tnote\n");
    for case in cases() {
        let class = case.class;
        let difficulty = match case.difficulty {
            Difficulty::Easy => "easy",
            Difficulty::Hard => "hard",
            Difficulty::Safe => "safe",
        };
        let columns = [
            class.word(),
            if class.passive() { "passive" } else { "active" },
            case.id,
            difficulty,
            case.method,
            case.path,
            &case.at.to_string(),
            &case.also.join(","),
            &case.words().join(","),
            case.note,
        ];
        out += &columns.join("\t");
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn there_are_enough_and_each_is_named_once() {
        let safe = cases().iter().filter(|c| !c.weak()).count();
        assert!(cases().len() >= 150 && safe >= 60, "{} cases, {safe} safe", cases().len());
        let ids: BTreeSet<&str> = cases().iter().map(|c| c.id).collect();
        assert_eq!(ids.len(), cases().len());
    }

    #[test]
    fn every_row_of_the_truth_has_its_columns() {
        assert!(truth_tsv().lines().all(|l| l.split('\t').count() == 10));
    }
}
