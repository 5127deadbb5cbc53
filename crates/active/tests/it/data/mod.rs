//! Attacks on what stands behind the application.
