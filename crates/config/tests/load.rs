//! Layers, errors, redaction, and the agreement of table, structs and documents.

use std::fs;
use std::path::PathBuf;

use config::sections::{Raw, SECTIONS};
use config::{Config, DatabaseKind, LogFormat, Overrides, Sources, default_toml, schema};
use secrecy::{ExposeSecret, SecretString};
use tempfile::TempDir;

fn file(dir: &TempDir, name: &str, text: &str) -> PathBuf {
    let path = dir.path().join(name);
    fs::write(&path, text).unwrap();
    path
}

fn env(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

#[test]
fn starts_without_any_configuration() {
    let config = Config::load(&Sources::default()).unwrap();
    assert_eq!(config.server.listen.to_string(), "127.0.0.1:8080");
    assert_eq!(config.database.kind, DatabaseKind::Sqlite("./watchpost-data/watchpost.db".into()));
    assert_eq!(config.secrets.master_key_path, PathBuf::from("./watchpost-data/master.key"));
    assert_eq!(config.log.format, LogFormat::Text);
    assert_eq!((config.api.jwt_lifetime_seconds, config.scanner.parallel_units), (43_200, 4));
    assert!(config.scanner.enabled && !config.api.require_api_key);
    assert!(config.admin.password.is_none());
}

#[test]
fn later_layers_win_and_are_shown_with_their_origin() {
    let dir = tempfile::tempdir().unwrap();
    let path = file(
        &dir,
        "wp.toml",
        "[server]\nlisten = \"127.0.0.1:1\"\n[scanner]\nparallel_units = 7\n[api]\nmin_password_chars = 20\n",
    );
    let sources = Sources {
        file: None,
        env: env(&[
            ("WATCHPOST_CONFIG", path.to_str().unwrap()),
            ("WATCHPOST_LISTEN", "127.0.0.1:2"),
            ("WATCHPOST_SCANNER__PARALLEL_UNITS", "8"),
            ("WATCHPOST_API__MIN_PASSWORD_CHARS", "30"),
            ("WATCHPOST_TEST_SOMETHING", "ignored"),
            ("HOME", "/root"),
        ]),
        overrides: Overrides { listen: Some("localhost:3".to_owned()), ..Overrides::default() },
    };
    let config = Config::load(&sources).unwrap();
    assert_eq!(config.server.listen.to_string(), "127.0.0.1:3");
    assert_eq!(config.scanner.parallel_units, 8);
    assert_eq!(config.api.min_password_chars, 30);
    let shown = config.show();
    assert!(shown.contains("listen = \"localhost:3\" # flag \"--listen\""), "{shown}");
    assert!(
        shown.contains("parallel_units = 8 # environment variable \"WATCHPOST_SCANNER__PARALLEL_UNITS\""),
        "{shown}"
    );
    assert!(shown.contains("format = \"text\" # default"), "{shown}");
}

#[test]
fn secrets_come_from_files_and_are_never_shown() {
    let dir = tempfile::tempdir().unwrap();
    let password = file(&dir, "password", "s3cret from a file\n");
    let toml = file(
        &dir,
        "wp.toml",
        &format!(
            "[admin]\npassword_file = \"{}\"\n[secrets]\nmaster_key = \"{}\"\n",
            password.display(),
            "ab".repeat(32)
        ),
    );
    let sources = Sources {
        file: Some(toml.clone()),
        env: env(&[("WATCHPOST_DATABASE_URL", "postgres://wp:pgs3cret@db/wp")]),
        overrides: Overrides::default(),
    };
    let config = Config::load(&sources).unwrap();
    assert_eq!(config.admin.password.as_ref().unwrap().expose_secret(), "s3cret from a file");
    assert_eq!(config.database.kind, DatabaseKind::Postgres);
    let seen = format!("{config:?}\n{}", config.show());
    assert!(!seen.contains("s3cret") && !seen.contains("abab"), "{seen}");
    assert!(seen.contains("postgres://wp:***@db/wp"), "{seen}");

    // A later layer displaces the file form, too.
    let env = env(&[("WATCHPOST_ADMIN_PASSWORD", "from the environment")]);
    let config = Config::load(&Sources { file: Some(toml), env, overrides: Overrides::default() }).unwrap();
    assert_eq!(config.admin.password.unwrap().expose_secret(), "from the environment");
}

#[track_caller]
fn check(toml: &str, variables: &[(&str, &str)], expect: &[&str]) {
    let dir = tempfile::tempdir().unwrap();
    let path = file(&dir, "wp.toml", toml);
    let sources = Sources { file: Some(path), env: env(variables), overrides: Overrides::default() };
    let error = Config::load(&sources).unwrap_err();
    for part in expect {
        assert!(error.to_string().contains(part), "\"{part}\" is not in: {error}");
    }
    assert!(!format!("{error} {error:?}").contains("hunter2"), "{error}");
}

#[test]
fn errors_name_origin_section_and_key() {
    check(
        "[server]\nlisten = 5\n",
        &[],
        &["wp.toml\": setting \"server.listen\" is of type integer, not string"],
    );
    check("[server]\nlisten = \"nowhere\"\n", &[], &["wp.toml\": setting \"server.listen\" is \"nowhere\""]);
    check(
        "[server]\nlistn = \"x\"\n",
        &[],
        &["\"server.listn\" is unknown: the section has listen, data_dir"],
    );
    check(
        "[serve]\nlisten = \"x\"\n",
        &[],
        &["\"serve.listen\" is unknown: the sections are server, database"],
    );
    check("listen = \"x\"\n", &[], &["is not a section"]);
    check("[admin]\npassword = \"hunter2\n", &[], &["wp.toml\" line 2"]);
    check(
        "[admin]\npassword = \"hunter2\"\npassword_file = \"x\"\n",
        &[],
        &["\"admin.password\" is given twice"],
    );
    check("[admin]\npassword_file = \"/nonexistent\"\n", &[], &["cannot read file \"/nonexistent\""]);
    check(
        "",
        &[("WATCHPOST_DATABASE_URL", "mysql://root:hunter2@db")],
        &["\"WATCHPOST_DATABASE_URL\": setting \"database.url\" is neither"],
    );
    check("", &[("WATCHPOST_SECRETS__MASTER_KEY", "hunter2")], &["\"secrets.master_key\" is too short"]);
    check("", &[("WATCHPOST_LOG", "loud")], &["\"log.level\" is \"loud\""]);
    check("", &[("WATCHPOST_ADMIN_EMAIL", "admin")], &["\"admin.email\" is not an e-mail address"]);
    check(
        "[scanner]\nparallel_units = 0\n",
        &[("WATCHPOST_API__REQUIRE_API_KEY", "maybe"), ("WATCHPOST_API__NO_SUCH", "1")],
        &[
            "\"scanner.parallel_units\" is 0, not between",
            "\"api.require_api_key\" is neither true nor false",
            "\"api.no_such\" is unknown",
        ],
    );
}

#[test]
fn the_default_file_changes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let path = file(&dir, "wp.toml", &default_toml());
    let origin = format!("file \"{}\"", path.display());
    let written = Config::load(&Sources { file: Some(path), ..Sources::default() }).unwrap().show();
    assert_eq!(written.replace(&origin, "default"), Config::load(&Sources::default()).unwrap().show());
}

