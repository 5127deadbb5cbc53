//! Reads what is needed of nmap's XML output: the open ports of each address and the service on them. nmap escapes
//! every `<` and `>` inside attributes, so a tag ends at the first `>`.

use std::collections::BTreeMap;

use super::score::{Seen, Tool};

pub(super) fn parse(xml: &str) -> Tool {
    let mut tool = Tool::default();
    let (mut host, mut place) = (String::new(), None);
    for tag in xml.split('<').skip(1).filter_map(|t| t.split('>').next()) {
        let (name, rest) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
        let mut attributes = attributes(rest.trim_end_matches(['/', '?']));
        let mut take = |key: &str| attributes.remove(key);
        match name {
            "nmaprun" => tool.name = format!("nmap {}", take("version").unwrap_or_default()),
            "address" if take("addrtype").is_some_and(|t| t != "mac") => {
                host = take("addr").unwrap_or_default();
            }
            "port" => {
                let port = take("portid").and_then(|p| p.parse::<u16>().ok());
                place = port.zip(take("protocol")).map(|(port, protocol)| (host.clone(), port, protocol));
            }
            // `open|filtered` is what nmap says of a UDP port that never answered: not found.
            "state" if take("state").as_deref() == Some("open") => {
                if let Some(place) = &place {
                    tool.services.insert(place.clone(), Seen::default());
                }
            }
            "service" => {
                if let Some(seen) = place.as_ref().and_then(|p| tool.services.get_mut(p)) {
                    *seen = Seen {
                        name: take("name").unwrap_or_default(),
                        product: take("product"),
                        version: take("version"),
                    };
                }
            }
            _ => {}
        }
    }
    tool
}

/// The `key="value"` pairs of a tag.
fn attributes(text: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut rest = text;
    while let Some((key, after)) = rest.split_once('=') {
        let Some(quote) = after.chars().next().filter(|c| matches!(c, '"' | '\'')) else { break };
        let Some((value, next)) = after.get(1..).and_then(|v| v.split_once(quote)) else { break };
        found.insert(key.trim().to_owned(), unescape(value));
        rest = next;
    }
    found
}

fn unescape(value: &str) -> String {
    let pairs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")];
    pairs.iter().fold(value.to_owned(), |text, (from, to)| text.replace(from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_open_ports_and_their_services() {
        let tool = parse(
            r#"<?xml version="1.0"?><nmaprun scanner="nmap" version="7.93"><host>
            <address addr="127.0.0.9" addrtype="ipv4"/><ports>
            <port protocol="tcp" portid="22"><state state="open" reason="syn-ack"/><service name="ssh" product="Open&lt;SSH&gt; &amp;c" version="9.2p1" conf="10"><cpe>x</cpe></service></port>
            <port protocol="tcp" portid="23"><state state="closed"/><service name="telnet"/></port>
            <port protocol="udp" portid="161"><state state="open|filtered"/><service name="snmp"/></port>
            </ports></host></nmaprun>"#,
        );
        assert_eq!(tool.name, "nmap 7.93");
        let all: Vec<_> = tool.services.into_iter().collect();
        let ssh = Seen {
            name: "ssh".to_owned(),
            product: Some("Open<SSH> &c".to_owned()),
            version: Some("9.2p1".to_owned()),
        };
        assert_eq!(all, [(("127.0.0.9".to_owned(), 22, "tcp".to_owned()), ssh)]);
    }
}
