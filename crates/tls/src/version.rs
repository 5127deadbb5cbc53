//! Protocol versions.

model::words! {
    /// A version of SSL or TLS.
    Version {
        /// Ssl2
        Ssl2 = "SSL 2.0",
        /// Ssl3
        Ssl3 = "SSL 3.0",
        /// Tls10
        Tls10 = "TLS 1.0",
        /// Tls11
        Tls11 = "TLS 1.1",
        /// Tls12
        Tls12 = "TLS 1.2",
        /// Tls13
        Tls13 = "TLS 1.3",
    }
}

impl Version {
    /// The two bytes on the wire.
    pub const fn wire(self) -> u16 {
        match self {
            Self::Ssl2 => 0x0002,
            Self::Ssl3 => 0x0300,
            Self::Tls10 => 0x0301,
            Self::Tls11 => 0x0302,
            Self::Tls12 => 0x0303,
            Self::Tls13 => 0x0304,
        }
    }
}
