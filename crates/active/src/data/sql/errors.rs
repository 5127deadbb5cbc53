//! What databases and their drivers say when a statement cannot be read.
//!
//! Collected from the makers' manuals of error messages and the drivers' public sources; each is a text that a page does not
//! hold by chance. Complaints about a value that has the wrong type are left out: a statement with bound parameters makes them
//! too.

use std::sync::LazyLock;

use regex::{Regex, RegexSet};

use super::Dbms;

/// The most bytes of an answer that are searched.
const MOST_BYTES: usize = 512 * 1024;

/// Patterns with the database that says so.
const SIGNATURES: &[(Option<Dbms>, &str)] = &[
    (Some(Dbms::MySql), r"You have an error in your SQL syntax; check the manual"),
    (
        Some(Dbms::MySql),
        r"check the manual that (?:corresponds to|fits) your (?:MySQL|MariaDB|TiDB|Drizzle) server",
    ),
    (Some(Dbms::MySql), r"Warning: mysqli?_\w+\(\)"),
    (Some(Dbms::MySql), r"com\.mysql\.(?:cj\.)?jdbc\b|org\.mariadb\.jdbc\b"),
    (Some(Dbms::MySql), r"MySqlException|MySqlClient\.|pymysql\.err\.|MySQLdb\.(?:_exceptions|\w*Error)"),
    (Some(Dbms::MySql), r"ER_PARSE_ERROR"),
    (
        Some(Dbms::PostgreSql),
        r#"(?:syntax error|unterminated quoted (?:string|identifier)) at or near ["'&\\]"#,
    ),
    (Some(Dbms::PostgreSql), r"Warning: pg_(?:query|exec|send_query|prepare)\(\)"),
    (Some(Dbms::PostgreSql), r"org\.postgresql\.util\.PSQLException|PG::(?:Syntax)?Error\b|PG::\w+Error:"),
    (Some(Dbms::PostgreSql), r"Npgsql\.\w*Exception|psycopg2?\.errors?\.|asyncpg\.exceptions"),
    (Some(Dbms::PostgreSql), r"ERROR:\s+(?:unterminated quoted|syntax error at end of input)"),
    (
        Some(Dbms::Sqlite),
        r#"near "[^"\n]{0,200}": syntax error|near &(?:quot|#34);.{0,200}&(?:quot|#34);: syntax error"#,
    ),
    (Some(Dbms::Sqlite), r#"unrecognized token: ?(?:"|&quot;|&#34;|\\")"#),
    (Some(Dbms::Sqlite), r"sqlite3?\.(?:OperationalError|SQLException|JDBCException)|SQLITE_ERROR\b"),
    (
        Some(Dbms::Sqlite),
        r"Warning: (?:sqlite_|SQLite3::)|SQLite/JDBCDriver|System\.Data\.SQLite\.SQLiteException",
    ),
    (Some(Dbms::MsSql), r"Unclosed quotation mark (?:after|before) the character string"),
    (Some(Dbms::MsSql), r"Incorrect syntax near(?: the keyword)? ['&\\]"),
    (
        Some(Dbms::MsSql),
        r"System\.Data\.SqlClient\.|Microsoft\.Data\.SqlClient\.|com\.microsoft\.sqlserver\.jdbc",
    ),
    (Some(Dbms::MsSql), r"\[SQL Server\]|Microsoft OLE DB Provider for SQL Server|SQLServer JDBC Driver"),
    (
        Some(Dbms::Oracle),
        r"\bORA-(?:00907|00911|00917|00920|00921|00923|00933|00936|01719|01740|01756|01789|06550)\b",
    ),
    (Some(Dbms::Oracle), r"quoted string not properly terminated|SQL command not properly ended"),
    (Some(Dbms::Oracle), r"oracle\.jdbc\b|Warning: oci_\w+\(\)|OracleException|cx_Oracle\.\w*Error"),
    (
        Some(Dbms::Db2),
        r"DB2 SQL error: SQLCODE=?|com\.ibm\.db2\.jcc|\[IBM\]\[CLI Driver\]\[DB2|SQL0010N|db2_\w+\(\): ",
    ),
    (Some(Dbms::H2), r"org\.h2\.jdbc\.\w+Exception|Syntax error in SQL statement (?:\\?&?\W|quot)"),
    (
        Some(Dbms::Hsqldb),
        r"org\.hsqldb\.\w*|Unexpected token in statement \[|unexpected token: \S+ (?:required|in statement)",
    ),
    (Some(Dbms::Access), r"Syntax error (?:\(missing operator\) )?in (?:query expression|string in query)"),
    (
        Some(Dbms::Access),
        r"Microsoft (?:Access|JET|Office Access) (?:Database Engine|Driver|Database)|JET Database Engine",
    ),
    (
        Some(Dbms::Firebird),
        r"Dynamic SQL Error\s+(?:-?\s*)?SQL error code ?= ?-|Warning: ibase_\w+\(\)|org\.firebirdsql\.jdbc",
    ),
    (Some(Dbms::Sybase), r"Sybase message:|com\.sybase\.jdbc|SybSQLException|Warning: sybase_\w+\(\)"),
    (None, r"SQLSTATE\[(?:42000|42601)\]"),
    (None, r"\[Microsoft\]\[ODBC|\[unixODBC\]|ODBC (?:SQL Server|Microsoft Access|MySQL|\w+) Driver"),
    (
        None,
        r"java\.sql\.SQL(?:Syntax)?\w*Exception|org\.springframework\.jdbc\.|org\.hibernate\.(?:exception|QueryException|hql)",
    ),
    (
        None,
        r"Zend_Db_(?:Adapter|Statement)\w*Exception|Doctrine\\DBAL\\\w*|PDOException:|CDbException|ActiveRecord::StatementInvalid",
    ),
    (
        None,
        r"sqlalchemy\.exc\.\w+|django\.db\.utils\.(?:Operational|Programming|Data)Error|SequelizeDatabaseError|QueryFailedError",
    ),
    (
        None,
        r"org\.apache\.derby\.\w+|com\.informix\.jdbc|\[Informix\]|com\.sap\.db\.jdbc|Vertica.{0,40}syntax error|\[MonetDB",
    ),
];

struct Signatures {
    set: RegexSet,
    each: Vec<Regex>,
}

static COMPILED: LazyLock<Signatures> = LazyLock::new(|| {
    let patterns = || SIGNATURES.iter().map(|(_, p)| *p);
    Signatures {
        set: RegexSet::new(patterns()).unwrap_or_default(),
        each: patterns().filter_map(|p| Regex::new(p).ok()).collect(),
    }
});

/// An error text in an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SqlError {
    /// Number of the signature.
    pub(crate) signature: usize,
    /// Who says so, if the text tells.
    pub(crate) dbms: Option<Dbms>,
    /// The text.
    pub(crate) text: String,
}