#[test]
fn table_structs_and_schema_agree() {
    for section in SECTIONS {
        // The parser lists every field of the struct when it meets one that it does not know.
        let probe = toml::from_str::<Raw>(&format!("[{}]\nno_such_key = 1\n", section.name)).unwrap_err();
        let message = probe.message();
        let in_struct: Vec<&str> = message.split('`').skip(3).step_by(2).collect();
        let in_table: Vec<&str> = section.fields.iter().map(|field| field.key).collect();
        assert_eq!(in_struct, in_table, "{message}");
        for field in section.fields {
            let property = &schema()["properties"][section.name]["properties"][field.key];
            assert_eq!(property["description"], field.doc);
            assert!(default_toml().contains(&field.variable(section)));
        }
    }
}

#[test]
fn every_field_is_read_from_file_and_environment() {
    for section in SECTIONS {
        for field in section.fields.iter().filter(|field| field.key != "master_key") {
            let dir = tempfile::tempdir().unwrap();
            let path =
                file(&dir, "wp.toml", &format!("[{}]\n{} = {}\n", section.name, field.key, field.example));
            let shown = Config::load(&Sources { file: Some(path), ..Sources::default() }).unwrap().show();
            assert!(shown.contains(&format!("{} = ", field.key)) && shown.contains("wp.toml"), "{shown}");
            let variable = field.variable(section);
            let text = field.example.trim_matches('"');
            let config =
                Config::load(&Sources { env: env(&[(&variable, text)]), ..Sources::default() }).unwrap();
            assert!(config.show().contains(&variable), "{}", config.show());
        }
    }
    let key = "00".repeat(32);
    let config =
        Config::load(&Sources { env: env(&[("WATCHPOST_MASTER_KEY", &key)]), ..Sources::default() }).unwrap();
    assert_eq!(config.secrets.master_key.unwrap().expose_secret(), key);
    let overrides =
        Overrides { database_url: Some(SecretString::from("sqlite:x.db")), ..Overrides::default() };
    let config = Config::load(&Sources { overrides, ..Sources::default() }).unwrap();
    assert_eq!(config.database.kind, DatabaseKind::Sqlite("x.db".into()));
}
