//! Rules against python-dateutil.

use model::schedule::{PeriodUnit, WeekIndex, Weekday};
use recurrence::{Recurrence, rrule};
use serde_json::{Value, json};

use crate::python::{ask, python, setting};
use crate::random::{Case, Random};

/// How many due times of each rule are compared.
const LIMIT: usize = 12;

/// What we say: due times in seconds.
fn ours(recurrence: &Recurrence) -> Vec<i64> {
    recurrence.iter().take(LIMIT).map(|due| due.instant.micros() / 1_000_000).collect()
}

fn question(case: &Case, recurrence: &Recurrence) -> Value {
    let Case { first, zone, rule } = case;
    let text = rrule::write(recurrence).map(|out| match out.rrule {
        Some(rule) => format!("{}\nRRULE:{rule}", out.dtstart),
        // What is due once is the rule of one.
        None => format!("{}\nRRULE:FREQ=DAILY;COUNT=1", out.dtstart),
    });
    json!({
        "unit": rule.unit, "interval": rule.interval, "first": first, "zone": zone,
        "weekday": rule.weekday.map(|day| Weekday::ALL.iter().position(|d| *d == day)),
        "index": rule.week_index.map(|index| match index {
            WeekIndex::First => 1, WeekIndex::Second => 2, WeekIndex::Third => 3, WeekIndex::Fourth => 4, WeekIndex::Last => -1,
        }),
        "gap": rule.gap, "overlap": rule.overlap, "count": rule.count,
        "until": rule.until.map(|until| until.micros() / 1_000_000),
        "limit": LIMIT, "text": text,
    })
}

/// Compares in parallel; every difference is given as text.
#[track_caller]
fn compare(differences: &[String], compared: usize) {
    let shown: Vec<&String> = differences.iter().take(10).collect();
    assert!(differences.is_empty(), "{} of {compared} differ: {shown:#?}", differences.len());
}

fn seconds(value: &Value) -> Vec<i64> {
    value.as_array().map(|all| all.iter().filter_map(Value::as_i64).collect()).unwrap_or_default()
}

/// Compares `count` random schedules: as fields with every policy, and, with the default policies, as the rule that we write.
fn compare_fields(python: &str, zones: &[String], seed: u64, count: u64) -> (usize, usize, Vec<String>) {
    let random = Random::new(seed);
    let cases: Vec<Case> = (0..count).map(|_| random.case(zones)).collect();
    let recurrences: Vec<Recurrence> =
        cases.iter().map(|case| Recurrence::new(&case.first, &case.zone, &case.rule).unwrap()).collect();
    let questions: Vec<Value> = cases.iter().zip(&recurrences).map(|(c, r)| question(c, r)).collect();
    let answers = ask(python, "rules.py", &questions);
    let (mut texts, mut merged, mut differences) = (0, 0, Vec::new());
    for ((case, question), (recurrence, answer)) in
        cases.iter().zip(&questions).zip(recurrences.iter().zip(&answers))
    {
        let said = ours(recurrence);
        let fields = seconds(&answer["fields"]);
        if said != fields {
            differences.push(format!("{question}: {said:?} but {fields:?}"));
        }
        if question["text"].is_null() {
            continue;
        }
        if answer["merged"] == true {
            merged += 1;
            continue;
        }
        // The policies are no part of the language.
        let mut rule = case.rule.clone();
        rule.gap = model::schedule::GapPolicy::ShiftForward;
        rule.overlap = model::schedule::OverlapPolicy::First;
        // Hours are written from an instant, with whatever policy found it.
        let default = if rule.unit == PeriodUnit::Hour {
            recurrence.clone()
        } else {
            Recurrence::new(&case.first, &case.zone, &rule).unwrap()
        };
        let (said, text) = (ours(&default), seconds(&answer["text"]));
        texts += 1;
        if said != text {
            differences.push(format!("{}: {said:?} but {text:?}", question["text"]));
        }
    }
    (texts, merged, differences)
}

