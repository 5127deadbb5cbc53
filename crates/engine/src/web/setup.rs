//! From the plan to what the crawl and the checks need.

use std::time::Duration;

use crawl::{CrawlLimits, CrawlOptions, Login, Pattern, WebScope, WebUrl};
use model::profile::{Intensity, Payloads, WebProfile};
use model::unit::WorkUnit;
use model::web::{DetectorKind, LogoutCondition, WebPlan, WebTarget};
use net::{Caps, Limits, Net, NetOptions};
use secrecy::SecretString;
use tokio_util::sync::CancellationToken;

use crate::Engine;

/// Bytes of one answer that are read. Pages beyond are cut and marked so.
const BODY_BYTES: usize = 2 << 20;
/// Bytes of one connection, which carries many answers.
const STREAM_BYTES: usize = 64 << 20;
/// What a slow drip may cost.
const STREAM_TIME: Duration = Duration::from_secs(60);

/// Everything that a web unit is told.
pub(crate) struct Setup {
    pub start: WebUrl,
    pub options: CrawlOptions,
    pub profile: WebProfile,
    pub payloads: Payloads,
    /// Conversations at the same time.
    pub parallel: usize,
    pub max_time: Duration,
}

/// The unit's access to the network.
pub(crate) fn net(engine: &Engine, unit: &WorkUnit, stop: &CancellationToken) -> Net {
    let intensity = &unit.plan.profile.intensity;
    let limits = Limits {
        body_bytes: BODY_BYTES,
        stream_bytes: STREAM_BYTES,
        stream_time: STREAM_TIME,
        ..Limits::from_intensity(intensity)
    };
    Net::new(NetOptions {
        scope: unit.plan.scope.clone(),
        limits,
        caps: Caps::from(intensity),
        retries: intensity.retries,
        governor: engine.governor.clone(),
        stop: stop.clone(),
        resolver: engine.resolver.clone(),
    })
}

impl Setup {
    /// # Errors
    /// Says which setting cannot be used.
    pub(crate) fn new(unit: &WorkUnit, plan: &WebPlan) -> Result<Self, String> {
        let Some(profile) = unit.plan.profile.web.clone() else {
            return Err("the run's profile is not for web applications".to_owned());
        };
        let mut target = plan.target.clone();
        target.put_secrets(&unit.secrets);
        let start = WebUrl::parse(&target.url).map_err(|e| format!("the target's address: {e}"))?;
        let login = login(&target)?;
        let starts = starts(&start, &target, plan)?;
        let mut scope = WebScope::of(std::slice::from_ref(&start))
            .with_extra_hosts(target.extra_hosts.iter().cloned())
            .excluding(patterns(&target.blacklist, "blacklist")?);
        if !plan.reduced_scopes.is_empty() {
            scope = scope.including(patterns(&plan.reduced_scopes, "reduced_scopes")?);
        }
        let parallel = usize::from(unit.plan.profile.intensity.parallel_checks.max(1));
        let limits = limits(&profile, &unit.plan.profile.intensity);
        let options =
            CrawlOptions { starts, scope, login, limits, well_known: profile.crawl, scripts: profile.crawl };
        let max_time = Duration::from_secs(u64::from(profile.max_run_time_s));
        Ok(Self { start, options, payloads: profile.payloads, profile, parallel, max_time })
    }
}

fn limits(profile: &WebProfile, intensity: &Intensity) -> CrawlLimits {
    let mut limits = CrawlLimits {
        max_urls: profile.max_urls.max(1),
        max_time: Duration::from_secs(u64::from(profile.max_run_time_s) / 2),
        parallel: intensity.parallel_checks.max(1),
        delay: Duration::from_millis(profile.delay_ms.into()),
        ..CrawlLimits::default()
    };
    if !profile.dedup_enabled {
        limits.variants = limits.max_variants;
    }
    if !profile.crawl {
        limits.max_depth = 0;
    }
    limits
}

