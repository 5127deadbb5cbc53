//! Templates: requests of known exposures and misconfigurations.

use std::sync::Arc;
use std::time::Duration;

use crawl::{Client, WebUrl};
use model::host::Host;
use model::unit::LogLevel;
use net::CallbackListener;
use template::Template;

use super::parts::Progress;
use super::report::Told;
use super::{End, WebUnit};
use crate::templates::{Runner, TemplateOptions};

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
        let wanted = |t: &&Template| selection.selects(&template::word(&t.id));
        let templates: Vec<&Template> = template::builtin().iter().filter(wanted).collect();
        if progress.templates || !self.setup.profile.active || templates.is_empty() {
            return Ok(());
        }
        let mut options = TemplateOptions::new(self.setup.options.scope.clone());
        options.parallel = self.setup.parallel;
        options.pause = Duration::from_millis(self.setup.profile.delay_ms.into());
        options.callback = callback;
        let runner = Runner::new(client.clone(), options);
        let bases = self.bases();
        let work = Box::pin(runner.run_all(&bases, &templates, self.stop));
        let outcome = self.aloud((0, 0), work).await?;
        if self.stop.is_cancelled() {
            return Ok(());
        }
        let message = format!("{} templates, {} requests", templates.len(), outcome.requests);
        let mut told = Told { observed: outcome.observed, ..Told::default() };
        told.covered.extend(outcome.covered);
        for (word, reason) in outcome.not_covered {
            told.missed.entry(reason).or_default().insert(word);
        }
        // A template asks fixed paths: it answers for every place at which it could have matched.
        for event in told.events(host, self.setup.start.origin().port, "") {
            self.emitter.tell(event).await?;
        }
        self.log(LogLevel::Info, message).await?;
        progress.templates = true;
        self.emitter.tell(progress.part()).await?;
        Ok(())
    }

    fn bases(&self) -> Vec<WebUrl> {
        let root = self.setup.start.with_path("/").with_params(&[]);
        let folder = self.setup.start.with_path(self.setup.start.folder()).with_params(&[]);
        if folder == root { vec![root] } else { vec![root, folder] }
    }
}