#[test]
fn dateutil_agrees_with_random_schedules() {
    let Some(python) = python() else { return };
    let zones = recurrence::zones();
    let count = setting("WATCHPOST_TEST_ORACLE_RULES", 100_000);
    let seed = setting("WATCHPOST_TEST_ORACLE_SEED", 1);
    let threads = std::thread::available_parallelism().map_or(1, usize::from) as u64;
    let parts: Vec<_> = std::thread::scope(|scope| {
        let part = |at| {
            let (python, zones) = (&python, &zones);
            scope.spawn(move || compare_fields(python, zones, seed * 1000 + at, count.div_ceil(threads)))
        };
        let running: Vec<_> = (0..threads).map(part).collect();
        running.into_iter().map(|part| part.join().unwrap()).collect()
    });
    let texts: usize = parts.iter().map(|part| part.0).sum();
    let merged: usize = parts.iter().map(|part| part.1).sum();
    let differences: Vec<String> = parts.into_iter().flat_map(|part| part.2).collect();
    println!(
        "{count} schedules compared, {texts} of them as written rules too; left out there: {merged} (a day that a zone left out)"
    );
    compare(&differences, usize::try_from(count).unwrap());
}

/// A rule in words: most are nonsense to a schedule, some are not.
fn words(random: &Random) -> String {
    let number = |from: u64, to: u64| (from + random.below(to - from + 1)).to_string();
    let day = || random.pick(&["MO", "TU", "WE", "TH", "FR", "SA", "SU"]);
    let mut parts = vec![format!(
        "FREQ={}",
        random.pick(&["HOURLY", "DAILY", "WEEKLY", "MONTHLY", "MONTHLY", "YEARLY", "YEARLY"])
    )];
    let mut maybe = |often: u64, part: &dyn Fn() -> String| {
        if random.once_in(often) {
            parts.push(part());
        }
    };
    maybe(2, &|| format!("INTERVAL={}", number(1, 5)));
    maybe(3, &|| format!("COUNT={}", number(1, 20)));
    maybe(3, &|| {
        let ordinal = random.pick(&["", "", "1", "2", "3", "4", "5", "-1", "-2"]);
        let list =
            if random.once_in(4) { format!("{},{}", day(), day()) } else { format!("{ordinal}{}", day()) };
        format!("BYDAY={list}")
    });
    maybe(4, &|| {
        format!(
            "BYMONTHDAY={}",
            random.pick(&["1", "15", "28", "29", "30", "31", "-1", "1,15", "28,29,30,31", "28,29,30"])
        )
    });
    maybe(4, &|| format!("BYMONTH={}", number(1, 12)));
    maybe(5, &|| format!("BYSETPOS={}", random.pick(&["1", "2", "-1", "-2"])));
    maybe(4, &|| format!("WKST={}", day()));
    parts.join(";")
}

#[test]
fn what_is_read_means_what_dateutil_reads() {
    let Some(python) = python() else { return };
    let random = Random::new(setting("WATCHPOST_TEST_ORACLE_SEED", 1));
    let count = setting("WATCHPOST_TEST_ORACLE_RULES", 100_000) / 2;
    let (mut questions, mut recurrences) = (Vec::new(), Vec::new());
    for _ in 0..count {
        let (first, text) = (random.first_time(), words(&random));
        let at = recurrence::parse(&first).unwrap();
        let Ok(rrule::Imported { first, rule }) = rrule::read(at, &text) else { continue };
        let first = first.to_string();
        recurrences.push(Recurrence::new(&first, "UTC", &rule).unwrap());
        let start = at.strftime("%Y%m%dT%H%M%S");
        questions.push(json!({"text": format!("DTSTART;TZID=UTC:{start}\nRRULE:{text}"), "limit": LIMIT}));
    }
    println!("{} of {count} rules understood", questions.len());
    let answers = ask(&python, "rules.py", &questions);
    let mut differences = Vec::new();
    for ((question, recurrence), answer) in questions.iter().zip(&recurrences).zip(&answers) {
        let (said, text) = (ours(recurrence), seconds(&answer["text"]));
        if said != text {
            differences.push(format!("{}: {said:?} but {text:?}", question["text"]));
        }
    }
    compare(&differences, questions.len());
    assert!(questions.len() > usize::try_from(count / 10).unwrap());
}
