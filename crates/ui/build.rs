//! Puts `web/dist` into the program: a table of its files with their types, their tags and, where `npm run build` left
//! them, their compressed forms. Without `web/dist` the table is empty and the program says so.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{env, fs, thread};

/// Set by `./run`, which builds the interface beside everything else: a file that is there once that is over, well or ill.
const WAIT: &str = "WATCHPOST_WEB_WAIT";
/// How long it is waited for.
const PATIENCE: Duration = Duration::from_secs(600);

fn main() {
    let manifest = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let dist = manifest.join("../../web/dist");
    wait();
    // A folder that is missing would make cargo run this every time.
    let _ = fs::create_dir_all(&dist);
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={}", dist.display());
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    let kept = out.join("dist");
    let _ = fs::remove_dir_all(&kept);
    fs::create_dir_all(&kept).expect("the output folder can be written");
    // Somebody may be building the interface just now: what is compiled in is a copy of one moment.
    let files = (0..5).find_map(|_| {
        let copied = copy(&dist, &kept);
        if copied.is_none() {
            thread::sleep(Duration::from_secs(1));
        }
        copied
    });
    let files = files.expect("\"web/dist\" cannot be read, or keeps changing");
    fs::write(out.join("files.rs"), table(&kept, &files)).expect("the output folder can be written");
}

/// Waits for the interface where somebody is building it.
fn wait() {
    let Some(over) = env::var_os(WAIT).map(PathBuf::from) else { return };
    let step = Duration::from_millis(200);
    let mut waited = Duration::ZERO;
    while !over.exists() && waited < PATIENCE {
        thread::sleep(step);
        waited += step;
    }
}

/// Copies the interface; its paths in their order, none where it was not built, and `None` where files went missing.
fn copy(dist: &Path, kept: &Path) -> Option<Vec<String>> {
    let mut files = Vec::new();
    if dist.join("index.html").is_file() {
        walk(dist, dist, &mut files)?;
    }
    files.sort();
    for name in &files {
        let to = kept.join(name);
        fs::create_dir_all(to.parent()?).ok()?;
        fs::copy(dist.join(name), to).ok()?;
    }
    Some(files)
}

/// Paths below `dist` with `/` between their parts; `None` where a folder cannot be read.
fn walk(dist: &Path, folder: &Path, files: &mut Vec<String>) -> Option<()> {
    for entry in fs::read_dir(folder).ok()? {
        let path = entry.ok()?.path();
        if path.is_dir() {
            walk(dist, &path, files)?;
        } else if let Some(name) = path.strip_prefix(dist).ok().and_then(Path::to_str) {
            files.push(name.replace('\\', "/"));
        }
    }
    Some(())
}

/// The table, in the order of the paths.
fn table(dist: &Path, files: &[String]) -> String {
    let mut out = String::from("static FILES: &[File] = &[\n");
    let is_form = |name: &str| name.ends_with(".br") || name.ends_with(".gz");
    for name in files.iter().filter(|name| !is_form(name)) {
        let path = dist.join(name);
        let bytes = fs::read(&path).unwrap_or_else(|e| panic!("reading \"{}\": {e}", path.display()));
        let form = |ending: &str| {
            let name = format!("{name}{ending}");
            if files.contains(&name) {
                format!("Some({})", include(&dist.join(name)))
            } else {
                "None".to_owned()
            }
        };
        writeln!(
            out,
            "    File {{ path: {name:?}, media_type: {:?}, tag: \"{:016x}\", plain: {}, brotli: {}, gzip: {} }},",
            media_type(name),
            fnv(&bytes),
            include(&path),
            form(".br"),
            form(".gz"),
        )
        .expect("writing to a string");
    }
    out.push_str("];\n");
    out
}

fn include(path: &Path) -> String {
    let path = path.canonicalize().unwrap_or_else(|e| panic!("finding \"{}\": {e}", path.display()));
    format!("include_bytes!({:?})", path.display().to_string())
}

/// FNV-1a, 64 bits: a tag has to differ when a file does, nothing more.
fn fnv(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// By the ending; what is not known is never guessed by a browser either (`nosniff`).
fn media_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
