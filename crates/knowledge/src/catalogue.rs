//! Scan profiles and port lists: data files under `data/profiles/` and `data/ports/`, read-only for everyone.

use std::sync::Arc;

use model::Product;
use model::ports::{PortSet, Protocol};
use model::profile::{PortListDef, ScanProfile};
use serde::Deserialize;

const PROFILES: [(&str, &str); 10] = [
    ("pci_asv", include_str!("../data/profiles/pci_asv.toml")),
    ("discovery", include_str!("../data/profiles/discovery.toml")),
    ("quick", include_str!("../data/profiles/quick.toml")),
    ("normal", include_str!("../data/profiles/normal.toml")),
    ("full", include_str!("../data/profiles/full.toml")),
    ("dast_lightning", include_str!("../data/profiles/dast_lightning.toml")),
    ("dast_safe", include_str!("../data/profiles/dast_safe.toml")),
    ("dast_normal", include_str!("../data/profiles/dast_normal.toml")),
    ("dast_full", include_str!("../data/profiles/dast_full.toml")),
    ("dast_api_normal", include_str!("../data/profiles/dast_api_normal.toml")),
];

const PORT_LISTS: [(&str, &str); 5] = [
    ("top100", include_str!("../data/ports/top100.toml")),
    ("top1000", include_str!("../data/ports/top1000.toml")),
    ("all_tcp", include_str!("../data/ports/all_tcp.toml")),
    ("pci", include_str!("../data/ports/pci.toml")),
    ("web", include_str!("../data/ports/web.toml")),
];

/// What users choose from when they make a scan.
#[derive(Debug, Clone)]
pub struct Catalogue {
    profiles: Vec<Arc<ScanProfile>>,
    port_lists: Vec<Arc<PortListDef>>,
}

