//! Hosts as runs meet them.

use std::net::IpAddr;

use serde::{Deserialize, Serialize};

use crate::ports::Protocol;

/// A host: its address, and the target's name that led there if it was named.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Host {
    /// The address that was probed.
    pub address: IpAddr,
    /// The name in the target's host list that resolved to it.
    pub name: Option<String>,
}

impl Host {
    /// A host known by its address alone.
    pub const fn from_address(address: IpAddr) -> Self {
        Self { address, name: None }
    }

    /// How findings and reports call it: the name when the target was named, else the address. Findings of a named
    /// host survive a change of its address.
    pub fn label(&self) -> String {
        self.name.clone().unwrap_or_else(|| self.address.to_string())
    }
}

/// A port of a host.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Port {
    /// 1 to 65535.
    pub number: u16,
    /// TCP or UDP.
    pub protocol: Protocol,
}

impl Port {
    /// A TCP port.
    pub const fn tcp(number: u16) -> Self {
        Self { number, protocol: Protocol::Tcp }
    }

    /// A UDP port.
    pub const fn udp(number: u16) -> Self {
        Self { number, protocol: Protocol::Udp }
    }
}

impl std::fmt::Display for Port {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.number, self.protocol)
    }
}
