//! The mail server. It takes recipients and refuses every message: nothing is ever sent.

use crate::demo::accept::{Heard, Say, Script};

pub(super) const SMTP: Script = Script {
    hello: || b"220 mail.harbour.test ESMTP Exim 4.89 ready\r\n".to_vec(),
    lines: true,
    answer: smtp,
};

fn smtp(heard: &Heard<'_>) -> Say {
    Say::text(match heard.word().as_str() {
        "EHLO" => {
            "250-mail.harbour.test Hello\r\n250-SIZE 52428800\r\n250-8BITMIME\r\n250-AUTH PLAIN LOGIN\r\n250 HELP\r\n"
        }
        "HELO" => "250 mail.harbour.test Hello\r\n",
        "MAIL" | "RSET" | "NOOP" => "250 OK\r\n",
        "RCPT" => "250 Accepted\r\n",
        "VRFY" | "EXPN" if heard.holds("POSTMASTER") => "250 <postmaster@harbour.test>\r\n",
        "VRFY" | "EXPN" => "550 Unknown user\r\n",
        "DATA" => "451 Temporary local problem - please try later\r\n",
        "AUTH" => "535 Incorrect authentication data\r\n",
        "HELP" => "214 Commands supported: AUTH HELO EHLO MAIL RCPT DATA NOOP QUIT RSET HELP VRFY EXPN\r\n",
        "QUIT" => return Say::bye("221 mail.harbour.test closing connection\r\n"),
        _ => "500 unrecognized command\r\n",
    })
}

pub(super) const POP3: Script =
    Script { hello: || b"+OK Dovecot ready.\r\n".to_vec(), lines: true, answer: pop3 };

fn pop3(heard: &Heard<'_>) -> Say {
    Say::text(match heard.word().as_str() {
        "CAPA" => "+OK\r\nCAPA\r\nTOP\r\nUIDL\r\nUSER\r\nSASL PLAIN LOGIN\r\n.\r\n",
        "USER" => "+OK\r\n",
        "PASS" => "-ERR [AUTH] Authentication failed.\r\n",
        "QUIT" => return Say::bye("+OK Logging out\r\n"),
        _ => "-ERR Unknown command.\r\n",
    })
}

pub(super) const IMAP: Script = Script {
    hello: || b"* OK [CAPABILITY IMAP4rev1 ID IDLE AUTH=PLAIN AUTH=LOGIN] Dovecot ready.\r\n".to_vec(),
    lines: true,
    answer: imap,
};

fn imap(heard: &Heard<'_>) -> Say {
    let text = String::from_utf8_lossy(heard.bytes);
    let mut words = text.split_whitespace();
    let tag: String = words.next().unwrap_or("*").chars().take(32).collect();
    let answer = match words.next().unwrap_or_default().to_ascii_uppercase().as_str() {
        "CAPABILITY" => {
            format!(
                "* CAPABILITY IMAP4rev1 ID IDLE AUTH=PLAIN AUTH=LOGIN\r\n{tag} OK Capability completed.\r\n"
            )
        }
        "NOOP" => format!("{tag} OK NOOP completed.\r\n"),
        "LOGOUT" => {
            return Say::Last(format!("* BYE Logging out\r\n{tag} OK Logout completed.\r\n").into_bytes());
        }
        "LOGIN" => format!("{tag} NO [AUTHENTICATIONFAILED] Authentication failed.\r\n"),
        _ => format!("{tag} BAD Error in IMAP command received by server.\r\n"),
    };
    Say::More(answer.into_bytes())
}
