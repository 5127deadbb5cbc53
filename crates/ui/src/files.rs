//! The table of files.

include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// A file of the interface.
#[derive(Debug)]
pub(crate) struct File {
    /// Path below `/app/`, such as `assets/index-3f9c.js`.
    pub(crate) path: &'static str,
    /// Its type.
    pub(crate) media_type: &'static str,
    /// Another one whenever the content is another one.
    pub(crate) tag: &'static str,
    /// The file.
    pub(crate) plain: &'static [u8],
    /// The file, compressed (RFC 7932).
    pub(crate) brotli: Option<&'static [u8]>,
    /// The file, compressed (RFC 1952).
    pub(crate) gzip: Option<&'static [u8]>,
}

/// Every file, in the order of the paths.
pub(crate) fn all() -> &'static [File] {
    FILES
}

/// The file of a path.
pub(crate) fn find(files: &'static [File], path: &str) -> Option<&'static File> {
    files.binary_search_by(|file| file.path.cmp(path)).ok().and_then(|at| files.get(at))
}
