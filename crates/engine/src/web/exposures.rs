//! Templates: requests of known exposures and misconfigurations.

use std::sync::Arc;
use std::time::Duration;

use crawl::{Client, WebUrl};
use model::definition::Effect;
use model::host::Host;
use model::unit::LogLevel;
use net::CallbackListener;
use template::Template;

use super::parts::Progress;
use super::report::Told;
use super::{End, WebUnit};
use crate::templates::{Outcome, Runner, TemplateOptions};

impl WebUnit<'_> {
    /// Runs the selected templates against the root of the site and the folder of its start address.
    pub(super) async fn templates(
        &self,
        client: &Client,
        host: &Host,
        callback: Option<Arc<CallbackListener>>,
        progress: &mut Progress,
    ) -> Result<(), End> {
        let selection = &self.unit.plan.profile.checks;
        let word = |t: &Template| template::word(&t.id);
        let wanted = |t: &&Template| {
            let word = word(t);
            selection.selects(&word) && !progress.templates.contains(&word)
        };
        let templates: Vec<&Template> = template::builtin().iter().filter(wanted).collect();
        if !self.setup.profile.active || templates.is_empty() {
            return Ok(());
        }
        let mut options = TemplateOptions::new(self.setup.options.scope.clone());
        options.parallel = self.setup.parallel;
        options.pause = Duration::from_millis(self.setup.profile.delay_ms.into());
        options.callback = callback;
        let (runner, bases) = (Runner::new(client.clone(), options), self.bases());
        let (safe, changing): (Vec<_>, Vec<_>) =
            templates.iter().copied().partition(|t| t.effect() <= Effect::Safe);
        let mut requests = 0;
        for group in std::iter::once(&safe[..]).chain(changing.chunks(1)).filter(|group| !group.is_empty()) {
            // What may change something is begun when everything before it is stored: a loss repeats that one alone.
            self.emitter.keep(vec![progress.part()]).await?;
            let work = Box::pin(runner.run_all(&bases, group, self.stop));
            let outcome = self.aloud((0, 0), work).await?;
            if self.stop.is_cancelled() {
                return Ok(());
            }
            requests += outcome.requests;
            self.tell_of_templates(host, outcome).await?;
            progress.templates.extend(group.iter().map(|t| word(t)));
        }
        self.emitter.tell(progress.part()).await?;
        self.log(LogLevel::Info, format!("{} templates, {requests} requests", templates.len())).await?;
        Ok(())
    }

    async fn tell_of_templates(&self, host: &Host, outcome: Outcome) -> Result<(), End> {
        let mut told = Told { observed: outcome.observed, ..Told::default() };
        told.covered.extend(outcome.covered);
        for (word, reason) in outcome.not_covered {
            told.missed.entry(reason).or_default().insert(word);
        }
        // A template asks fixed paths: it answers for every place at which it could have matched.
        for event in told.events(host, self.setup.start.origin().port, "") {
            self.emitter.tell(event).await?;
        }
        Ok(())
    }

    fn bases(&self) -> Vec<WebUrl> {
        let root = self.setup.start.with_path("/").with_params(&[]);
        let folder = self.setup.start.with_path(self.setup.start.folder()).with_params(&[]);
        if folder == root { vec![root] } else { vec![root, folder] }
    }
}
