-- How often the findings of a target changed; the organization's counts the changes of single findings and those of
-- targets that are gone. Together they only grow, so that an equal sum means equal findings: lists keep where their
-- deep pages begin for as long as it holds.
ALTER TABLE targets ADD COLUMN finding_changes BIGINT NOT NULL DEFAULT 0;
ALTER TABLE organizations ADD COLUMN finding_changes BIGINT NOT NULL DEFAULT 0;
CREATE INDEX targets_finding_changes ON targets (organization, product, finding_changes);

-- Severity at the end of each order: lists of the DAST dialect leave out what only informs, and need not look into the rows
-- for it on their way.
DROP INDEX findings_by_last_seen;
CREATE INDEX findings_by_last_seen ON findings (organization, product, last_seen, id, severity);
DROP INDEX findings_by_first_seen;
CREATE INDEX findings_by_first_seen ON findings (organization, product, first_seen, id, severity);
DROP INDEX findings_by_name;
CREATE INDEX findings_by_name ON findings (organization, product, name, id, severity);
DROP INDEX findings_by_host;
CREATE INDEX findings_by_host ON findings (organization, product, host, id, severity);
DROP INDEX findings_by_state;
CREATE INDEX findings_by_state ON findings (organization, product, state, id, severity);

-- The one order of that dialect that had no index; other products are not listed by it.
CREATE INDEX findings_by_changed ON findings (organization, (CASE WHEN changed_at > COALESCE(fixed_at,last_seen)
  THEN changed_at ELSE COALESCE(fixed_at,last_seen) END), id, severity) WHERE product = 'dast';
