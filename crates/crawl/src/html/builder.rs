//! From tokens to a [`Document`].

use std::collections::HashSet;

use html5gum::{StartTag, Token};

use crate::css;
use crate::html::reference::{looks_like_reference, references_in, refresh_target, srcset};
use crate::html::structure::Skeleton;
use crate::html::{Document, Field, FieldKind, Form, Link, MAX_FORMS, MAX_LINKS, MAX_SCRIPT};
use crate::site::Found;
use crate::web_url::{MAX_URL, WebUrl};

/// The most fields of a form, choices of a field, buttons of a form.
const MOST_FIELDS: usize = 200;
const MOST_OPTIONS: usize = 50;
const MOST_BUTTONS: usize = 10;
/// The longest attribute that is read, in bytes: fields may hold view states and tokens.
const LONGEST_VALUE: usize = 64 * 1024;
/// The most bytes of names, values and choices of all forms of a page.
const MOST_FORM_BYTES: usize = 512 * 1024;
/// The longest text of a title or button, in characters.
const LONGEST_TEXT: usize = 200;
/// The most assets and bad links.
const MOST_ASSETS: usize = 200;
const MOST_BAD: usize = 20;

/// What the text that comes next belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Text {
    None,
    Title,
    Script,
    Style,
    /// Text of an element whose content is read as text by those who run scripts: `noscript`.
    Inner,
    Option,
    Textarea,
    Button,
}

/// A reference that waits for the base address.
struct Pending {
    reference: String,
    found: Found,
}

/// A form whose action waits for the base address.
struct PendingForm {
    action: Option<String>,
    form: Form,
    /// Other actions that its buttons give it, with their methods.
    others: Vec<(String, String)>,
}

/// Attributes that hold an address on any element.
const REFERENCES: &[&str] = &[
    "src",
    "data",
    "cite",
    "background",
    "poster",
    "manifest",
    "hx-get",
    "xlink:href",
    "longdesc",
    "lowsrc",
    "dynsrc",
    "ng-href",
    "ng-src",
    "v-bind:href",
    "up-href",
];
/// Attributes that hold an address and a method (htmx and its like).
const REQUESTS: &[(&str, &str)] =
    &[("hx-post", "POST"), ("hx-put", "PUT"), ("hx-patch", "PATCH"), ("hx-delete", "DELETE")];

pub(super) struct Builder {
    url: WebUrl,
    base: Option<String>,
    pending: Vec<Pending>,
    forms: Vec<PendingForm>,
    /// The form that is open, by its place in `forms`.
    open: Option<usize>,
    /// The select that is open, by form and place of its field.
    select: Option<(usize, usize)>,
    text: Text,
    skeleton: Skeleton,
    document: Document,
    in_comment: bool,
    nested: bool,
    form_bytes: usize,
}

impl Builder {
    pub(super) fn new(url: &WebUrl) -> Self {
        Self {
            url: url.clone(),
            base: None,
            pending: Vec::new(),
            forms: Vec::new(),
            open: None,
            select: None,
            text: Text::None,
            skeleton: Skeleton::default(),
            document: Document::default(),
            in_comment: false,
            nested: false,
            form_bytes: 0,
        }
    }

