//! rsync: modules that need no password.

use model::evidence::Evidence;
use model::finding::Observation;
use net::{NetError, Stream};

use crate::context::{Context, shown};
use crate::talk::group;

group!(RSYNC: "rsync", &["rsync-anonymous-module"], Tcp, &["rsync"], &[873], talk);

/// The most modules that are tried.
const MAX_MODULES: usize = 5;

async fn talk(context: Context<'_>) -> Result<Vec<Observation>, NetError> {
    let mut stream = context.open().await?;
    if !greet(&mut stream).await? {
        return Ok(Vec::new());
    }
    stream.send(b"#list\n").await?;
    let list = stream.read_until(b"@RSYNCD: EXIT", 64 * 1024).await?;
    let mut open = Vec::new();
    for module in modules(&list) {
        if let Some(answer) = try_module(context, &module).await? {
            open.push(format!("{module}: {answer}"));
        }
    }
    Ok((!open.is_empty())
        .then(|| {
            let evidence = Evidence::new("modules open without a password").with("open", open.join("\n"));
            context.confirmed("rsync-anonymous-module", evidence.with("modules", shown(&list)))
        })
        .into_iter()
        .collect())
}

async fn greet(stream: &mut Stream) -> Result<bool, NetError> {
    let greeting = stream.read_until(b"\n", 1024).await?;
    stream.send(b"@RSYNCD: 30.0\n").await?;
    Ok(greeting.starts_with(b"@RSYNCD: "))
}

/// The names of a module list; a message of the day has no tab in its lines.
fn modules(list: &[u8]) -> Vec<String> {
    String::from_utf8_lossy(list)
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .map(|(name, _)| name.trim().to_owned())
        .filter(|name| !name.is_empty() && name.len() <= 128 && !name.contains(' '))
        .take(MAX_MODULES)
        .collect()
}

/// Selects a module and goes no further: OK comes before any file is named.
async fn try_module(context: Context<'_>, module: &str) -> Result<Option<String>, NetError> {
    let mut stream = context.open().await?;
    if !greet(&mut stream).await? {
        return Ok(None);
    }
    stream.send(format!("{module}\n").as_bytes()).await?;
    for _ in 0..64 {
        let line = match stream.read_until(b"\n", 4096).await {
            Ok(line) => String::from_utf8_lossy(&line).trim().to_owned(),
            Err(NetError::Closed) => return Ok(None),
            Err(error) => return Err(error),
        };
        if line == "@RSYNCD: OK" {
            return Ok(Some(line));
        }
        if line.starts_with('@') {
            return Ok(None);
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_read() {
        assert_eq!(modules(b"Welcome to us\n\npub            \tfiles\nx\t\n@RSYNCD: EXIT"), ["pub", "x"]);
    }
}
