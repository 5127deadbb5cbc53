//! The control plane from the start of a run to its report, on both databases, a fake clock and a scripted worker.

mod batches;
mod closing;
mod failing;
mod fairness;
mod holding;
mod interleaving;
mod lifecycle;
mod limits;
mod reports;
mod restart;
mod stopping;
mod support;
