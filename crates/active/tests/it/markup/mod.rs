//! Attacks on what the browser makes of an answer.
