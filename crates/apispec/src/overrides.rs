//! Values that the user gives for parameters by name.

use model::web::NamedValue;

/// Values by name.
#[derive(Debug, Clone, Default)]
pub(crate) struct Overrides {
    values: Vec<(String, String)>,
}

impl Overrides {
    pub(crate) fn new(values: &[NamedValue]) -> Self {
        Self { values: values.iter().map(|v| (v.name.clone(), v.value.clone())).collect() }
    }

    /// The value of a name: as it is written, else without regard to case.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let exact = self.values.iter().find(|(n, _)| n == name);
        let found = exact.or_else(|| self.values.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)));
        found.map(|(_, value)| value.as_str())
    }
}
