-- What was decided on is subtracted from the counters of a target.
CREATE INDEX findings_decided ON findings (target, severity) WHERE decision IS NOT NULL;
