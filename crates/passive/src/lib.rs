//! Passive checks of the web engine: they read what the crawl brought and send nothing.