/// The start address, the seeds below it, and what the run is narrowed to.
fn starts(start: &WebUrl, target: &WebTarget, plan: &WebPlan) -> Result<Vec<WebUrl>, String> {
    let mut starts = vec![start.clone()];
    for seed in &target.seeds {
        starts.push(start.join(seed).map_err(|e| format!("path \"{seed}\": {e}"))?);
    }
    if !plan.reduced_scopes.is_empty() {
        let exact = plan.reduced_scopes.iter().filter(|s| !s.contains('*'));
        starts = exact
            .map(|s| WebUrl::parse(s).map_err(|e| format!("address \"{s}\": {e}")))
            .collect::<Result<_, _>>()?;
    }
    if starts.is_empty() {
        starts.push(start.clone());
    }
    Ok(starts)
}

fn patterns(texts: &[String], field: &str) -> Result<Vec<Pattern>, String> {
    texts.iter().map(|t| Pattern::new(t).map_err(|e| format!("{field}: \"{t}\": {e}"))).collect()
}

fn login(target: &WebTarget) -> Result<Login, String> {
    let secret = |text: &model::secret::SecretText| SecretString::from(text.expose().to_owned());
    let sent = |values: &[model::web::SentValue]| -> Vec<(String, SecretString)> {
        values.iter().map(|v| (v.name.clone(), secret(&v.value))).collect()
    };
    let mut login =
        Login { headers: sent(&target.headers), cookies: sent(&target.cookies), ..Login::default() };
    let basic = &target.basic_auth;
    if basic.enabled {
        login.basic = Some((basic.username.clone(), secret(&basic.password)));
    }
    let form = &target.form_login;
    if target.auth_enabled && form.enabled {
        let url = WebUrl::parse(&form.url).map_err(|e| format!("the address of the login form: {e}"))?;
        let check_pattern = Some(form.check_pattern.clone()).filter(|p| !p.is_empty());
        let fields = form.fields.iter().map(|f| (f.name.clone(), secret(&f.value))).collect();
        login.form = Some(crawl::FormLogin { url, fields, check_pattern });
    }
    if target.auth_enabled && target.api.login_enabled {
        login.api = Some(api_login(target)?);
    }
    if target.logout.enabled {
        login.logout = logout(target)?;
    }
    Ok(login)
}

fn api_login(target: &WebTarget) -> Result<crawl::ApiLogin, String> {
    let api = &target.api;
    let url = WebUrl::parse(&api.login_url).map_err(|e| format!("the address of the API's login: {e}"))?;
    let or = |text: &str, default: &str| if text.is_empty() { default.to_owned() } else { text.to_owned() };
    let place = match api.token_location.as_str() {
        "cookie" => crawl::TokenPlace::Cookie,
        _ => crawl::TokenPlace::Header,
    };
    Ok(crawl::ApiLogin {
        url,
        media_type: or(&api.media_type, "application/json"),
        payload: SecretString::from(api.login_payload.expose().to_owned()),
        token_field: or(&api.token_field, "token"),
        prefix: api.token_prefix.clone(),
        parameter: or(&api.token_parameter, "Authorization"),
        place,
    })
}

fn logout(target: &WebTarget) -> Result<crawl::LogoutDetection, String> {
    let settings = &target.logout;
    let check_url = match settings.check_url.as_str() {
        "" => None,
        text => Some(WebUrl::parse(text).map_err(|e| format!("the address that checks the session: {e}"))?),
    };
    let mut detectors = Vec::new();
    for detector in &settings.detectors {
        detectors.push(match detector.kind {
            DetectorKind::Text => crawl::Detector::Text(detector.value.clone()),
            DetectorKind::Url => crawl::Detector::Url(detector.value.clone()),
            DetectorKind::Selector => {
                let selector = detector.value.parse().map_err(|e| format!("logout detector: {e}"))?;
                crawl::Detector::Selector(selector)
            }
        });
    }
    let condition = match settings.condition {
        Some(LogoutCondition::All) => crawl::Condition::All,
        _ => crawl::Condition::Any,
    };
    Ok(crawl::LogoutDetection { check_url, detectors, condition })
}
