//! Data stores and brokers that answer whoever asks.

use crate::talk::talk;
use crate::wire::{contains, u32_at};

talk!(REDIS: "redis-no-password", Tcp, &["redis"], &[6379], false, b"INFO server\r\n", redis);
talk!(MEMCACHED: "memcached-open", Tcp, &["memcached", "memcache"], &[11211], false, b"stats\r\n", memcached);
talk!(MONGODB: "mongodb-open", Tcp, &["mongodb", "mongod"], &[27017], false, MONGODB_LIST, mongodb);
talk!(ZOOKEEPER: "zookeeper-open", Tcp, &["zookeeper"], &[2181], true, b"srvr", zookeeper);
talk!(CASSANDRA: "cassandra-open", Tcp, &["cassandra"], &[9042], true, CASSANDRA_STARTUP, cassandra);
talk!(NATS: "nats-no-auth", Tcp, &["nats"], &[4222], true, b"CONNECT {\"verbose\":false,\"name\":\"watchpost\"}\r\nPING\r\n", nats);
talk!(MQTT: "mqtt-anonymous", Tcp, &["mqtt"], &[1883, 8883], true, MQTT_CONNECT, mqtt);
talk!(POSTGRESQL: "postgresql-trust", Tcp, &["postgresql", "postgres"], &[5432], false, POSTGRESQL_STARTUP, postgresql);

/// MQTT 3.1.1 CONNECT: clean session, keep-alive 10 s, client id `watchpost`, no name and no password.
const MQTT_CONNECT: &[u8] = b"\x10\x15\x00\x04MQTT\x04\x02\x00\x0a\x00\x09watchpost";
/// Version 4 frame STARTUP with the map {CQL_VERSION: 3.0.0}.
const CASSANDRA_STARTUP: &[u8] =
    b"\x04\x00\x00\x00\x01\x00\x00\x00\x16\x00\x01\x00\x0bCQL_VERSION\x00\x053.0.0";
/// Protocol 3.0, user and database `postgres`.
const POSTGRESQL_STARTUP: &[u8] =
    b"\x00\x00\x00\x29\x00\x03\x00\x00user\x00postgres\x00database\x00postgres\x00\x00";
/// OP_MSG {listDatabases: 1, nameOnly: true, $db: "admin"}.
const MONGODB_LIST: &[u8] = b"\x47\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\xdd\x07\x00\x00\x00\x00\x00\x00\x00\
\x32\x00\x00\x00\x10listDatabases\x00\x01\x00\x00\x00\x08nameOnly\x00\x01\x02$db\x00\x06\x00\x00\x00admin\x00\x00";

fn redis(answer: &[u8]) -> Option<&'static str> {
    (answer.starts_with(b"$") && contains(answer, b"redis_version:"))
        .then_some("INFO was answered without a password")
}

fn memcached(answer: &[u8]) -> Option<&'static str> {
    (answer.starts_with(b"STAT ") && contains(answer, b"STAT pid "))
        .then_some("stats was answered without a password")
}

/// A reply with the array of databases and `ok: 1.0`; a refusal has `errmsg`.
fn mongodb(answer: &[u8]) -> Option<&'static str> {
    let ok = contains(answer, b"\x01ok\x00\x00\x00\x00\x00\x00\x00\xf0\x3f");
    (ok && contains(answer, b"\x04databases\x00") && !contains(answer, b"errmsg"))
        .then_some("the names of the databases were listed without signing in")
}

fn zookeeper(answer: &[u8]) -> Option<&'static str> {
    answer.starts_with(b"Zookeeper version:").then_some("the command srvr was answered")
}

/// READY (2) instead of AUTHENTICATE (3) to the same stream.
fn cassandra(answer: &[u8]) -> Option<&'static str> {
    matches!(answer, [0x84, _, 0, 0, 2, ..]).then_some("the session became ready without signing in")
}

fn nats(answer: &[u8]) -> Option<&'static str> {
    let ready = contains(answer, b"PONG\r\n") && !contains(answer, b"-ERR");
    (answer.starts_with(b"INFO {") && ready).then_some("a connection without credentials was accepted")
}

/// CONNACK with return code 0.
fn mqtt(answer: &[u8]) -> Option<&'static str> {
    matches!(answer, [0x20, 2, _, 0, ..]).then_some("a client without a name and password was accepted")
}

/// AuthenticationOk as the first message.
fn postgresql(answer: &[u8]) -> Option<&'static str> {
    (answer.first() == Some(&b'R') && u32_at(answer, 1) == Some(8) && u32_at(answer, 5) == Some(0))
        .then_some("the user \"postgres\" was let in without a password")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_add_up() {
        assert_eq!(MONGODB_LIST.len(), usize::from(MONGODB_LIST[0]));
        assert_eq!(MONGODB_LIST.len() - 21, usize::from(MONGODB_LIST[21]));
        assert_eq!(POSTGRESQL_STARTUP.len(), usize::from(POSTGRESQL_STARTUP[3]));
        assert_eq!(MQTT_CONNECT.len() - 2, usize::from(MQTT_CONNECT[1]));
        assert_eq!(CASSANDRA_STARTUP.len() - 9, usize::from(CASSANDRA_STARTUP[8]));
    }

    #[test]
    fn refusals_prove_nothing() {
        assert!(redis(b"-NOAUTH Authentication required.\r\n").is_none());
        assert!(mqtt(&[0x20, 2, 0, 5]).is_none());
        assert!(postgresql(b"R\0\0\0\x0c\0\0\0\x05abcd").is_none());
        assert!(cassandra(&[0x84, 0, 0, 0, 3]).is_none());
        assert!(nats(b"INFO {}\r\n-ERR 'Authorization Violation'\r\n").is_none());
        assert!(memcached(b"ERROR\r\n").is_none());
    }
}
