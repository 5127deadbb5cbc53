//! A database of a few rows that reads SQL as five products do: quotes, comments, precedence, types, complaints. It knows
//! SELECT with WHERE, UNION, ORDER BY and LIMIT, subqueries, and the functions that sleep. It changes nothing and holds
//! nothing but the rows below.

mod data;
mod eval;
mod parse;
mod token;

use std::time::Duration;

/// A product, as far as its manners differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    MySql,
    Postgres,
    MsSql,
    Oracle,
    Sqlite,
}

/// A value.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) enum Value {
    #[default]
    Null,
    Number(f64),
    Text(String),
}

/// What a query brought.
#[derive(Debug)]
pub(crate) struct Answer {
    /// The rows of the first statement, or what the product says is wrong.
    pub(crate) rows: Result<Vec<Vec<Value>>, String>,
    /// How long it took.
    pub(crate) delay: Duration,
}

impl Answer {
    /// Whether there is a row.
    pub(crate) fn any(&self) -> bool {
        self.rows.as_ref().is_ok_and(|rows| !rows.is_empty())
    }

    /// The rows as text; none where something is wrong.
    pub(crate) fn lines(&self) -> Vec<Vec<String>> {
        let rows = self.rows.as_deref().unwrap_or_default();
        rows.iter().map(|row| row.iter().map(Value::shown).collect()).collect()
    }
}

impl Value {
    /// As a client prints it.
    pub(crate) fn shown(&self) -> String {
        match self {
            Self::Null => String::new(),
            Self::Number(n) => n.to_string(),
            Self::Text(text) => text.clone(),
        }
    }
}

/// Runs a text of one or, where the product does, several statements.
pub(crate) fn query(dialect: Dialect, text: &str) -> Answer {
    let mut machine = eval::Machine::new(dialect);
    let rows = parse::statements(dialect, text).and_then(|all| machine.run(&all));
    Answer { rows, delay: machine.delay() }
}

#[cfg(test)]
mod tests {
    use super::Dialect::*;
    use super::*;

    #[track_caller]
    fn rows(dialect: Dialect, text: &str, expect: usize) {
        let answer = query(dialect, text);
        assert_eq!(answer.rows.as_ref().map(Vec::len), Ok(expect), "{text}");
    }

    #[track_caller]
    fn fails(dialect: Dialect, text: &str, with: &str) {
        let answer = query(dialect, text);
        assert!(answer.rows.as_ref().is_err_and(|e| e.contains(with)), "{text}: {answer:?}");
    }

    #[test]
    fn conditions() {
        let of = |w: &str| format!("SELECT * FROM products WHERE {w}");
        for (filter, expect) in [
            ("id = 3", 1),
            ("id = 3 AND 1=1", 1),
            ("id = 3 AND 1=2", 0),
            ("id = 3 OR 1=1 -- x", 6),
            ("id = 5-2", 1),
            ("id = 3/*c*/AND/**/'a'='a'", 1),
            ("name LIKE '%a%'", 3),
            ("id IN (1,2) AND NOT id = 1", 1),
            ("id BETWEEN 2 AND 4", 3),
            ("id = 3 AND EXISTS(SELECT 1 FROM users)", 1),
            ("id = 3 AND (SELECT length(password) FROM users WHERE id=1) > 3", 1),
            ("id = CASE WHEN 1=1 THEN 3 ELSE 4 END", 1),
            ("name = 'it''s'", 0),
            ("substring('abc',1,1)='a' and id=1", 1),
        ] {
            rows(Postgres, &of(filter), expect);
            rows(MySql, &of(filter), expect);
        }
        rows(MySql, "SELECT * FROM products WHERE id='3' or '1'='1' # rest'", 6);
        rows(MySql, "SELECT name FROM products WHERE id = 3 XOR 0", 1);
    }

    #[test]
    fn unions_need_equal_columns_and_orders_existing_ones() {
        rows(MySql, "SELECT id,name FROM products WHERE id=-1 UNION SELECT 1,'x'", 1);
        fails(MySql, "SELECT id,name FROM products UNION SELECT 1", "different number of columns");
        fails(Postgres, "SELECT id,name FROM products ORDER BY 9", "position 9");
        rows(Sqlite, "SELECT id,name FROM products WHERE 0 UNION ALL SELECT 1,name FROM users LIMIT 2", 2);
        rows(
            MySql,
            "SELECT id FROM products WHERE id=-1 UNION SELECT table_name FROM information_schema.tables",
            2,
        );
    }

