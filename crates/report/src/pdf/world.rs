//! The closed world that the template runs in: its own files, the data, the embedded fonts, and no clock.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World, WorldExt};
use typst_layout::PagedDocument;

use crate::error::ReportError;

/// The template's files; the first is the main one.
const FILES: [(&str, &str); 7] = [
    ("report.typ", include_str!("../../templates/report.typ")),
    ("style.typ", include_str!("../../templates/style.typ")),
    ("cover.typ", include_str!("../../templates/cover.typ")),
    ("summary.typ", include_str!("../../templates/summary.typ")),
    ("hosts.typ", include_str!("../../templates/hosts.typ")),
    ("findings.typ", include_str!("../../templates/findings.typ")),
    ("scope.typ", include_str!("../../templates/scope.typ")),
];
const DATA: &str = "data.json";

/// Fonts and library, made once: they never change.
struct Base {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

static BASE: LazyLock<Base> = LazyLock::new(|| {
    let fonts: Vec<Font> = typst_assets::fonts().flat_map(|data| Font::iter(Bytes::new(data))).collect();
    Base {
        library: LazyHash::new(<Library as LibraryExt>::default()),
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
    }
});

struct Closed {
    main: FileId,
    sources: Vec<Source>,
    data: (FileId, Bytes),
}

/// The PDF that the template makes of `data`, a JSON document; `ident` becomes the file's identifier.
pub(super) fn render(data: Vec<u8>, ident: String) -> Result<Vec<u8>, ReportError> {
    let result = compile(data, ident);
    // Typst memoises across compilations. The re-export matters: another version of comemo would evict its own cache.
    typst::comemo::evict(0);
    result
}

fn compile(data: Vec<u8>, ident: String) -> Result<Vec<u8>, ReportError> {
    let world = Closed::new(data)?;
    let failed = |errors: &[SourceDiagnostic]| ReportError::Layout(world.describe(errors));
    let document: PagedDocument = typst::compile(&world).output.map_err(|errors| failed(&errors))?;
    let options = typst_pdf::PdfOptions {
        ident: Smart::Custom(ident),
        creator: Smart::Custom(Some("Watchpost".to_owned())),
        ..Default::default()
    };
    typst_pdf::pdf(&document, &options).map_err(|errors| failed(&errors))
}

/// Whether the embedded fonts can draw a character.
pub(super) fn can_draw(c: char) -> bool {
    if c.is_ascii() {
        return true;
    }
    let book = &BASE.book;
    (0..BASE.fonts.len()).any(|at| book.info(at).is_some_and(|info| info.coverage.contains(u32::from(c))))
}

impl Closed {
    fn new(data: Vec<u8>) -> Result<Self, ReportError> {
        let mut sources = Vec::with_capacity(FILES.len());
        for (name, text) in FILES {
            sources.push(Source::new(file_id(name)?, text.to_owned()));
        }
        Ok(Self { main: file_id(FILES[0].0)?, sources, data: (file_id(DATA)?, Bytes::new(data)) })
    }

    fn describe(&self, errors: &[SourceDiagnostic]) -> String {
        let places = errors.iter().take(3).map(|error| {
            let place = self.sources.iter().find_map(|source| {
                let start = self.range(error.span)?.start;
                (error.span.id() == Some(source.id())).then(|| {
                    let line = source.lines().byte_to_line(start).unwrap_or(0) + 1;
                    format!("{}:{line}: ", source.id().get().vpath().get_without_slash())
                })
            });
            format!("{}{}", place.unwrap_or_default(), error.message)
        });
        places.collect::<Vec<_>>().join("; ")
    }
}

/// Ids are interned for the life of the process: fixed names keep them few.
fn file_id(name: &str) -> Result<FileId, ReportError> {
    let path = VirtualPath::new(name).map_err(|_| ReportError::Layout(format!("no path \"{name}\"")))?;
    Ok(FileId::new(RootedPath::new(VirtualRoot::Project, path)))
}

impl World for Closed {
    fn library(&self) -> &LazyHash<Library> {
        &BASE.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BASE.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.sources.iter().find(|source| source.id() == id).cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.data.0 { Ok(self.data.1.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        BASE.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
