//! Services of another age: each is a weakness by being there, and each shows itself by its own answer.

use crate::talk::talk;
use crate::wire::contains;

talk!(TELNET: "telnet-cleartext", Tcp, &["telnet"], &[23, 2323], true, b"", telnet);
// The user name is one that nobody has; `true` would be run by a host that trusts everybody, and does nothing.
talk!(RLOGIN: "rlogin-cleartext", Tcp, &["rlogin", "login"], &[513], true, b"\0watchpost\0watchpost\0xterm/9600\0", r_service);
talk!(RSH: "rsh-cleartext", Tcp, &["rsh", "shell"], &[514], true, b"0\0watchpost\0watchpost\0true\0", r_service);
talk!(REXEC: "rexec-cleartext", Tcp, &["rexec", "exec"], &[512], true, b"0\0watchpost\0watchpost\0true\0", r_service);
talk!(ECHO: "echo-service", Tcp, &["echo"], &[7], true, ECHO_TEXT, echo);
talk!(ECHO_UDP: "echo-service", Udp, &["echo"], &[7], true, ECHO_TEXT, echo);
talk!(CHARGEN: "chargen-service", Tcp, &["chargen"], &[19], true, b"", chargen);
talk!(CHARGEN_UDP: "chargen-service", Udp, &["chargen"], &[19], true, b"\r\n", chargen);
talk!(DAYTIME: "daytime-service", Tcp, &["daytime"], &[13], true, b"", daytime);
talk!(DAYTIME_UDP: "daytime-service", Udp, &["daytime"], &[13], true, b"\r\n", daytime);
talk!(FINGER: "finger-service", Tcp, &["finger"], &[79], false, b"\r\n", finger);
talk!(IDENT: "ident-service", Tcp, &["ident", "auth"], &[113], true, b"1, 1\r\n", ident);

const ECHO_TEXT: &[u8] = b"watchpost asks for an echo 8c1f03\r\n";

/// Option negotiation (IAC DO, DONT, WILL, WONT), or a prompt for a name.
fn telnet(answer: &[u8]) -> Option<&'static str> {
    let negotiates = answer.windows(2).any(|w| w[0] == 0xff && (0xfb..=0xfe).contains(&w[1]));
    let text = String::from_utf8_lossy(answer).to_ascii_lowercase();
    let prompts = ["login:", "username:", "password:"].iter().any(|p| text.trim_end().ends_with(p));
    (negotiates || prompts).then_some("a Telnet service takes sign-ins in clear text")
}

/// The protocols answer one byte first: 0 for yes, 1 before an error text.
fn r_service(answer: &[u8]) -> Option<&'static str> {
    let text = String::from_utf8_lossy(answer).to_ascii_lowercase();
    let typical = [
        "permission denied",
        "login incorrect",
        "rlogind",
        "rshd",
        "rexecd",
        "host address mismatch",
        "password:",
    ];
    let known = typical.iter().any(|t| text.contains(t));
    (matches!(answer.first(), Some(0 | 1)) && (known || answer == [0]))
        .then_some("a Berkeley remote service answers: it trusts addresses and speaks clear text")
}

fn echo(answer: &[u8]) -> Option<&'static str> {
    (answer == ECHO_TEXT).then_some("what is sent comes back")
}

/// At least one full line of 72 successive printable characters (RFC 864).
fn chargen(answer: &[u8]) -> Option<&'static str> {
    let successive = |line: &[u8]| {
        line.windows(2).filter(|w| w[1] == w[0].wrapping_add(1) || (w[0] == b'~' && w[1] == b' ')).count()
            >= 64
    };
    answer.split(|b| *b == b'\n').any(successive).then_some("a character generator answers")
}

/// One short line with a time of day and a year (RFC 867 leaves the form open).
fn daytime(answer: &[u8]) -> Option<&'static str> {
    let text = std::str::from_utf8(answer).ok()?.trim();
    let time = text.as_bytes().windows(8).any(|w| {
        w.iter().enumerate().all(|(i, b)| if matches!(i, 2 | 5) { *b == b':' } else { b.is_ascii_digit() })
    });
    let year = text.split(|c: char| !c.is_ascii_digit()).any(|n| n.len() == 4 && n.starts_with("20"));
    (text.len() < 80 && text.lines().count() == 1 && time && year).then_some("a daytime service answers")
}

fn finger(answer: &[u8]) -> Option<&'static str> {
    (contains(answer, b"Login") || contains(answer, b"No one logged on"))
        .then_some("the finger service tells who is signed in")
}

fn ident(answer: &[u8]) -> Option<&'static str> {
    let text = String::from_utf8_lossy(answer).replace(' ', "");
    (text.starts_with("1,1:ERROR:") || text.starts_with("1,1:USERID:")).then_some("an ident service answers")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_told_from_others() {
        let chars: Vec<u8> = (b' '..b' ' + 72).collect();
        assert!(chargen(&chars).is_some() && chargen(b"abcdefgh\r\n").is_none());
        assert!(daytime(b"22 NOV 2026 05:12:13 UTC\r\n").is_some());
        assert!(daytime(b"220 ready 2026\r\n").is_none());
        assert!(telnet(&[0xff, 0xfd, 24]).is_some() && telnet(b"SSH-2.0-x\r\n").is_none());
        assert!(telnet(b"\r\nhost login: ").is_some());
        assert!(r_service(b"\x01Permission denied.\n").is_some() && r_service(b"220 hi").is_none());
        assert!(ident(b"1 , 1 : ERROR : NO-USER\r\n").is_some());
        assert!(echo(ECHO_TEXT).is_some() && echo(b"x").is_none());
    }
}