    pub(super) fn token(&mut self, token: Token) {
        match token {
            Token::StartTag(tag) => self.start(&Tag::new(&tag)),
            Token::EndTag(tag) => self.end(&String::from_utf8_lossy(&tag.name)),
            Token::String(text) => self.text(&String::from_utf8_lossy(&text)),
            Token::Comment(text) => self.comment(&text),
            Token::Doctype(_) | Token::Error(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag) {
        let name = tag.name.as_str();
        if !self.in_comment {
            let field =
                matches!(name, "input" | "select" | "textarea" | "button" | "form").then(|| tag.get("name"));
            self.skeleton.start(name, field.flatten());
        }
        match name {
            "a" | "area" | "link" => self.href(tag),
            "style" => self.text = Text::Style,
            "noscript" | "noembed" | "xmp" => self.text = Text::Inner,
            "base" if !self.in_comment => {
                self.base = self.base.take().or_else(|| tag.get("href").map(str::to_owned));
            }
            "meta" => self.meta(tag),
            "script" => self.script(tag),
            "title" => self.text = Text::Title,
            "form" => self.form(tag),
            "input" | "select" | "textarea" | "button" => self.field(tag),
            "option" => self.option(tag),
            _ => {}
        }
        if name != "script" {
            REFERENCES.iter().filter_map(|key| tag.get(key)).for_each(|value| self.link(value, Found::Link));
        }
        if !matches!(name, "a" | "area" | "link" | "base") {
            tag.get("href").into_iter().for_each(|value| self.link(value, Found::Link));
        }
        for key in ["srcset", "imagesrcset"] {
            tag.get(key).into_iter().flat_map(srcset).for_each(|value| self.link(value, Found::Link));
        }
        for value in tag.get("style").into_iter().flat_map(css::references) {
            self.link(value, Found::Link);
        }
        self.requests(tag);
        self.hidden_and_handlers(tag);
        if let Some(inner) = tag.get("srcdoc") {
            self.inner(inner.as_bytes());
        }
    }

    /// Elements that send a request of their own: what the page's scripts would send stands in an attribute.
    fn requests(&mut self, tag: &Tag) {
        let found = REQUESTS.iter().find_map(|(key, method)| Some((tag.get(key)?, *method)));
        let Some((action, method)) = found.filter(|_| !self.in_comment) else { return };
        let own = (tag.name == "form").then_some(self.open).flatten();
        if let Some(pending) = own.and_then(|at| self.forms.get_mut(at)) {
            pending.action = Some(action.to_owned());
            method.clone_into(&mut pending.form.method);
        } else if let Some(pending) = self.open.and_then(|at| self.forms.get_mut(at)) {
            if pending.others.len() < MOST_BUTTONS {
                pending.others.push((action.to_owned(), method.to_owned()));
            }
        } else if self.forms.len() < MAX_FORMS {
            let named = tag.get("name").is_some_and(|n| !n.is_empty());
            let fields = if named { vec![read_field(tag, kind(tag))] } else { Vec::new() };
            let form = Form { fields, ..Form::new(&self.url, method) };
            self.forms.push(PendingForm { action: Some(action.to_owned()), form, others: Vec::new() });
        }
    }

    /// `data-` attributes and hidden values that look like addresses, and code of event handlers.
    fn hidden_and_handlers(&mut self, tag: &Tag) {
        for (key, value) in &tag.attributes {
            let value_of_choice = key == "value" && matches!(tag.name.as_str(), "option" | "input" | "param");
            let content = key == "content" && tag.name == "meta";
            if (key.starts_with("data-") || value_of_choice || content) && looks_like_reference(value) {
                self.link(value, Found::Hidden);
            } else if key.starts_with("on") && !self.in_comment {
                self.code(value);
            }
        }
    }

    fn href(&mut self, tag: &Tag) {
        let Some(href) = tag.get("href") else { return };
        let relation = tag.get("rel").unwrap_or_default().to_ascii_lowercase();
        if tag.name == "link" && relation.contains("stylesheet") {
            self.asset(href);
        }
        let only_connects = ["preconnect", "dns-prefetch", "icon"].iter().any(|r| relation.contains(r));
        if !only_connects || tag.name != "link" {
            self.link(href, Found::Link);
        }
    }

    fn meta(&mut self, tag: &Tag) {
        let content = tag.get("content").unwrap_or_default();
        if tag.get("name").is_some_and(|n| n.eq_ignore_ascii_case("generator")) {
            self.document.generator = Some(content.chars().take(LONGEST_TEXT).collect());
        }
        if tag.get("http-equiv").is_some_and(|n| n.eq_ignore_ascii_case("refresh"))
            && let Some(target) = refresh_target(content)
        {
            self.link(target, Found::Link);
        }
    }

    fn script(&mut self, tag: &Tag) {
        match tag.get("src") {
            Some(source) => {
                self.asset(source);
                self.link(source, Found::Link);
            }
            // Data blocks hold addresses too.
            None => self.text = if self.in_comment { Text::None } else { Text::Script },
        }
    }

    fn form(&mut self, tag: &Tag) {
        // A form within a form does not open one.
        if self.open.is_some() || self.forms.len() >= MAX_FORMS || self.in_comment {
            return;
        }
        let post = tag.get("method").is_some_and(|m| m.trim().eq_ignore_ascii_case("post"));
        let multipart =
            tag.get("enctype").is_some_and(|e| e.trim().eq_ignore_ascii_case("multipart/form-data"));
        let name = tag.get("id").or_else(|| tag.get("name")).unwrap_or_default().to_owned();
        let method = if post { "POST" } else { "GET" };
        let form = Form { multipart: multipart && post, name, ..Form::new(&self.url, method) };
        let action = tag.get("action").map(str::trim).filter(|a| !a.is_empty()).map(str::to_owned);
        if let Some(code) = action.as_deref().and_then(code_of) {
            self.code(&code);
        }
        self.forms.push(PendingForm { action, form, others: Vec::new() });
        self.open = Some(self.forms.len() - 1);
    }

    fn field(&mut self, tag: &Tag) {
        let kind = kind(tag);
        self.document.has_password |= kind == FieldKind::Password && !self.in_comment;
        let by_id = tag.get("form").and_then(|id| self.forms.iter().position(|f| f.form.name == id));
        let Some(at) = by_id.or(self.open).filter(|_| !self.in_comment) else {
            tag.get("formaction").into_iter().for_each(|value| self.link(value, Found::Link));
            return;
        };
        let Some(pending) = self.forms.get_mut(at) else { return };
        if let Some(action) = tag.get("formaction").filter(|_| pending.others.len() < MOST_BUTTONS) {
            let post = tag.get("formmethod").map(|m| m.eq_ignore_ascii_case("post"));
            let method = post.map(|post| if post { "POST" } else { "GET" });
            pending.others.push((action.trim().to_owned(), method.unwrap_or_default().to_owned()));
        }
        let form = &mut pending.form;
        if kind == FieldKind::Submit && form.buttons.len() < MOST_BUTTONS {
            form.buttons.push(short(tag.get("value").unwrap_or_default()));
        }
        let inert =
            matches!(tag.get("type").map(str::to_ascii_lowercase).as_deref(), Some("reset" | "button"));
        let named = tag.get("name").is_some_and(|n| !n.is_empty());
        let room = form.fields.len() < MOST_FIELDS && self.form_bytes < MOST_FORM_BYTES;
        if named && !inert && tag.get("disabled").is_none() && room {
            let field = read_field(tag, kind);
            self.form_bytes += field.name.len() + field.value.len() + field.pattern.len();
            form.fields.push(field);
            if tag.name == "select" {
                self.select = Some((at, form.fields.len() - 1));
            }
        }
        self.text = match tag.name.as_str() {
            "textarea" if named => Text::Textarea,
            "button" => Text::Button,
            _ => self.text,
        };
    }

    fn option(&mut self, tag: &Tag) {
        let value = tag.get("value").unwrap_or_default().to_owned();
        let room = self.form_bytes + value.len() <= MOST_FORM_BYTES;
        let Some(field) = self.selected_field().filter(|f| room && f.options.len() < MOST_OPTIONS) else {
            return;
        };
        if tag.get("selected").is_some() {
            field.value.clone_from(&value);
        }
        field.options.push(value);
        self.form_bytes += tag.get("value").map_or(0, str::len);
        if tag.get("value").is_none() {
            self.text = Text::Option;
        }
    }

    fn selected_field(&mut self) -> Option<&mut Field> {
        let (form, field) = self.select?;
        self.forms.get_mut(form)?.form.fields.get_mut(field)
    }

    fn end(&mut self, name: &str) {
        if !self.in_comment {
            self.skeleton.end(name);
        }
        match name {
            "form" => self.open = None,
            "select" => self.select = None,
            _ => {}
        }
        self.text = Text::None;
    }

    fn text(&mut self, text: &str) {
        match self.text {
            _ if self.in_comment => {
                for reference in references_in(text) {
                    self.link(reference, Found::Hidden);
                }
            }
            Text::None => {}
            Text::Title => {
                let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
                if self.document.title.is_empty() {
                    self.document.title = short(&words);
                }
            }
            Text::Script => self.code(text),
            Text::Style => css::references(text).into_iter().for_each(|r| self.link(r, Found::Link)),
            Text::Inner => {
                self.text = Text::None;
                self.inner(text.as_bytes());
            }
            Text::Option => {
                if let Some(last) = self.selected_field().and_then(|f| f.options.last_mut()) {
                    *last = short(text.trim());
                }
                self.text = Text::None;
            }
            Text::Textarea => {
                let field =
                    self.open.and_then(|at| self.forms.get_mut(at)).and_then(|f| f.form.fields.last_mut());
                if let Some(field) = field.filter(|f| f.kind == FieldKind::Textarea) {
                    field
                        .value
                        .extend(text.chars().take(LONGEST_VALUE.saturating_sub(field.value.len()) / 4));
                }
            }
            Text::Button => {
                let form = self.open.and_then(|at| self.forms.get_mut(at));
                if let Some(form) = form.filter(|f| f.form.buttons.len() < MOST_BUTTONS) {
                    form.form.buttons.push(short(text.trim()));
                }
                self.text = Text::None;
            }
        }
    }

    /// Links in a comment: tags that were taken out, and addresses in plain text. A comment in it is not looked into.
    fn comment(&mut self, text: &[u8]) {
        if self.in_comment {
            return;
        }
        self.in_comment = true;
        let before = self.pending.len();
        let (held, open) = (self.text, self.open);
        for token in html5gum::Tokenizer::new(text).flatten() {
            self.token(token);
        }
        self.in_comment = false;
        (self.text, self.open) = (held, open);
        for pending in self.pending.iter_mut().skip(before) {
            pending.found = Found::Hidden;
        }
    }

    /// A page within the page. One within that is not looked into.
    fn inner(&mut self, html: &[u8]) {
        if std::mem::replace(&mut self.nested, true) {
            return;
        }
        let (held, open) = (self.text, self.open.take());
        let mut emitter = html5gum::DefaultEmitter::default();
        emitter.naively_switch_states(true);
        for token in html5gum::Tokenizer::new_with_emitter(html, emitter).flatten() {
            self.token(token);
        }
        (self.text, self.open) = (held, open);
        self.nested = false;
    }

    fn link(&mut self, reference: &str, found: Found) {
        let reference = reference.trim();
        if let Some(code) = code_of(reference) {
            return self.code(&code);
        }
        if reference.is_empty() || reference.starts_with('#') || is_other_scheme(reference) {
            return;
        }
        if reference.len() > MAX_URL {
            self.bad(reference);
        } else if self.pending.len() < MAX_LINKS * 2 {
            self.pending.push(Pending { reference: reference.to_owned(), found });
        } else {
            self.document.more_links = true;
        }
    }

    fn bad(&mut self, reference: &str) {
        if self.document.bad_links.len() < MOST_BAD {
            self.document.bad_links.push(reference.chars().take(MAX_URL).collect());
        }
    }

    fn asset(&mut self, reference: &str) {
        if self.document.assets.len() < MOST_ASSETS && !self.in_comment {
            self.document.assets.push(short(reference));
        }
    }

    fn code(&mut self, code: &str) {
        let room = MAX_SCRIPT.saturating_sub(self.document.script.len());
        if code.len() < room && !self.in_comment {
            self.document.script.push_str(code);
            self.document.script.push('\n');
        }
    }

    pub(super) fn finish(mut self) -> Document {
        let base =
            self.base.as_deref().and_then(|b| self.url.join(b).ok()).unwrap_or_else(|| self.url.clone());
        let mut seen = HashSet::new();
        for Pending { reference, found } in std::mem::take(&mut self.pending) {
            let Ok(url) = base.join(&reference) else {
                self.bad(&reference);
                continue;
            };
            if self.document.links.len() >= MAX_LINKS {
                self.document.more_links = true;
                break;
            }
            if seen.insert(url.as_str().to_owned()) {
                self.document.links.push(Link { url, found });
            }
        }
        for PendingForm { action, form, others } in self.forms {
            for (other, method) in others {
                let method = if method.is_empty() { form.method.clone() } else { method };
                self.document.forms.extend(placed(Form { method, ..form.clone() }, Some(&other), &base));
            }
            self.document.forms.extend(placed(form, action.as_deref(), &base));
        }
        self.document.base = self.base.is_some().then(|| base.clone());
        let absolute = |a: &String| base.join(a).map_or_else(|_| a.clone(), String::from);
        self.document.assets = self.document.assets.iter().map(absolute).collect();
        self.document.structure = self.skeleton.finish();
        self.document
    }
}

/// A form with its action in place; `None` if that is no address.
fn placed(mut form: Form, action: Option<&str>, base: &WebUrl) -> Option<Form> {
    if let Some(action) = action {
        form.action = base.join(action).ok()?;
    }
    if form.method == "GET" {
        form.action = form.action.with_params(&[]);
    }
    Some(form)
}

/// The code of a `javascript:` address.
fn code_of(reference: &str) -> Option<String> {
    let (scheme, code) = reference.trim().split_at_checked("javascript:".len())?;
    scheme
        .eq_ignore_ascii_case("javascript:")
        .then(|| percent_encoding::percent_decode_str(code).decode_utf8_lossy().into_owned())
}

/// A start tag as text.
struct Tag {
    name: String,
    attributes: Vec<(String, String)>,
}

impl Tag {
    fn new(tag: &StartTag<()>) -> Self {
        let text = |bytes: &[u8]| {
            let bytes = bytes.get(..LONGEST_VALUE).unwrap_or(bytes);
            String::from_utf8_lossy(bytes).into_owned()
        };
        let attributes = tag.attributes.iter().take(100).map(|(k, v)| (text(k), text(&v.value))).collect();
        Self { name: text(&tag.name), attributes }
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(k, _)| k == name).map(|(_, v)| v.as_str())
    }
}

fn kind(tag: &Tag) -> FieldKind {
    match tag.name.as_str() {
        "select" => FieldKind::Select,
        "textarea" => FieldKind::Textarea,
        "button" => FieldKind::Submit,
        _ => match tag.get("type").unwrap_or_default().trim().to_ascii_lowercase().as_str() {
            "image" => FieldKind::Submit,
            "datetime" => FieldKind::DateTime,
            "select" | "textarea" => FieldKind::Text,
            other => other.parse().unwrap_or_default(),
        },
    }
}

fn read_field(tag: &Tag, kind: FieldKind) -> Field {
    let text = |key: &str| tag.get(key).unwrap_or_default().to_owned();
    Field {
        name: text("name"),
        kind,
        value: text("value"),
        options: Vec::new(),
        checked: tag.get("checked").is_some(),
        required: tag.get("required").is_some(),
        min: short(&text("min")),
        max: short(&text("max")),
        min_length: text("minlength").trim().parse().ok(),
        max_length: text("maxlength").trim().parse().ok(),
        pattern: text("pattern"),
        placeholder: short(&text("placeholder")),
        autocomplete: short(text("autocomplete").trim()).to_ascii_lowercase(),
    }
}

fn short(text: &str) -> String {
    text.chars().take(LONGEST_TEXT).collect()
}

/// Whether a reference has a scheme that is not asked for (`mailto:`, `data:`, `javascript:` …).
fn is_other_scheme(reference: &str) -> bool {
    let Some((scheme, _)) = reference.split_once(':') else { return false };
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    is_scheme && !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https")
}
