//! All groups, one file a family.

mod amqp;
mod dns;
mod ftp;
mod ldap;
mod legacy;
mod mail;
mod mysql;
mod proxy;
mod remote;
mod rsync;
mod smb;
mod smtp;
mod snmp;
mod ssh;
mod stores;
mod udp;
mod vnc;

use crate::CheckGroup;
use crate::http;

/// Every group.
pub fn groups() -> &'static [CheckGroup] {
    GROUPS
}

static GROUPS: &[CheckGroup] = &[
    ssh::SSH,
    ftp::FTP,
    legacy::TELNET,
    legacy::RLOGIN,
    legacy::RSH,
    legacy::REXEC,
    legacy::ECHO,
    legacy::ECHO_UDP,
    legacy::CHARGEN,
    legacy::CHARGEN_UDP,
    legacy::DAYTIME,
    legacy::DAYTIME_UDP,
    legacy::FINGER,
    legacy::IDENT,
    mail::POP3,
    mail::IMAP,
    smtp::SMTP,
    stores::REDIS,
    stores::MEMCACHED,
    stores::MONGODB,
    stores::ZOOKEEPER,
    stores::CASSANDRA,
    stores::NATS,
    stores::MQTT,
    stores::POSTGRESQL,
    mysql::MYSQL,
    amqp::RABBITMQ,
    ldap::LDAP,
    rsync::RSYNC,
    smb::SMB,
    remote::X11,
    remote::RDP,
    remote::RPCBIND,
    vnc::VNC,
    proxy::SOCKS,
    proxy::HTTP_PROXY,
    snmp::SNMP,
    udp::MEMCACHED,
    udp::NTP,
    udp::TFTP,
    udp::RPCBIND,
    dns::UDP,
    dns::TCP,
    http::BASICS,
    http::FILES,
    http::PLANES,
    http::RABBITMQ,
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn names_and_words_are_sound() {
        let names: BTreeSet<_> = groups().iter().map(|g| (g.name, g.words)).collect();
        assert!(names.len() <= groups().len());
        for word in groups().iter().flat_map(|g| g.words) {
            assert!(
                word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'),
                "{word}"
            );
        }
        let words: BTreeSet<_> = groups().iter().flat_map(|g| g.words).chain(tls::WORDS).collect();
        assert!(words.len() >= 90, "{}", words.len());
    }
}
