//! The templates that are compiled in: the folder `checks/` of this project.

use std::sync::OnceLock;

use crate::template::Template;

/// File name and text of every template under `checks/`. A test holds the list against the folder.
const FILES: &[(&str, &str)] = &[];

/// The templates of our own, in the order of their ids.
///
/// # Panics
/// If a compiled-in template is refused, which a test rules out.
pub fn builtin() -> &'static [Template] {
    static ALL: OnceLock<Vec<Template>> = OnceLock::new();
    ALL.get_or_init(|| {
        let read = |(file, text): &(&str, &str)| {
            Template::parse(file, text)
                .unwrap_or_else(|why| panic!("compiled-in templates are read by a test: {why:?}"))
        };
        let mut all: Vec<Template> = FILES.iter().map(read).collect();
        all.sort_by(|a, b| a.id.cmp(&b.id));
        all
    })
}
