//! Error texts of databases and of what speaks with them.

use std::sync::LazyLock;

use model::finding::Confidence;

use crate::patterns::Patterns;
use crate::sight::{Shown, Sight};
use crate::view::View;

const TABLE: &[(&str, &str)] = &[
    ("MySQL", r"You have an error in your SQL syntax; ?check the manual"),
    ("MySQL", r"Warning\s*:\s+mysqli?_\w+\("),
    (
        "MySQL",
        r"\b(?:mysql_fetch_\w+|mysqli_fetch_\w+|mysqli_num_rows)\(\)(?: expects parameter|: (?:supplied argument|Argument))",
    ),
    ("MySQL", r"Unknown column '[^'\n]+' in '(?:field list|where clause|order clause)'"),
    (
        "MySQL",
        r"com\.mysql\.(?:cj\.)?jdbc\.\w|MySQLSyntaxErrorException|pymysql\.err\.\w|MySQLdb\._exceptions|ER_PARSE_ERROR",
    ),
    ("a database by PDO", r"SQLSTATE\[[0-9A-Z]{5}\]"),
    (
        "PostgreSQL",
        r"PG::[A-Z]\w+Error|org\.postgresql\.util\.PSQLException|psycopg2?\.(?:errors|ProgrammingError)|Npgsql\.\w*Exception",
    ),
    ("PostgreSQL", r#"(?:ERROR:\s+)?(?:syntax error at or near "|unterminated quoted string at or near ")"#),
    ("PostgreSQL", r"Warning\s*:\s+pg_\w+\(|pg_query\(\): Query failed"),
    ("Microsoft SQL Server", r"Unclosed quotation mark after the character string|Incorrect syntax near '"),
    (
        "Microsoft SQL Server",
        r"Microsoft OLE DB Provider for (?:SQL Server|ODBC)|\[Microsoft\]\[ODBC|System\.Data\.SqlClient\.SqlException|Microsoft\.Data\.SqlClient|\[SQL Server\]",
    ),
    ("Oracle", r"\bORA-\d{5}: |oracle\.jdbc\.\w|Warning\s*:\s+oci_\w+\("),
    (
        "SQLite",
        r#"SQLite3?::(?:SQLException|Exception)|sqlite3\.(?:OperationalError|ProgrammingError|IntegrityError)|SQLITE_ERROR|System\.Data\.SQLite\.SQLiteException"#,
    ),
    ("SQLite", r#"\bnear "[^"\n]+": syntax error|unrecognized token: "|Warning\s*:\s+SQLite3::"#),
    ("IBM Db2", r"DB2 SQL error|SQLCODE=-?\d+, SQLSTATE|\[IBM\]\[CLI Driver\]"),
    (
        "Microsoft Access",
        r"Microsoft JET Database Engine|\[Microsoft\]\[ODBC Microsoft Access Driver\]|Syntax error \(missing operator\) in query expression",
    ),
    (
        "a database by JDBC",
        r"java\.sql\.SQL\w*Exception|org\.hibernate\.(?:exception|QueryException|hql)|org\.springframework\.jdbc\.BadSqlGrammarException|org\.h2\.jdbc\.\w",
    ),
    (
        "a database by an ORM",
        r"sqlalchemy\.exc\.\w|ActiveRecord::StatementInvalid|SequelizeDatabaseError|PrismaClient\w+Error|Doctrine\\DBAL\\\w|Illuminate\\Database\\QueryException|django\.db\.utils\.\w",
    ),
    ("MongoDB", r"\b(?:MongoError|MongoServerError|pymongo\.errors\.\w+|com\.mongodb\.\w*Exception)\b"),
    (
        "LDAP",
        r"javax\.naming\.(?:NameNotFound|directory\.InvalidSearchFilter)Exception|Warning\s*:\s+ldap_\w+\(",
    ),
];

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| Patterns::new(TABLE));

pub(crate) fn check(view: &View<'_>, out: &mut Vec<Sight>) {
    if view.is_asset() {
        return;
    }
    let text = view.visible();
    let Some((what, range)) = PATTERNS.hits(text).into_iter().next() else { return };
    let hit = text.get(range).unwrap_or_default();
    let summary = format!("an answer shows an error text of {what}");
    let mut sight =
        Sight::page("sql-error-text", summary).with("text", hit).shown(Shown::Text(view.locate(hit)));
    // A text about databases quotes such errors too.
    if view.status() < 500 {
        sight.confidence = Confidence::Likely;
    }
    out.push(sight);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Answer, check};

    #[test]
    fn knows_databases() {
        assert_eq!(PATTERNS.len(), TABLE.len());
        for (text, database) in [
            ("You have an error in your SQL syntax; check the manual that corresponds to", "MySQL"),
            ("SQLSTATE[42000]: Syntax error", "PDO"),
            ("ERROR: syntax error at or near \"x\"", "PostgreSQL"),
            ("Unclosed quotation mark after the character string 'x'.", "SQL Server"),
            ("ORA-00933: SQL command not properly ended", "Oracle"),
            ("sqlite3.OperationalError: near \"x\": syntax error", "SQLite"),
            ("java.sql.SQLSyntaxErrorException: x", "JDBC"),
        ] {
            let sights =
                check(super::check, Answer::new("text/plain", text).status(500), &["sql-error-text"]);
            assert!(sights[0].summary.contains(database), "{}", sights[0].summary);
        }
    }

    #[test]
    fn stays_quiet() {
        for text in ["We teach SQL syntax.", "order ORA-1", "the data near \"us\"", "Warning: mysql is old"] {
            check(super::check, Answer::page(text), &[]);
        }
    }
}
