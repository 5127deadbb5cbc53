//! The program as a process.

use std::path::Path;
use std::process::{Output, Stdio};

use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};

use super::client::Client;

pub(crate) const EMAIL: &str = "owner@example.org";
pub(crate) const PASSWORD: &str = "correct horse battery staple";

/// The program, free of this process's own configuration.
pub(crate) fn watchpost(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_watchpost"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("WATCHPOST_")) {
        command.env_remove(name);
    }
    command.args(args).stdin(Stdio::null()).kill_on_drop(true);
    command
}

/// Runs the program to its end.
pub(crate) async fn run(args: &[&str]) -> Output {
    watchpost(args).output().await.expect("the program starts")
}

/// A running server.
pub(crate) struct Server {
    child: Child,
    /// Kept, so that the process can go on writing.
    _stdout: Lines<BufReader<ChildStdout>>,
    pub(crate) client: Client,
}

impl Server {
    /// Starts a server over a data directory and signs in.
    pub(crate) async fn start(data_dir: &Path) -> Self {
        Self::start_with(data_dir, None).await
    }

    /// The same with another database than the directory's own.
    pub(crate) async fn start_with(data_dir: &Path, database: Option<&str>) -> Self {
        Self::start_args(data_dir, database, &[]).await
    }

    /// The same with more arguments.
    pub(crate) async fn start_args(data_dir: &Path, database: Option<&str>, more: &[&str]) -> Self {
        let data_dir = data_dir.to_str().expect("a plain path");
        let mut command = watchpost(&["serve", "--listen", "127.0.0.1:0", "--data-dir", data_dir]);
        command
            .args(more)
            .env("WATCHPOST_LOG", "warn")
            .env("WATCHPOST_ADMIN_EMAIL", EMAIL)
            .env("WATCHPOST_ADMIN_PASSWORD", PASSWORD);
        if let Some(url) = database {
            command.env("WATCHPOST_DATABASE_URL", url);
        }
        let mut child = command.stdout(Stdio::piped()).spawn().expect("the program starts");
        let stdout = child.stdout.take().expect("piped");
        let mut lines = BufReader::new(stdout).lines();
        let base = loop {
            let line = lines.next_line().await.expect("readable").expect("the server says where it listens");
            if let Some((_, url)) = line.split_once("listens on ") {
                break url.to_owned();
            }
        };
        let client = Client::sign_in(&base, EMAIL, PASSWORD).await;
        Self { child, _stdout: lines, client }
    }

    /// The power cord: SIGKILL, and nothing else.
    pub(crate) async fn kill(mut self) {
        self.child.kill().await.expect("the server was running");
    }
}
