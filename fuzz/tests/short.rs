//! A short run of every target.

/// Runs one target; a failure names the input.
#[track_caller]
fn short(name: &str) {
    let target = fuzz::targets().find(|t| t.name == name).unwrap();
    let mut last = Vec::new();
    let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        target.drive(target.short, 1, |input| last = input.to_vec());
    }));
    assert!(result.is_ok(), "{name} fails on {:?}", String::from_utf8_lossy(&last));
}

macro_rules! short_runs {
    ($($test:ident = $name:literal),* $(,)?) => {
        $(#[test]
        fn $test() {
            short($name);
        })*

        #[test]
        fn every_target_has_a_run() {
            let mut names: Vec<&str> = fuzz::targets().map(|t| t.name).collect();
            let mut run = vec![$($name),*];
            names.sort_unstable();
            run.sort_unstable();
            assert_eq!(names, run);
        }
    };
}

short_runs! {
    html = "html",
    script = "script",
    css = "css",
    robots = "robots",
    sitemap = "sitemap",
    web_url = "web-url",
    cookie = "cookie",
    pattern = "pattern",
    passive = "passive",
    api_description = "api-description",
    http = "http",
    tls_answer = "tls-answer",
    certificate = "certificate",
    banner = "banner",
    template = "template",
    expression = "expression",
    template_answer = "template-answer",
    feed = "feed",
    hosts = "hosts",
    ports = "ports",
    rrule = "rrule",
    calendar = "calendar",
    schedule_parts = "schedule-parts",
}
