//! The entrance: everything that is known, behind one value.

use std::collections::{BTreeMap, HashMap};
use std::io::Read;
use std::sync::{Arc, OnceLock};

use model::Timestamp;
use model::check::{END_OF_LIFE, VERSIONS, cve_id};
use model::definition::Definition;
use model::finding::Observation;
use model::host::{Host, Port};
use model::profile::{CheckSelection, ScanProfile};
use model::service::Service;

use crate::catalogue::Catalogue;
use crate::definitions::{self, KnownCheck, Stage};
use crate::eol::EndOfLife;
use crate::feed::{self, CveEntry, FeedError, FeedLimits};
use crate::matching::{Backports, candidates, evaluate, platform};
use crate::pci::{PciException, PciFinding, PciRule};
use crate::products::Products;
use crate::score::score;

mod observe;
mod templates;
mod text;

/// Everything that is known. Make one, share it behind an [`Arc`].
#[derive(Debug)]
pub struct Knowledge {
    checks: BTreeMap<String, KnownCheck>,
    catalogue: Catalogue,
    products: Products,
    backports: Backports,
    end_of_life: EndOfLife,
    entries: Vec<Known>,
    by_id: HashMap<String, usize>,
    /// `vendor:product` → positions in `entries`, ascending.
    by_product: HashMap<String, Vec<usize>>,
    templates: templates::Templates,
}

/// A CVE entry and its definition, made when it is first asked for.
#[derive(Debug)]
struct Known {
    entry: CveEntry,
    definition: OnceLock<Arc<Definition>>,
}

impl Knowledge {
    /// What is compiled in.
    ///
    /// # Panics
    /// If a compiled-in file is broken, which a test rules out.
    pub fn builtin() -> Self {
        const VALID: &str = "compiled-in data is read by a test";
        let empty = Self {
            checks: definitions::load().expect(VALID),
            catalogue: Catalogue::load().expect(VALID),
            products: Products::load().expect(VALID),
            backports: Backports::load().expect(VALID),
            end_of_life: EndOfLife::load().expect(VALID),
            entries: Vec::new(),
            by_id: HashMap::new(),
            by_product: HashMap::new(),
            templates: templates::Templates::default(),
        };
        empty.with_feed(feed::BUILTIN.as_bytes()).expect(VALID)
    }

    /// The same with a feed in the NVD JSON 2.0 form on top: its entries replace those of the same id.
    ///
    /// # Errors
    /// The feed is not of that form or larger than a feed may be.
    pub fn with_feed(mut self, reader: impl Read) -> Result<Self, FeedError> {
        // A small table; the copy lets entries go straight to their place instead of through a list of all.
        let products = self.products.clone();
        feed::read(reader, FeedLimits::default(), &products, |entry| self.add(entry))?;
        Ok(self)
    }

    /// Profiles and port lists.
    pub const fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// The definition of a check's word, `cve:CVE-…` and `template:…` included.
    pub fn definition(&self, check: &str) -> Option<Arc<Definition>> {
        if let Some(id) = cve_id(check) {
            let known = self.entries.get(*self.by_id.get(id)?)?;
            return Some(
                known.definition.get_or_init(|| Arc::new(text::define(&known.entry, &self.products))).clone(),
            );
        }
        let own = self.checks.get(check).map(|known| known.definition.clone());
        own.or_else(|| self.templates.definition(check))
    }

    /// The definitions of our own checks, in the order of their words.
    pub fn definitions(&self) -> impl Iterator<Item = &Arc<Definition>> {
        self.checks.values().map(|known| &known.definition)
    }

    /// How many CVE entries are known.
    pub fn cve_count(&self) -> usize {
        self.entries.len()
    }

    /// All that follows from the version of a service under a profile: [`Self::cve_observations`] and
    /// [`Self::end_of_life_observations`], as far as the profile selects them. Answers [`VERSIONS`] and [`END_OF_LIFE`]
    /// at that place; both are empty for profiles without version checks.
    pub fn service_observations(
        &self,
        profile: &ScanProfile,
        host: &Host,
        port: Port,
        service: &Service,
        now: Timestamp,
    ) -> Vec<Observation> {
        if !profile.version_checks {
            return Vec::new();
        }
        let mut out = self.cve_observations(host, port, service);
        out.retain(|o| selects_cve(&profile.checks, &o.check));
        if profile.checks.selects(END_OF_LIFE) {
            out.extend(self.end_of_life_observations(host, port, service, now));
        }
        out
    }

