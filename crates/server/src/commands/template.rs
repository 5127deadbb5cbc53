//! `watchpost template`: looks after check templates.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use template::Template;

use crate::cli::{TemplateArgs, TemplateCommand};

/// The most files of a folder.
const MOST_FILES: usize = 50_000;
/// How deep folders are looked into.
const DEEPEST: usize = 16;
/// The longest template, in bytes.
const LONGEST: u64 = 1 << 20;

pub(crate) fn run(args: TemplateArgs) -> Result<ExitCode> {
    let TemplateCommand::Check { path } = args.command;
    let loaded = load(&path)?;
    let mut out = std::io::stdout().lock();
    for refused in &loaded.refused {
        writeln!(out, "{refused}").context("writing the result")?;
    }
    let (taken, left) = (loaded.templates.len(), loaded.refused_files);
    writeln!(out, "{taken} loaded, {left} refused").context("writing the result")?;
    Ok(ExitCode::from(u8::from(left > 0)))
}

/// What a file or folder holds.
#[derive(Debug, Default)]
pub(crate) struct Loaded {
    /// In the order of their files.
    pub(crate) templates: Vec<Template>,
    /// `file:line: reason` for everything that was refused.
    pub(crate) refused: Vec<String>,
    pub(crate) refused_files: usize,
}

/// Reads a template, or every `.yaml` and `.yml` file below a folder. Links to folders are not followed.
pub(crate) fn load(path: &Path) -> Result<Loaded> {
    let shown = path.display();
    let kind = std::fs::metadata(path).with_context(|| format!("reading \"{shown}\""))?;
    let mut files = Vec::new();
    if kind.is_dir() {
        collect(path, 0, &mut files).with_context(|| format!("reading \"{shown}\""))?;
        files.sort();
    } else {
        files.push(path.to_owned());
    }
    if files.is_empty() {
        bail!("there is no .yaml or .yml file in \"{shown}\"");
    }
    if files.len() >= MOST_FILES {
        bail!("there are {MOST_FILES} files or more in \"{shown}\"");
    }
    let mut loaded = Loaded::default();
    let mut known: BTreeMap<String, String> = BTreeMap::new();
    for file in files {
        let name = file.display().to_string();
        match parse(&file, &name) {
            Ok(template) => match known.get(&template.id) {
                Some(first) => {
                    loaded.refuse([format!("{name}:1: id \"{}\" is that of \"{first}\"", template.id)]);
                }
                None => {
                    known.insert(template.id.clone(), name);
                    loaded.templates.push(template);
                }
            },
            Err(why) => loaded.refuse(why),
        }
    }
    Ok(loaded)
}

impl Loaded {
    fn refuse(&mut self, why: impl IntoIterator<Item = String>) {
        self.refused_files += 1;
        self.refused.extend(why);
    }
}

fn collect(folder: &Path, depth: usize, out: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let (kind, path) = (entry.file_type()?, entry.path());
        if kind.is_dir() && depth < DEEPEST {
            collect(&path, depth + 1, out)?;
        } else if kind.is_file()
            && path.extension().is_some_and(|e| e == "yaml" || e == "yml")
            && out.len() < MOST_FILES
        {
            out.push(path);
        }
    }
    Ok(())
}

fn parse(file: &Path, name: &str) -> Result<Template, Vec<String>> {
    let whole = |why: String| vec![format!("{name}:1: {why}")];
    let size = std::fs::metadata(file).map_err(|e| whole(e.to_string()))?.len();
    if size > LONGEST {
        return Err(whole(format!("longer than {LONGEST} bytes")));
    }
    let text = std::fs::read_to_string(file).map_err(|e| whole(e.to_string()))?;
    Template::parse(name, &text).map_err(|all| all.iter().map(ToString::to_string).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "id: one\ninfo:\n  name: One\n  severity: info\nhttp:\n  - path: ['{{BaseURL}}/x']\n    matchers:\n      - type: word\n        words: [x]\n";

    #[test]
    fn a_folder_is_read_whole_and_says_what_it_refuses() {
        let dir = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let path = dir.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        };
        write("a.yaml", GOOD);
        write("deep/er/b.yml", &GOOD.replace("id: one", "id: two"));
        write("deep/again.yaml", GOOD);
        write("deep/dns.yaml", "id: three\ninfo:\n  name: T\n  severity: info\ndns:\n  - name: x\n");
        write("notes.txt", "no template");
        let loaded = load(dir.path()).unwrap();
        let ids: Vec<&str> = loaded.templates.iter().map(|t| t.id.as_str()).collect();
        assert_eq!((ids, loaded.refused_files), (vec!["one", "two"], 2));
        let told = loaded.refused.join("\n");
        assert!(told.contains("again.yaml:1: id \"one\" is that of"), "{told}");
        assert!(told.contains("dns.yaml:6: protocol \"dns\" is not supported yet"), "{told}");
        assert!(load(&dir.path().join("missing")).is_err());
    }
}
