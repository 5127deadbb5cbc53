//! A file system of a dozen texts.

const FILES: &[(&str, &str)] = &[
    (
        "/etc/passwd",
        "root:x:0:0:root:/root:/bin/bash\ndaemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin\nbin:x:2:2:bin:/bin:/usr/sbin/nologin\n\
         www-data:x:33:33:www-data:/var/www:/usr/sbin/nologin\nnobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n",
    ),
    ("/etc/hosts", "127.0.0.1\tlocalhost\n127.0.1.1\tharbour\n"),
    ("/etc/group", "root:x:0:\ndaemon:x:1:\nwww-data:x:33:\n"),
    ("/etc/hostname", "harbour\n"),
    ("/proc/self/environ", "PATH=/usr/bin:/bin\0HOME=/var/www\0USER=www-data\0"),
    ("/proc/version", "Linux version 6.1.0 (build@harbour) (gcc 12.2.0) #1 SMP\n"),
    ("/var/www/docs/manual.txt", "How to splice a rope: unlay the strands, tuck, pull tight.\n"),
    ("/var/www/docs/prices.txt", "Rope 12, lantern 30, tea 7.\n"),
    ("/var/www/pages/home.php", "<p>Fresh tea has come in.</p>"),
    ("/var/www/pages/contact.php", "<p>Quay 4, second door.</p>"),
    ("/var/www/index.php", "<?php\n$page = $_GET['page'];\ninclude('pages/' . $page);\n"),
];

const WINDOWS: &[(&str, &str)] = &[
    (
        "c:/windows/win.ini",
        "; for 16-bit app support\r\n[fonts]\r\n[extensions]\r\n[mci extensions]\r\n[files]\r\n[Mail]\r\nMAPI=1\r\n",
    ),
    (
        "c:/windows/system32/drivers/etc/hosts",
        "# Copyright (c) 1993-2009 Microsoft Corp.\r\n127.0.0.1 localhost\r\n",
    ),
    ("c:/inetpub/docs/manual.txt", "How to splice a rope.\r\n"),
];

/// The file at a path, read from a folder: `..` goes up, a path that begins with `/` begins at the root.
pub(crate) fn read(folder: &str, path: &str) -> Option<&'static str> {
    let whole = if path.starts_with('/') { path.to_owned() } else { format!("{folder}/{path}") };
    let path = normal(&whole);
    FILES.iter().find(|(name, _)| *name == path).map(|(_, text)| *text)
}

/// The same on a machine with drives: either slash, any case.
pub(crate) fn read_windows(folder: &str, path: &str) -> Option<&'static str> {
    let path = path.replace('\\', "/").to_lowercase();
    let whole = if path.starts_with("c:") { path } else { format!("{folder}/{path}") };
    let rest = normal(whole.strip_prefix("c:").unwrap_or(&whole));
    WINDOWS.iter().find(|(name, _)| name.strip_prefix("c:") == Some(&rest)).map(|(_, text)| *text)
}

/// A path without its dots.
pub(crate) fn normal(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            other => parts.push(other),
        }
    }
    format!("/{}", parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_lead_out() {
        assert!(read("/var/www/docs", "manual.txt").is_some());
        assert!(read("/var/www/docs", "../../../../../etc/passwd").is_some_and(|t| t.starts_with("root:")));
        assert!(read("/var/www/docs", "/etc/hosts").is_some());
        assert!(read("/var/www/docs", "nothing").is_none());
        assert!(read_windows("c:/inetpub/docs", "..\\..\\..\\Windows\\win.ini").is_some());
        assert!(read_windows("c:/inetpub/docs", "c:\\windows\\win.ini").is_some());
    }
}
