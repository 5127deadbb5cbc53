//! Signing in by a form. The request that sends it is the one state-changing request that no ceiling holds back: the user
//! configured it.

use secrecy::{ExposeSecret, SecretString};

use crate::client::Client;
use crate::exchange::Exchange;
use crate::fill;
use crate::html::{self, Form};
use crate::session::{FormLogin, LoginError, LoginState};
use crate::site::{Found, SiteRequest};
use crate::web_url::{Origin, WebUrl};

/// The most redirects on the way to the form, and after it.
const MOST_REDIRECTS: usize = 8;

/// Signs in. Gives what is known about the session, and the page that the login led to.
pub(super) async fn sign_in(
    login: &FormLogin,
    client: &Client,
    origins: &[Origin],
) -> Result<(LoginState, Option<WebUrl>), LoginError> {
    // The login page may stand elsewhere: the user named it.
    let origins = &[origins, &[login.url.origin()]].concat();
    let page = follow(client, SiteRequest::get(login.url.clone(), Found::Start), origins).await?;
    let forms = forms(&page);
    let form = forms.iter().find(|f| holds(f, login)).or_else(|| forms.iter().find(|f| f.is_login()));
    let form = form.ok_or(LoginError::NoForm)?;
    let mut request = fill::with_fields(form, &fields(form, login));
    request.source = Some(page.request.url.clone());
    let after = follow(client, request, origins).await?;
    // A page that the login led to can be asked again; one that answered the form itself cannot.
    let page = (after.request.method == "GET" && after.response.status == 200)
        .then(|| after.request.url.clone())
        .filter(|url| !same_place(url, &login.url) && !same_place(url, &form.action));
    Ok((judge(login, form, &after), page))
}

/// Sends `request` and follows redirects by GET, within the origins that may have the secrets.
async fn follow(client: &Client, request: SiteRequest, origins: &[Origin]) -> Result<Exchange, LoginError> {
    let mut request = request;
    for _ in 0..=MOST_REDIRECTS {
        if !origins.contains(&request.url.origin()) {
            return Err(LoginError::OtherOrigin);
        }
        let exchange = client.send_whatever(&request).await?;
        client.take_cookies(&exchange);
        let Some(next) = exchange.redirect() else { return Ok(exchange) };
        request = SiteRequest::get(next, Found::Redirect);
    }
    Err(LoginError::Refused)
}

fn forms(page: &Exchange) -> Vec<Form> {
    html::parse(&page.response.body, &page.request.url).forms
}

/// Whether the form has the fields that are to be filled.
fn holds(form: &Form, login: &FormLogin) -> bool {
    let names = form.names();
    !login.fields.is_empty() && login.fields.iter().all(|(name, _)| names.contains(&name.as_str()))
}

/// The form's own values, overruled by those of the user. Where the user's names do not fit, the first is the user and the
/// second the password.
fn fields(form: &Form, login: &FormLogin) -> Vec<(String, String)> {
    let mut fields = fill::values(form);
    let mut put = |name: &str, value: &SecretString| {
        let value = value.expose_secret().to_owned();
        match fields.iter_mut().find(|(n, _)| n == name) {
            Some((_, old)) => *old = value,
            None => fields.push((name.to_owned(), value)),
        }
    };
    if holds(form, login) {
        login.fields.iter().for_each(|(name, value)| put(name, value));
    } else if let (Some(user), Some(password), [first, second, ..]) =
        (form.user(), form.password(), login.fields.as_slice())
    {
        put(&user.name, &first.1);
        put(&password.name, &second.1);
    }
    fields
}

/// Three-way: the pattern decides where one is given; else a login form that is there again says no, and a page without
/// one cannot be told from any other page.
fn judge(login: &FormLogin, form: &Form, after: &Exchange) -> LoginState {
    let again = forms(after).iter().any(|f| f.is_login() && same_place(&f.action, &form.action));
    match &login.check_pattern {
        Some(pattern) if after.response.text().contains(pattern.as_str()) => LoginState::In,
        Some(_) => LoginState::Out,
        None if again || matches!(after.response.status, 401 | 403) => LoginState::Out,
        None => LoginState::Unknown,
    }
}

fn same_place(a: &WebUrl, b: &WebUrl) -> bool {
    a.origin() == b.origin() && a.path() == b.path()
}
