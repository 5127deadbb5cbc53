-- How often the findings of a target changed; the organization's counts the changes of single findings and those of
-- targets that are gone. Together they only grow, so that an equal sum means equal findings: lists keep where their
-- deep pages begin for as long as it holds.
ALTER TABLE targets ADD COLUMN finding_changes BIGINT NOT NULL DEFAULT 0;
ALTER TABLE organizations ADD COLUMN finding_changes BIGINT NOT NULL DEFAULT 0;
CREATE INDEX targets_finding_changes ON targets (organization, product, finding_changes);

-- The one order of the DAST dialect that had no index; other products are not listed by it.
CREATE INDEX findings_by_changed ON findings (organization, (CASE WHEN changed_at > COALESCE(fixed_at,last_seen)
  THEN changed_at ELSE COALESCE(fixed_at,last_seen) END), id) WHERE product = 'dast';
