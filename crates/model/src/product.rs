//! Products: what a subscription unlocks.

crate::words! {
    /// A product; decides which profiles, port lists and reports exist.
    Product {
        /// PCI DSS external scanning by the rules for approved scanning vendors.
        Pci = "pci",
        /// Vulnerability and risk management of a network.
        Vrms = "vrms",
        /// Penetration testing.
        Penetration = "penetration",
        /// Dark web monitoring.
        Darkweb = "darkweb",
        /// Dynamic testing of web applications and APIs.
        Dast = "dast",
    }
}

impl Product {
    /// The name shown to people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Pci => "PCI",
            Self::Vrms => "VRMS",
            Self::Penetration => "Penetration Testing",
            Self::Darkweb => "Dark Web",
            Self::Dast => "DAST",
        }
    }

    /// One sentence of what it is.
    pub const fn description(self) -> &'static str {
        match self {
            Self::Pci => "PCI DSS external vulnerability scanning",
            Self::Vrms => "Vulnerability and risk management for networks",
            Self::Penetration => "Deep, hands-on style network testing",
            Self::Darkweb => "Monitoring of leaked data",
            Self::Dast => "Dynamic testing of web applications and APIs",
        }
    }
}
