//! The services of the office: what they say and what they answer.

mod files;
mod mail;
mod search;
mod ssh;
mod stores;
pub(super) mod tls;
mod web;

use std::sync::Arc;

use super::accept::Script;
use crate::server::Site;

/// The script of a service that has one.
pub(super) fn script(key: &str) -> Option<Script> {
    Some(match key {
        "files-ftp" => files::FTP,
        "files-ssh" => ssh::OLD,
        "files-telnet" => files::TELNET,
        "files-rsync" => files::RSYNC,
        "data-redis" => stores::REDIS,
        "data-memcached" => stores::MEMCACHED,
        "data-mysql" => stores::MYSQL,
        "mail-smtp" => mail::SMTP,
        "mail-pop3" => mail::POP3,
        "mail-imap" => mail::IMAP,
        "bastion-ssh" => ssh::NEW,
        _ => return None,
    })
}

/// The site of a service that speaks HTTP.
pub(super) fn site(key: &str) -> Option<Arc<dyn Site>> {
    Some(match key {
        "data-search" => Arc::new(search::Search),
        "intranet-http" => Arc::new(web::Intranet),
        "bastion-http" => Arc::new(web::Bastion),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::accept::{Heard, Say};
    use crate::demo::{Repairs, SERVICES};

    /// Whatever is said to a service, it answers within bounds.
    #[test]
    fn nothing_makes_a_service_panic_or_rave() {
        let repairs = Repairs::default();
        let odd: [&[u8]; 7] = [
            b"",
            b"\0",
            b"*2\r\n$-1\r\n",
            b"\xff\xfe\xfd",
            &[b'a'; 8192],
            b"GET / HTTP/1.1\r\n\r\n",
            b"MAIL",
        ];
        for script in SERVICES.iter().filter_map(|s| script(s.key)) {
            assert!((script.hello)().len() < 1024);
            for bytes in odd {
                for turn in [0, 1, 63] {
                    let said = (script.answer)(&Heard { bytes, turn, repairs: &repairs });
                    if let Say::More(said) | Say::Last(said) = said {
                        assert!(said.len() < 16 * 1024);
                    }
                }
            }
        }
    }
}
