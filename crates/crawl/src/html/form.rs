//! Forms as they stand in a page.

use serde::{Deserialize, Serialize};

use crate::web_url::WebUrl;

/// A form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// The page that holds it.
    pub page: WebUrl,
    /// Where it is sent; without the query if it is sent by GET, whose fields replace the query.
    pub action: WebUrl,
    /// `GET` or `POST`; what an attribute of an element that sends by itself says. `dialog` is read as GET.
    pub method: String,
    /// Whether it is `multipart/form-data`.
    pub multipart: bool,
    /// Its id or name.
    pub name: String,
    /// Its fields in order.
    pub fields: Vec<Field>,
    /// What its submit buttons say: values and texts.
    pub buttons: Vec<String>,
}

/// A field of a form.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Field {
    /// Name that is sent.
    pub name: String,
    /// Kind.
    pub kind: FieldKind,
    /// Value that the page gives it.
    pub value: String,
    /// Choices of a `select`; values only.
    pub options: Vec<String>,
    /// Whether a check box or radio button is on.
    pub checked: bool,
    /// `required`.
    pub required: bool,
    /// `min`.
    pub min: String,
    /// `max`.
    pub max: String,
    /// `minlength`.
    pub min_length: Option<u32>,
    /// `maxlength`.
    pub max_length: Option<u32>,
    /// `pattern`.
    pub pattern: String,
    /// `placeholder`.
    pub placeholder: String,
    /// `autocomplete`.
    pub autocomplete: String,
}

model::words! {
    /// Kind of a field; the `type` of an `input`, or the element.
    #[derive(Default)]
    FieldKind {
        /// One line of text, and every type that is not known.
        #[default]
        Text = "text",
        /// Hidden.
        Hidden = "hidden",
        /// Password.
        Password = "password",
        /// Mail address.
        Email = "email",
        /// Telephone number.
        Tel = "tel",
        /// Address of a page.
        Url = "url",
        /// Search words.
        Search = "search",
        /// Number.
        Number = "number",
        /// Slider.
        Range = "range",
        /// Date.
        Date = "date",
        /// Date and time.
        DateTime = "datetime-local",
        /// Month.
        Month = "month",
        /// Week.
        Week = "week",
        /// Time.
        Time = "time",
        /// Colour.
        Color = "color",
        /// Check box.
        Checkbox = "checkbox",
        /// Radio button.
        Radio = "radio",
        /// File.
        File = "file",
        /// Submit button with a name.
        Submit = "submit",
        /// List of choices.
        Select = "select",
        /// Text of several lines.
        Textarea = "textarea",
    }
}

impl Form {
    /// A form without fields that is sent to its page.
    pub(super) fn new(page: &WebUrl, method: &str) -> Self {
        Self {
            page: page.clone(),
            action: page.clone(),
            method: method.to_owned(),
            multipart: false,
            name: String::new(),
            fields: Vec::new(),
            buttons: Vec::new(),
        }
    }

    /// The names of its fields in order, each once.
    pub fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for field in &self.fields {
            if !names.contains(&field.name.as_str()) {
                names.push(&field.name);
            }
        }
        names
    }

    /// Whether it is a login: one password, and a text before it that names a user. Two passwords are a registration or a
    /// change of password.
    pub fn is_login(&self) -> bool {
        self.password().is_some() && self.user().is_some()
    }

    /// The password field of a login.
    pub fn password(&self) -> Option<&Field> {
        let mut passwords = self.fields.iter().filter(|f| f.kind == FieldKind::Password);
        let first = passwords.next()?;
        passwords.next().is_none().then_some(first).filter(|f| f.autocomplete != "new-password")
    }

    /// The user field of a login: the last text before the password.
    pub fn user(&self) -> Option<&Field> {
        let at = self.fields.iter().position(|f| f.kind == FieldKind::Password)?;
        let texts = self.fields.get(..at)?.iter().filter(|f| {
            matches!(f.kind, FieldKind::Text | FieldKind::Email | FieldKind::Tel) && !f.name.is_empty()
        });
        let texts: Vec<&Field> = texts.collect();
        // More than two texts before the password are a registration.
        if texts.len() > 2 { None } else { texts.last().copied() }
    }
}

#[cfg(test)]
mod tests {
    use crate::html::parse;
    use crate::web_url::WebUrl;

    #[track_caller]
    fn check(html: &str, expect: &str) {
        let document = parse(html.as_bytes(), &WebUrl::parse("http://h.test/d/p?q=1").unwrap());
        let shown: Vec<String> = document
            .forms
            .iter()
            .map(|f| {
                let fields = f.fields.iter().map(|x| format!("{}:{}={}", x.name, x.kind, x.value));
                let kind = if f.multipart { " multipart" } else { "" };
                let login = if f.is_login() { " login" } else { "" };
                let fields: Vec<String> = fields.collect();
                format!("{} {}{kind}{login} {}", f.method, f.action.target(), fields.join(","))
            })
            .collect();
        assert_eq!(shown.join(" | "), expect, "{html}");
    }

    #[test]
    fn reads_forms() {
        check("<form><input name=a value=1><input></form>", "GET /d/p a:text=1");
        check("<form method=post action=/s?x=1><input name=t type=HIDDEN value=v>", "POST /s?x=1 t:hidden=v");
        check(
            "<form action=s method=post enctype=multipart/form-data><input type=file name=f>",
            "POST /d/s multipart f:file=",
        );
        check(
            "<form><select name=s><option>one<option value=2 selected>two</select></form>",
            "GET /d/p s:select=2",
        );
        check("<form><textarea name=t>some\ntext</textarea></form>", "GET /d/p t:textarea=some\ntext");
        check(
            "<form method=post><input name=u><input type=password name=p><button>Log in</button>",
            "POST /d/p?q=1 login u:text=,p:password=",
        );
        check(
            "<form method=post><input name=u><input type=password name=p><input type=password name=q>",
            "POST /d/p?q=1 u:text=,p:password=,q:password=",
        );
        check("<form id=f></form><input name=a form=f>", "GET /d/p a:text=");
        check(
            "<form action=/a><input name=x><form action=/b><input name=y></form>",
            "GET /a x:text=,y:text=",
        );
        check("<form action='javascript:void(0)'><input name=x></form>", "");
        check(
            "<form action=/a method=post><input name=x><button formaction=/b></button>\
             <input type=submit formaction=/c formmethod=get></form>",
            "POST /b x:text= | GET /c x:text= | POST /a x:text=",
        );
        check(
            "<form hx-put=/p><input name=x></form><button hx-post=/q name=n value=1>",
            "PUT /p x:text= | POST /q n:submit=1",
        );
        check("<form><input name=a disabled><button name=go value=1 type=submit>", "GET /d/p go:submit=1");
    }
}
