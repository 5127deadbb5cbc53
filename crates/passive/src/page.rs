//! What checks want to know of a page besides its links: which parts it pulls in, comments and visible text.

use crawl::WebUrl;
use crawl::html::Form;
use html5gum::{StartTag, Token};

/// The most parts, comments and policies of one page, and the most bytes of comments and visible text.
const MOST_PARTS: usize = 500;
const MOST_COMMENTS: usize = 200;
const LONGEST_COMMENT: usize = 4 * 1024;
const MOST_META: usize = 10;
const MOST_VISIBLE: usize = 512 * 1024;
/// The longest attribute that is read, in bytes.
const LONGEST_VALUE: usize = 8 * 1024;

/// Elements that end within a word or line.
const INLINE: [&[u8]; 12] =
    [b"b", b"i", b"a", b"em", b"strong", b"code", b"span", b"font", b"u", b"small", b"tt", b"mark"];

/// Something that a page pulls in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) kind: PartKind,
    pub(crate) url: WebUrl,
    /// Whether it is bound to a hash.
    pub(crate) integrity: bool,
}

/// What a part may do to the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PartKind {
    Script,
    Style,
    /// Frames, objects and embedded content.
    Frame,
    /// Pictures, sound and video.
    Media,
}

/// A page.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) forms: Vec<Form>,
    pub(crate) has_password: bool,
    pub(crate) generator: Option<String>,
    pub(crate) parts: Vec<Part>,
    /// Content of `<meta http-equiv=Content-Security-Policy>`.
    pub(crate) policies: Vec<String>,
    /// Content of `<meta name=referrer>`.
    pub(crate) referrer: Option<String>,
    pub(crate) comments: Vec<String>,
    /// Text outside of tags, scripts and styles.
    pub(crate) text: String,
    pub(crate) title: String,
    /// Addresses that it links to.
    pub(crate) links: Vec<WebUrl>,
    /// Names of `meta` elements in lower case.
    pub(crate) meta_names: Vec<String>,
    /// Whether it takes input beyond following links.
    pub(crate) interactive: bool,
}

impl Page {
    pub(crate) fn read(html: &[u8], url: &WebUrl) -> Self {
        let document = crawl::html::parse(html, url);
        let mut emitter = html5gum::DefaultEmitter::default();
        emitter.naively_switch_states(true);
        let mut reader = Reader { base: url.clone(), based: false, silent: false, page: Self::default() };
        // The reader of a byte slice cannot fail.
        for token in html5gum::Tokenizer::new_with_emitter(html, emitter).flatten() {
            reader.token(token);
        }
        let mut page = reader.page;
        page.interactive |= !document.forms.is_empty() || document.has_password;
        page.forms = document.forms;
        page.has_password = document.has_password;
        page.generator = document.generator;
        page.title = document.title;
        page.links = document.links.into_iter().map(|l| l.url).collect();
        page
    }
}

struct Reader {
    base: WebUrl,
    based: bool,
    /// Whether the text belongs to a script or style.
    silent: bool,
    page: Page,
}

impl Reader {
    fn token(&mut self, token: Token) {
        match token {
            Token::StartTag(tag) => self.start(&tag),
            Token::EndTag(tag) => {
                if matches!(&**tag.name, b"script" | b"style") {
                    self.silent = false;
                }
                if !INLINE.contains(&&**tag.name) {
                    self.write(" ");
                }
            }
            Token::String(text) if !self.silent => self.write(&String::from_utf8_lossy(&text)),
            Token::Comment(text) if self.page.comments.len() < MOST_COMMENTS => {
                let text = text.get(..LONGEST_COMMENT).unwrap_or(&text);
                self.page.comments.push(String::from_utf8_lossy(text).into_owned());
            }
            _ => {}
        }
    }

    fn write(&mut self, text: &str) {
        if self.page.text.len() + text.len() <= MOST_VISIBLE {
            // Error pages indent by spaces that do not break.
            self.page.text.push_str(&text.replace('\u{a0}', " "));
        }
    }

    fn start(&mut self, tag: &StartTag<()>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        match name.as_str() {
            "script" => {
                self.silent = !tag.self_closing;
                self.part(tag, "src", PartKind::Script);
            }
            "style" => self.silent = true,
            "base" if !self.based => {
                if let Some(base) = value(tag, "href").and_then(|h| self.base.join(&h).ok()) {
                    self.base = base;
                    self.based = true;
                }
            }
            "link" => self.link(tag),
            "iframe" | "frame" | "embed" => self.part(tag, "src", PartKind::Frame),
            "object" => self.part(tag, "data", PartKind::Frame),
            "img" | "audio" | "video" | "source" | "track" => self.part(tag, "src", PartKind::Media),
            "meta" => self.meta(tag),
            "button" | "textarea" | "select" => self.page.interactive = true,
            "br" | "p" | "div" | "tr" | "li" | "pre" | "td" | "th" | "dt" | "dd" | "option" => {
                self.write("\n");
            }
            _ => {}
        }
        // An application that draws itself by script takes input that the source does not show.
        let root = value(tag, "id").is_some_and(|id| matches!(id.as_str(), "root" | "app" | "__next"));
        self.page.interactive |= root || value(tag, "onclick").is_some() || name.contains('-');
    }

    fn link(&mut self, tag: &StartTag<()>) {
        let rel = value(tag, "rel").unwrap_or_default().to_ascii_lowercase();
        if rel.split_ascii_whitespace().any(|r| r == "stylesheet") {
            self.part(tag, "href", PartKind::Style);
        }
    }

    fn meta(&mut self, tag: &StartTag<()>) {
        let content = value(tag, "content").unwrap_or_default();
        let is = |key: &str, name: &str| value(tag, key).is_some_and(|v| v.trim().eq_ignore_ascii_case(name));
        if let Some(name) = value(tag, "name")
            && self.page.meta_names.len() < MOST_PARTS
        {
            self.page.meta_names.push(name.to_ascii_lowercase());
        }
        if is("http-equiv", "content-security-policy") && self.page.policies.len() < MOST_META {
            self.page.policies.push(content);
        } else if is("name", "referrer") {
            self.page.referrer = Some(content.trim().to_ascii_lowercase());
        }
    }

    fn part(&mut self, tag: &StartTag<()>, key: &str, kind: PartKind) {
        let Some(url) = value(tag, key).and_then(|v| self.base.join(&v).ok()) else { return };
        if self.page.parts.len() < MOST_PARTS {
            let integrity = value(tag, "integrity").is_some_and(|v| v.trim().starts_with("sha"));
            self.page.parts.push(Part { kind, url, integrity });
        }
    }
}

fn value(tag: &StartTag<()>, name: &str) -> Option<String> {
    let (_, value) = tag.attributes.iter().find(|(key, _)| ***key == *name.as_bytes())?;
    let bytes = value.value.get(..LONGEST_VALUE).unwrap_or(&value.value);
    Some(String::from_utf8_lossy(bytes).into_owned())
}
