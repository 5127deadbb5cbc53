//! IANA zones, from the database inside the program.

use jiff::tz::{TimeZone, TimeZoneDatabase};

use crate::error::RecurrenceError;

/// Finds a zone by its IANA name, in any case.
///
/// # Errors
/// [`RecurrenceError`] on `timezone` if there is no such zone.
pub fn zone(name: &str) -> Result<TimeZone, RecurrenceError> {
    let unknown = || {
        let shown: String = name.chars().filter(|c| !c.is_control()).take(64).collect();
        RecurrenceError::new("timezone", format!("\"{shown}\" is not an IANA time zone"))
    };
    if name.is_empty() || name.eq_ignore_ascii_case("etc/unknown") {
        return Err(unknown());
    }
    TimeZoneDatabase::bundled().get(name).map_err(|_| unknown())
}

/// The names of all zones, sorted.
pub fn zones() -> Vec<String> {
    let database = TimeZoneDatabase::bundled();
    let mut names: Vec<String> = database.available().map(|name| name.as_str().to_owned()).collect();
    names.sort_unstable();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_zones_without_help_of_the_machine() {
        assert_eq!(zone("europe/lisbon").unwrap().iana_name(), Some("Europe/Lisbon"));
        assert!(zone("UTC").is_ok());
        assert!(zones().len() > 500);
        for bad in ["", "Europe/Atlantis", "+01:00", "Etc/Unknown", "../etc/passwd"] {
            assert_eq!(zone(bad).unwrap_err().field, "timezone", "{bad}");
        }
    }
}