    #[test]
    fn rows_are_put_in_order_by_what_expressions_come_to() {
        let first = |dialect, order: &str| {
            let text = format!("SELECT name, price FROM products ORDER BY {order}");
            query(dialect, &text).rows.map(|rows| rows.first().map(|r| r[0].shown()).unwrap_or_default())
        };
        for (order, expect) in [
            ("price", "Tea"),
            ("price DESC", "Oilskin"),
            ("name, price desc", "Bell"),
            ("2", "Tea"),
            ("-price", "Oilskin"),
            ("(CASE WHEN 7401-3312=4089 THEN name ELSE price END)", "Bell"),
            ("(CASE WHEN 3312-7401=4089 THEN name ELSE price END)", "Tea"),
            ("(CASE WHEN 1=1 THEN 1 ELSE -1 END)*LENGTH(name)", "Tea"),
            ("IF(1=2,name,price)", "Tea"),
            ("name,(CASE WHEN 1=1 THEN 1 ELSE abs(-9223372036854775807-1) END)", "Bell"),
        ] {
            assert_eq!(first(MySql, order).as_deref(), Ok(expect), "{order}");
        }
        let of = |order: &str| format!("SELECT name FROM products ORDER BY {order}");
        fails(MySql, &of("name,(CASE WHEN 1=2 THEN 1 ELSE abs(-9223372036854775807-1) END)"), "out of range");
        fails(
            Postgres,
            &of("name,(CASE WHEN 1=2 THEN 1 ELSE (SELECT 1 UNION SELECT 2) END)"),
            "more than one",
        );
        fails(MySql, "SELECT name FROM products WHERE id=9 ORDER BY nope", "Unknown column");
    }

    #[test]
    fn complaints_are_those_of_the_product() {
        let text = "SELECT * FROM products WHERE name = 'x''";
        for (dialect, with) in [
            (MySql, "You have an error in your SQL syntax"),
            (Postgres, "unterminated quoted string"),
            (MsSql, "Unclosed quotation mark"),
            (Oracle, "ORA-01756"),
            (Sqlite, "unrecognized token"),
        ] {
            fails(dialect, text, with);
        }
        fails(Postgres, "SELECT * FROM products WHERE id = 'x'", "invalid input syntax");
        fails(MsSql, "SELECT * FROM products WHERE id = 'x'", "Conversion failed");
        fails(MySql, "SELECT * FROM products WHERE nope = 1", "Unknown column");
        fails(MySql, "SELECT 1; SELECT 2", "SQL syntax");
    }

    #[test]
    fn sleeping_takes_time_where_it_is_reached() {
        let took = |d, text: &str| query(d, text).delay.as_secs_f64();
        assert_eq!(took(MySql, "SELECT * FROM products WHERE id=3 AND sleep(2)"), 2.0);
        assert_eq!(took(MySql, "SELECT * FROM products WHERE id=99 AND sleep(2)"), 0.0);
        assert_eq!(
            took(MySql, "SELECT * FROM products WHERE id=3 AND (SELECT * FROM (SELECT(SLEEP(1)))a)"),
            1.0
        );
        assert_eq!(took(Postgres, "SELECT 1; SELECT pg_sleep(2)--"), 2.0);
        assert_eq!(
            took(Postgres, "SELECT 1 FROM products WHERE id=3 AND 1=(SELECT 1 FROM pg_sleep(1))"),
            1.0
        );
        assert_eq!(took(MsSql, "SELECT 1; WAITFOR DELAY '0:0:2'--"), 2.0);
        assert_eq!(took(Oracle, "SELECT 1 FROM dual WHERE 1=dbms_pipe.receive_message('a',2)"), 2.0);
        assert_eq!(took(MySql, "SELECT sleep(500)"), 12.0);
    }

    #[test]
    fn nothing_makes_it_panic() {
        for text in
            ["", "(", "SELECT", "SELECT (((((", "'", "SELECT * FROM", "SELECT 1 WHERE é='", "SELECT --", "@@"]
        {
            for dialect in [MySql, Postgres, MsSql, Oracle, Sqlite] {
                let _ = query(dialect, text);
            }
        }
        let deep = format!("SELECT {}1", "(".repeat(5000));
        assert!(query(MySql, &deep).rows.is_err());
    }
}
