//! Progress on standard error.

use std::collections::HashMap;
use std::sync::Mutex;

use indicatif::{ProgressBar, ProgressStyle};
use model::UnitId;
use model::unit::{LogLevel, UnitEvent, UnitMessage, UnitOutcome};

use crate::cli::ScanArgs;

/// A bar over all units. Hidden where standard error is no terminal; warnings are printed all the same.
pub(crate) struct Progress {
    bar: ProgressBar,
    quiet: bool,
    units: u64,
    permille: Mutex<HashMap<UnitId, u64>>,
}

impl Progress {
    pub(crate) fn start(args: &ScanArgs, units: usize) -> Self {
        let bar = if args.quiet { ProgressBar::hidden() } else { ProgressBar::new(1000) };
        if let Ok(style) = ProgressStyle::with_template("{elapsed} [{bar:30}] {percent:>3} %  {msg}") {
            bar.set_style(style);
        }
        bar.set_message(format!("scanning {}", args.target.chars().take(60).collect::<String>()));
        Self { bar, quiet: args.quiet, units: units.max(1) as u64, permille: Mutex::default() }
    }

    pub(crate) fn event(&self, message: &UnitMessage) {
        match &message.event {
            UnitEvent::Progress { permille } => self.moved(message.unit, u64::from(*permille)),
            UnitEvent::Finished(UnitOutcome::Completed) => self.moved(message.unit, 1000),
            UnitEvent::HostUp { host, .. } => self.bar.set_message(host.label()),
            UnitEvent::Log { level: LogLevel::Warning | LogLevel::Error, message } => self.warn(message),
            UnitEvent::HostSkipped { host, reason } if self.units < 3 => {
                self.warn(&format!("{host}: {reason}"));
            }
            _ => {}
        }
    }

    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }

    fn moved(&self, unit: UnitId, permille: u64) {
        let mut known = self.permille.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        known.insert(unit, permille);
        self.bar.set_position(known.values().sum::<u64>() / self.units);
    }

    fn warn(&self, text: &str) {
        if !self.quiet {
            self.bar.suspend(|| eprintln!("watchpost: {text}"));
        }
    }
}
