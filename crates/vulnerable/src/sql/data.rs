//! The rows.

use super::Value;

/// A table: its columns and rows.
pub(super) struct Table {
    pub(super) columns: Vec<&'static str>,
    pub(super) rows: Vec<Vec<Value>>,
}

/// A table by name; whatever stands before the last dot is no part of it.
pub(super) fn table(name: &str) -> Option<Table> {
    let text = |t: &str| Value::Text(t.to_owned());
    let number = |n: u32| Value::Number(f64::from(n));
    let last = name.rsplit('.').next().unwrap_or(name).to_ascii_lowercase();
    let (columns, rows) = match last.as_str() {
        "products" | "items" => (vec!["id", "name", "price"], products()),
        "users" => (vec!["id", "name", "password"], users()),
        "dual" => (vec!["dummy"], vec![vec![text("X")]]),
        "tables" | "sqlite_master" | "sysobjects" | "all_tables" | "user_tables" | "pg_tables"
        | "sqlite_schema" => {
            let rows = ["products", "users"].iter().map(|t| vec![text(t), text("shop"), text(t)]).collect();
            (vec!["table_name", "table_schema", "name"], rows)
        }
        "columns" => {
            let names = ["id", "name", "password"];
            (vec!["column_name", "table_name"], names.iter().map(|c| vec![text(c), text("users")]).collect())
        }
        "pg_user" | "all_users" | "pg_roles" => {
            (vec!["usename", "username"], vec![vec![text("shop"), text("SHOP")]])
        }
        "wide" => (vec!["id", "a", "b", "c", "d", "e", "name"], vec![(1..=7).map(number).collect()]),
        _ => return None,
    };
    Some(Table { columns, rows })
}

fn products() -> Vec<Vec<Value>> {
    let goods = [("Rope", 12), ("Lantern", 30), ("Tea", 7), ("Compass", 55), ("Oilskin", 80), ("Bell", 25)];
    let row = |(i, (name, price)): (u32, (&str, u32))| {
        vec![Value::Number(f64::from(i)), Value::Text(name.to_owned()), Value::Number(f64::from(price))]
    };
    (1..).zip(goods).map(row).collect()
}

fn users() -> Vec<Vec<Value>> {
    let people = [("anna", "moss-green-9"), ("bert", "tin-boat-44"), ("demo", "demo")];
    let row = |(i, (name, word)): (u32, (&str, &str))| {
        vec![Value::Number(f64::from(i)), Value::Text(name.to_owned()), Value::Text(word.to_owned())]
    };
    (1..).zip(people).map(row).collect()
}