    /// The known vulnerabilities of a service by its version. What the service does not tell is not guessed: without a
    /// version there is no observation.
    pub fn cve_observations(&self, host: &Host, port: Port, service: &Service) -> Vec<Observation> {
        let platform = platform(service);
        let mut out: BTreeMap<&str, Observation> = BTreeMap::new();
        for candidate in candidates(service, &self.products) {
            let package = self.backports.package(&candidate.key, service);
            for &i in self.by_product.get(&candidate.key).into_iter().flatten() {
                let Some(Known { entry, .. }) = self.entries.get(i) else { continue };
                let Some(hit) = evaluate(entry, &candidate, &platform) else { continue };
                if self.backports.repaired(&entry.id, &candidate.key, &candidate.version, service).is_some() {
                    continue;
                }
                let title = self.products.title(&candidate.key);
                out.entry(&entry.id).or_insert_with(|| {
                    observe::cve(host, port, service, entry, hit, &candidate, &package, &title)
                });
            }
        }
        out.into_values().collect()
    }

    /// Release lines without support among what a service is made of, at the given instant.
    pub fn end_of_life_observations(
        &self,
        host: &Host,
        port: Port,
        service: &Service,
        now: Timestamp,
    ) -> Vec<Observation> {
        let iso = now.iso_millis();
        let today = iso.split('T').next().unwrap_or_default();
        let ended = candidates(service, &self.products).into_iter().filter_map(|candidate| {
            let cycle = self.end_of_life.ended(&candidate.key, &candidate.version, today)?;
            let title = self.products.title(&candidate.key);
            let package = self.backports.package(&candidate.key, service);
            Some(observe::end_of_life(host, port, &candidate, &cycle, &package, &title))
        });
        ended.collect()
    }

    /// The words of our own checks that a profile runs: those that it selects, that stay under its effect ceiling, and
    /// whose part of the scan it does not leave out. With version checks, [`VERSIONS`] is among them.
    pub fn selected_words<'a>(&'a self, profile: &ScanProfile) -> Vec<&'a str> {
        let part = |stage: Stage| match stage {
            Stage::Service => profile.detect_services,
            Stage::Tls => profile.inspect_tls,
            Stage::Version => profile.version_checks,
            Stage::Web => profile.web.is_some(),
            Stage::Attack => profile.web.as_ref().is_some_and(|w| w.active),
        };
        let selected = |word: &str| profile.checks.selects(word);
        let own = self.checks.iter().filter(|(word, known)| {
            selected(word) && known.definition.effect <= profile.effect_ceiling && part(known.stage)
        });
        let cve = (profile.version_checks && selected(VERSIONS)).then_some(VERSIONS);
        own.map(|(word, _)| word.as_str()).chain(cve).collect()
    }

    /// What the PCI verdict needs to know of a finding of this check and effective severity.
    pub fn pci_finding(
        &self,
        check: &str,
        severity: model::Severity,
        exception: Option<PciException>,
    ) -> PciFinding {
        let known = self.checks.get(check);
        let by_vector = || {
            let id = cve_id(check)?;
            let known = self.entries.get(*self.by_id.get(id)?)?;
            score(&known.entry.cvss_vector).ok().map(|s| s.denial_of_service_only)
        };
        PciFinding {
            severity,
            rule: known.map_or(PciRule::ByScore, |k| k.pci),
            denial_of_service_only: known
                .map_or_else(|| by_vector().unwrap_or(false), |k| k.denial_of_service_only),
            exception,
        }
    }

    fn add(&mut self, entry: CveEntry) {
        let at = *self.by_id.entry(entry.id.clone()).or_insert(self.entries.len());
        let matches = entry.configurations.iter().flat_map(|c| &c.nodes).flat_map(|n| &n.matches);
        for m in matches.filter(|m| m.vulnerable && m.cpe.part == 'a') {
            let list = self.by_product.entry(m.key.clone()).or_default();
            if let Err(place) = list.binary_search(&at) {
                list.insert(place, at);
            }
        }
        let known = Known { entry, definition: OnceLock::new() };
        match self.entries.get_mut(at) {
            Some(old) => *old = known,
            None => self.entries.push(known),
        }
    }
}

/// Whether a selection holds a CVE's word: it may name or leave out single ones as well as all of them.
fn selects_cve(selection: &CheckSelection, word: &str) -> bool {
    match selection {
        CheckSelection::Only(_) => selection.selects(word) || selection.selects(VERSIONS),
        CheckSelection::None | CheckSelection::AllExcept(_) => {
            selection.selects(word) && selection.selects(VERSIONS)
        }
    }
}

#[cfg(test)]
mod tests;
