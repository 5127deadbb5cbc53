//! SNMP agents.

use crate::parse::{Bytes, Found};

/// SNMP: sysDescr in the answer to our GET.
pub(crate) fn snmp(answer: &[u8]) -> Option<Found> {
    let (tag, mut message) = Bytes(answer).ber()?;
    message.ber().filter(|(t, _)| tag == 0x30 && *t == 0x02)?;
    message.ber().filter(|(t, _)| *t == 0x04)?;
    let (_, mut pdu) = message.ber().filter(|(t, _)| *t == 0xa2)?;
    for _ in 0..3 {
        pdu.ber()?;
    }
    let (_, mut list) = pdu.ber()?;
    let (_, mut variable) = list.ber()?;
    variable.ber().filter(|(t, _)| *t == 0x06)?;
    let text =
        variable.ber().filter(|(t, _)| *t == 0x04).map(|(_, v)| String::from_utf8_lossy(v.0).into_owned());
    let product = text.as_deref().and_then(|t| t.contains("NET-SNMP").then(|| "net-snmp".to_owned()));
    Some(Found { product, extra: text, ..Found::default() })
}

/// SNMP 3: the report to a message without an engine (RFC 3414, section 4). The agent's engine id begins with its maker's
/// enterprise number (RFC 3411, section 5, SnmpEngineID). No community or user is needed for it.
pub(crate) fn snmp_v3(answer: &[u8]) -> Option<Found> {
    let (_, mut message) = Bytes(answer).ber().filter(|(t, _)| *t == 0x30)?;
    message.ber().filter(|(t, v)| *t == 0x02 && v.0 == [3])?;
    message.ber().filter(|(t, _)| *t == 0x30)?;
    let (_, mut security) = message.ber().filter(|(t, _)| *t == 0x04)?;
    let (_, mut model) = security.ber().filter(|(t, _)| *t == 0x30)?;
    let (_, mut engine) = model.ber().filter(|(t, _)| *t == 0x04)?;
    let enterprise = engine.u32()? & 0x7fff_ffff;
    let maker = MAKERS.iter().find(|(number, ..)| *number == enterprise);
    Some(Found {
        product: maker.map(|(_, product, _)| (*product).to_owned()),
        cpe: maker.and_then(|(_, _, cpe)| *cpe),
        ..Found::default()
    })
}

/// Enterprise numbers of the IANA registry whose agents are met most.
const MAKERS: &[(u32, &str, Option<&str>)] = &[
    (9, "Cisco SNMP agent", None),
    (11, "HP SNMP agent", None),
    (171, "D-Link SNMP agent", None),
    (311, "Microsoft SNMP service", None),
    (674, "Dell SNMP agent", None),
    (2011, "Huawei SNMP agent", None),
    (2021, "net-snmp", Some("a:net-snmp:net-snmp")),
    (2636, "Juniper SNMP agent", None),
    (6876, "VMware SNMP agent", None),
    (8072, "net-snmp", Some("a:net-snmp:net-snmp")),
    (12356, "Fortinet SNMP agent", None),
    (14988, "MikroTik SNMP agent", None),
    (25461, "Palo Alto Networks SNMP agent", None),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sysdescr_of_version_2() {
        let get = b"\x30\x2d\x02\x01\x01\x04\x06public\xa2\x20\x02\x04wpwp\x02\x01\0\x02\x01\0\x30\x12\x30\x10\x06\x08\x2b\x06\x01\x02\x01\x01\x01\0\x04\x04Box1";
        assert_eq!(snmp(get).unwrap().extra.as_deref(), Some("Box1"));
    }

    #[test]
    fn engine_id_of_version_3() {
        let report = |enterprise: &[u8]| {
            [
                b"\x30\x6b\x02\x01\x03\x30\x11\x02\x04wpwp\x02\x03\0\xff\xe3\x04\x01\0\x02\x01\x03\x04\x21\x30\x1f\x04\x11".as_slice(),
                enterprise,
                b"\x80\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x02\x01\x02",
            ]
            .concat()
        };
        assert_eq!(snmp_v3(&report(b"\x80\0\x1f\x88")).unwrap().product.as_deref(), Some("net-snmp"));
        assert_eq!(snmp_v3(&report(b"\x80\0\x0f\xff")).unwrap().product, None);
        assert!(snmp_v3(b"\x30\x29\x02\x01\x01\x04\x06public").is_none(), "another version");
    }
}
