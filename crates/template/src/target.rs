//! The target of a run, and the variables it gives.

use url::{Host, Url};

use crate::expr::{Bindings, Layer};

/// Where a template is run: scheme, host, port and base path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    url: Url,
    port: u16,
}

/// A text that is no target.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("target \"{0}\" is no http or https address with a host")]
pub struct NoTarget(String);

impl Target {
    /// Reads a target such as `https://host:8443/app/`. Query and fragment are left out.
    ///
    /// # Errors
    /// Anything but http and https, or no host.
    pub fn parse(text: &str) -> Result<Self, NoTarget> {
        let refused = || NoTarget(text.chars().take(200).collect());
        let mut url = Url::parse(text).map_err(|_| refused())?;
        if !matches!(url.scheme(), "http" | "https") || url.host().is_none() {
            return Err(refused());
        }
        url.set_query(None);
        url.set_fragment(None);
        let port = url.port_or_known_default().ok_or_else(refused)?;
        Ok(Self { url, port })
    }

    /// `http` or `https`.
    pub fn scheme(&self) -> &str {
        self.url.scheme()
    }

    /// Name or address, an IPv6 address in brackets.
    pub fn host(&self) -> &str {
        self.url.host_str().unwrap_or_default()
    }

    /// Port, the scheme's own if none is given.
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// Path without a slash at its end: empty for the root.
    pub fn base_path(&self) -> &str {
        self.url.path().trim_end_matches('/')
    }

    /// Host, with the port if it is not the scheme's own.
    pub fn authority(&self) -> String {
        match self.url.port() {
            Some(port) => format!("{}:{port}", self.host()),
            None => self.host().to_owned(),
        }
    }

    /// Binds what the format calls `BaseURL`, `RootURL`, `Hostname`, `Host`, `Port`, `Path`, `File`, `Scheme`, `FQDN`,
    /// `RDN`, `DN`, `TLD` and `SD`. The last four are cut at dots, without a list of public suffixes, and are not bound for
    /// addresses.
    pub fn bind(&self, bindings: &mut Bindings) {
        let mut set = |name: &str, value: String| bindings.set(Layer::Target, name, value);
        let root = format!("{}://{}", self.scheme(), self.authority());
        set("BaseURL", format!("{root}{}", self.base_path()));
        set("RootURL", root);
        set("Hostname", self.authority());
        set("Host", self.host().to_owned());
        set("Port", self.port.to_string());
        set("Scheme", self.scheme().to_owned());
        let (directory, file) = self.url.path().rsplit_once('/').unwrap_or_default();
        set("Path", directory.to_owned());
        set("File", file.to_owned());
        if let Some(Host::Domain(name)) = self.url.host() {
            set("FQDN", name.to_owned());
            let labels: Vec<&str> = name.split('.').collect();
            if let [sub @ .., domain, top] = labels.as_slice() {
                set("RDN", format!("{domain}.{top}"));
                set("DN", (*domain).to_owned());
                set("TLD", (*top).to_owned());
                set("SD", sub.join("."));
            }
        }
    }
}

/// Names that [`Target::bind`] and a run bind.
pub(crate) const NAMES: &[&str] = &[
    "BaseURL", "RootURL", "Hostname", "Host", "Port", "Path", "File", "Scheme", "FQDN", "RDN", "DN", "TLD",
    "SD", "randstr",
];
