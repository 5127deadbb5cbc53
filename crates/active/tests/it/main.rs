//! Active checks against scripted sites on loopback.

mod data;
mod markup;
mod support;