/// The error texts of databases in an answer, at most one of each signature.
pub(crate) fn find(body: &str) -> Vec<SqlError> {
    let mut end = body.len().min(MOST_BYTES);
    while !body.is_char_boundary(end) {
        end -= 1;
    }
    let body = body.get(..end).unwrap_or(body);
    // The language of a full-text search has errors of its own; a bound parameter reaches it too.
    if body.contains("fts5: syntax error") || body.contains("in tsquery") {
        return Vec::new();
    }
    let Signatures { set, each } = &*COMPILED;
    set.matches(body)
        .iter()
        .filter_map(|signature| {
            let text = each.get(signature)?.find(body)?.as_str().chars().take(200).collect();
            Some(SqlError { signature, dbms: SIGNATURES.get(signature)?.0, text })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_signature_compiles() {
        assert_eq!(COMPILED.each.len(), SIGNATURES.len());
        assert_eq!(COMPILED.set.len(), SIGNATURES.len());
    }

    #[track_caller]
    fn check(body: &str, expect: Option<Dbms>) {
        let found = find(body);
        assert!(!found.is_empty(), "{body}");
        assert!(found.iter().any(|e| e.dbms == expect), "{body}: {found:?}");
    }

    #[test]
    fn knows_what_databases_say() {
        check(
            "You have an error in your SQL syntax; check the manual that corresponds to your MariaDB server \
             version for the right syntax to use near '''' at line 1",
            Some(Dbms::MySql),
        );
        check("Warning: mysqli_fetch_assoc() expects parameter 1", Some(Dbms::MySql));
        check("ERROR: syntax error at or near \"x\" LINE 1", Some(Dbms::PostgreSql));
        check("unterminated quoted string at or near \"'\"", Some(Dbms::PostgreSql));
        check("sqlite3.OperationalError: near \"abc\": syntax error", Some(Dbms::Sqlite));
        check("unrecognized token: &quot;&#39;1&#39;&quot;", Some(Dbms::Sqlite));
        check("Unclosed quotation mark after the character string ''.", Some(Dbms::MsSql));
        check("ORA-01756: quoted string not properly terminated", Some(Dbms::Oracle));
        check("DB2 SQL error: SQLCODE: -10, SQLSTATE: 42603", Some(Dbms::Db2));
        check(
            "org.h2.jdbc.JdbcSQLSyntaxErrorException: Syntax error in SQL statement \"SELECT\"",
            Some(Dbms::H2),
        );
        check(
            "java.sql.SQLSyntaxErrorException: unexpected token: X in statement [SELECT]",
            Some(Dbms::Hsqldb),
        );
        check("Syntax error (missing operator) in query expression 'id = 1''", Some(Dbms::Access));
        check("Dynamic SQL Error SQL error code = -104 Token unknown", Some(Dbms::Firebird));
        check("SQLSTATE[42000]: Syntax error or access violation: 1064", None);
        check("[Microsoft][ODBC Driver 17 for SQL Server]", None);
        check("django.db.utils.ProgrammingError", None);
    }

    #[test]
    fn plain_words_are_no_error() {
        for text in [
            "Learn the SQL syntax in ten lessons",
            "an error in your query",
            "SQLSTATE codes",
            "mysql_query is old",
        ] {
            assert_eq!(find(text), [], "{text}");
        }
    }
}
