//! The file server: FTP, Telnet, rsync.

use crate::demo::accept::{Heard, Say, Script};

/// A release with a back door in its sources: known by its version, not acted.
pub(super) const FTP: Script =
    Script { hello: || b"220 (vsFTPd 2.3.4)\r\n".to_vec(), lines: true, answer: ftp };

fn ftp(heard: &Heard<'_>) -> Say {
    Say::text(match heard.word().as_str() {
        "USER" => "331 Please specify the password.\r\n",
        "PASS" => "230 Login successful.\r\n",
        "SYST" => "215 UNIX Type: L8\r\n",
        "FEAT" => "211-Features:\r\n EPRT\r\n EPSV\r\n PASV\r\n SIZE\r\n UTF8\r\n211 End\r\n",
        "PWD" => "257 \"/\"\r\n",
        "NOOP" => "200 NOOP ok.\r\n",
        "TYPE" => "200 Switching to Binary mode.\r\n",
        "QUIT" => return Say::bye("221 Goodbye.\r\n"),
        "AUTH" | "LIST" | "RETR" | "STOR" => "530 Please login with USER and PASS.\r\n",
        _ => "500 Unknown command.\r\n",
    })
}

/// Asks for options first, as most do: IAC DO terminal type, speed, display, new environment.
pub(super) const TELNET: Script = Script {
    hello: || {
        let mut hello = b"\xff\xfd\x18\xff\xfd\x20\xff\xfd\x23\xff\xfd\x27".to_vec();
        hello.extend_from_slice(b"\r\nDebian GNU/Linux 8\r\nfiles login: ");
        hello
    },
    lines: true,
    answer: |heard| {
        Say::text(if heard.turn % 2 == 0 { "Password: " } else { "\r\nLogin incorrect\r\nfiles login: " })
    },
};

pub(super) const RSYNC: Script = Script { hello: || b"@RSYNCD: 31.0\n".to_vec(), lines: true, answer: rsync };

fn rsync(heard: &Heard<'_>) -> Say {
    match heard.bytes {
        greeting if greeting.starts_with(b"@RSYNCD:") => Say::Nothing,
        b"" | b"#list" => Say::bye(
            "backups        \tNightly copies of the shop\npayroll        \tFor the office\n@RSYNCD: EXIT\n",
        ),
        b"backups" => Say::bye("@RSYNCD: OK\n"),
        b"payroll" => Say::bye("@RSYNCD: AUTHREQD aGFyYm91cg\n"),
        _ => Say::bye("@ERROR: Unknown module\n@RSYNCD: EXIT\n"),
    }
}