/// Why a catalogue file was refused.
#[derive(Debug, thiserror::Error)]
pub enum CatalogueError {
    /// Not the form that is expected.
    #[error("could not read \"{file}\"")]
    Form {
        /// File.
        file: &'static str,
        /// Cause.
        #[source]
        source: toml::de::Error,
    },
    /// A port list has another size than it promises.
    #[error("port list \"{id}\" holds {tcp} TCP and {udp} UDP ports, which is not what it promises")]
    Size {
        /// The list.
        id: String,
        /// TCP ports.
        tcp: u32,
        /// UDP ports.
        udp: u32,
    },
    /// A profile names a port list that does not exist.
    #[error("profile \"{profile}\" names the unknown port list \"{port_list}\"")]
    PortList {
        /// Profile.
        profile: String,
        /// Port list.
        port_list: String,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PortListFile {
    id: String,
    name: String,
    comment: String,
    products: Vec<Product>,
    /// How many TCP ports the list promises.
    tcp: u32,
    /// How many UDP ports the list promises.
    udp: u32,
    group: Vec<PortGroup>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PortGroup {
    #[serde(rename = "what")]
    _what: String,
    ports: PortSet,
}

impl Catalogue {
    /// Reads the compiled-in files.
    ///
    /// # Errors
    /// A data file is not as it should be; a test reads all of them.
    pub fn load() -> Result<Self, CatalogueError> {
        let port_lists = PORT_LISTS
            .into_iter()
            .map(|(file, text)| port_list(file, text).map(Arc::new))
            .collect::<Result<Vec<_>, _>>()?;
        let profiles = PROFILES
            .into_iter()
            .map(|(file, text)| {
                toml::from_str(text).map(Arc::new).map_err(|source| CatalogueError::Form { file, source })
            })
            .collect::<Result<Vec<Arc<ScanProfile>>, _>>()?;
        let out = Self { profiles, port_lists };
        for profile in &out.profiles {
            if out.port_list(&profile.port_list).is_none() {
                let (profile, port_list) = (profile.id.clone(), profile.port_list.clone());
                return Err(CatalogueError::PortList { profile, port_list });
            }
        }
        Ok(out)
    }

    /// Every profile.
    pub fn profiles(&self) -> &[Arc<ScanProfile>] {
        &self.profiles
    }

    /// The profiles of a product; one that is mandatory leaves no other.
    pub fn profiles_for(&self, product: Product) -> Vec<Arc<ScanProfile>> {
        if let Some(only) = self.mandatory_profile(product) {
            return vec![only.clone()];
        }
        self.profiles.iter().filter(|p| p.products.contains(&product)).cloned().collect()
    }

    /// A profile of a product by its word. One word may stand for different profiles in different products.
    pub fn profile_of(&self, product: Product, id: &str) -> Option<&Arc<ScanProfile>> {
        self.profiles.iter().find(|p| p.id == id && p.products.contains(&product))
    }

    /// A profile of network targets by its word, whatever the product.
    pub fn profile(&self, id: &str) -> Option<&Arc<ScanProfile>> {
        self.profiles.iter().find(|p| p.id == id && p.web.is_none())
    }

    /// A profile of web applications and APIs by its word.
    pub fn web_profile(&self, id: &str) -> Option<&Arc<ScanProfile>> {
        self.profiles.iter().find(|p| p.id == id && p.web.is_some())
    }

    /// The profile that a product uses when none is chosen; `None` for products that do not scan networks.
    pub fn default_profile(&self, product: Product) -> Option<&Arc<ScanProfile>> {
        self.profiles.iter().find(|p| p.default_for.contains(&product))
    }

    /// The profile besides which a product allows no other.
    pub fn mandatory_profile(&self, product: Product) -> Option<&Arc<ScanProfile>> {
        self.profiles.iter().find(|p| p.mandatory_for.contains(&product))
    }

    /// Every built-in port list.
    pub fn port_lists(&self) -> &[Arc<PortListDef>] {
        &self.port_lists
    }

    /// The built-in port lists of a product.
    pub fn port_lists_for(&self, product: Product) -> Vec<Arc<PortListDef>> {
        self.port_lists.iter().filter(|l| l.products.contains(&product)).cloned().collect()
    }

    /// A built-in port list by its word.
    pub fn port_list(&self, id: &str) -> Option<&Arc<PortListDef>> {
        self.port_lists.iter().find(|l| l.id == id)
    }
}

fn port_list(file: &'static str, text: &str) -> Result<PortListDef, CatalogueError> {
    let PortListFile { id, name, comment, products, tcp, udp, group } =
        toml::from_str(text).map_err(|source| CatalogueError::Form { file, source })?;
    let ports = group.iter().fold(PortSet::default(), |all, g| all.union(&g.ports));
    let held = (ports.count(Protocol::Tcp), ports.count(Protocol::Udp));
    if held != (tcp, udp) {
        return Err(CatalogueError::Size { id, tcp: held.0, udp: held.1 });
    }
    Ok(PortListDef { id, name, comment: crate::definitions::flow(&comment), products, ports })
}

#[cfg(test)]
mod tests {
    use model::definition::Effect;
    use model::profile::CheckSelection;

    use super::*;

    #[test]
    fn products_have_one_default_and_pci_no_choice() {
        let catalogue = Catalogue::load().unwrap();
        for (product, default, offered) in [
            (Product::Pci, "pci_asv", vec!["pci_asv"]),
            (Product::Vrms, "normal", vec!["discovery", "quick", "normal", "full"]),
            (Product::Penetration, "full", vec!["discovery", "quick", "normal", "full"]),
            (Product::Dast, "normal", vec!["lightning", "safe", "normal", "full", "api_normal"]),
        ] {
            let defaults = catalogue.profiles.iter().filter(|p| p.default_for.contains(&product)).count();
            assert_eq!(defaults, 1, "{product}");
            assert_eq!(catalogue.default_profile(product).unwrap().id, default);
            let ids: Vec<_> = catalogue.profiles_for(product).iter().map(|p| p.id.clone()).collect();
            assert_eq!(ids, offered, "{product}");
        }
        assert_eq!(catalogue.mandatory_profile(Product::Pci).unwrap().id, "pci_asv");
        assert!(catalogue.mandatory_profile(Product::Vrms).is_none());
        assert!(catalogue.default_profile(Product::Darkweb).is_none());
    }

    #[test]
    fn profiles_are_whole() {
        let catalogue = Catalogue::load().unwrap();
        for p in catalogue.profiles() {
            assert!(p.description.len() > 40 && p.rationale.len() > 40, "{}", p.id);
            assert!(p.version >= 1 && p.intensity.connect_timeout_ms > 0, "{}", p.id);
            assert!(p.default_for.iter().chain(&p.mandatory_for).all(|x| p.products.contains(x)), "{}", p.id);
            let list = catalogue.port_list(&p.port_list).unwrap();
            assert!(p.products.iter().all(|x| list.products.contains(x)), "{}: {}", p.id, list.id);
        }
        for p in catalogue.profiles().iter().filter(|p| p.web.is_some()) {
            let same = catalogue.profiles().iter().filter(|o| o.id == p.id && o.web.is_some()).count();
            assert_eq!((same, p.products.as_slice()), (1, &[Product::Dast][..]), "{}", p.id);
        }
        let ceiling = |id: &str| catalogue.web_profile(id).unwrap().effect_ceiling;
        assert_eq!((ceiling("lightning"), ceiling("safe")), (Effect::Safe, Effect::Safe));
        let unproven = |p: &&Arc<ScanProfile>| p.web.as_ref().is_some_and(|w| w.can_scan_unverified);
        let ids: Vec<_> = catalogue.profiles().iter().filter(unproven).map(|p| p.id.as_str()).collect();
        assert_eq!(ids, ["lightning"]);
        let pci = catalogue.profile("pci_asv").unwrap();
        assert!(pci.effect_ceiling <= Effect::Safe && pci.version_checks);
        assert_eq!(catalogue.profile("discovery").unwrap().checks, CheckSelection::None);
    }

    #[test]
    fn port_lists_have_their_size() {
        let catalogue = Catalogue::load().unwrap();
        for (id, tcp) in [("top100", 100), ("top1000", 1000), ("all_tcp", 65_535), ("pci", 65_535)] {
            let list = catalogue.port_list(id).unwrap();
            assert_eq!(list.ports.count(Protocol::Tcp), tcp, "{id}");
        }
        let (small, large) =
            (catalogue.port_list("top100").unwrap(), catalogue.port_list("top1000").unwrap());
        assert!(small.ports.ports(Protocol::Tcp).all(|p| large.ports.contains(Protocol::Tcp, p)));
        for port in [53, 69, 111, 123, 137, 161, 389, 500, 1900, 5060, 5353, 11211] {
            for id in ["top1000", "all_tcp", "pci"] {
                assert!(catalogue.port_list(id).unwrap().ports.contains(Protocol::Udp, port), "{id} {port}");
            }
        }
    }
}
