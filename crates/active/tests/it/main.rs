//! Active checks against scripted sites on loopback.

mod data;
mod fresh;
mod markup;
mod support;
