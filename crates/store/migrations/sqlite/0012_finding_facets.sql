-- What many findings of a scan have in common: filters by these columns are answered by this table, which has a few
-- thousand rows where there are a million findings. Rows stay when their findings go or change: one too many matches
-- nothing.
CREATE TABLE finding_facets (
  id INTEGER NOT NULL PRIMARY KEY,
  organization BLOB NOT NULL,
  product TEXT NOT NULL,
  target BLOB NOT NULL REFERENCES targets (id) ON DELETE CASCADE,
  scan BLOB NOT NULL,
  check_word TEXT NOT NULL,
  name TEXT NOT NULL,
  oid TEXT NOT NULL,
  family TEXT NOT NULL,
  severity INTEGER NOT NULL,
  confidence TEXT NOT NULL
) STRICT;
INSERT INTO finding_facets (organization, product, target, scan, check_word, name, oid, family, severity, confidence)
SELECT DISTINCT organization, product, target, scan, check_word, name, oid, family, severity, confidence FROM findings;
CREATE UNIQUE INDEX finding_facets_facet_key ON finding_facets
  (target, check_word, scan, severity, confidence, name, oid, family);
CREATE INDEX finding_facets_product ON finding_facets (organization, product, check_word);

-- The facet of a finding; 0 is none, which no finding has.
ALTER TABLE findings ADD COLUMN facet INTEGER NOT NULL DEFAULT 0;
DROP INDEX findings_by_severity;
DROP INDEX findings_by_last_seen;
DROP INDEX findings_by_first_seen;
DROP INDEX findings_by_name;
DROP INDEX findings_by_host;
DROP INDEX findings_by_state;
DROP INDEX findings_by_changed;
UPDATE findings SET facet = (SELECT f.id FROM finding_facets f WHERE f.target = findings.target
  AND f.check_word = findings.check_word AND f.scan = findings.scan AND f.severity = findings.severity
  AND f.confidence = findings.confidence AND f.name = findings.name AND f.oid = findings.oid
  AND f.family = findings.family);

-- At the end of each order stands what lists are filtered by: they need not look into the rows on their way.
CREATE INDEX findings_by_severity ON findings (organization, product, severity, id, facet, state, decision, host);
CREATE INDEX findings_by_last_seen ON findings
  (organization, product, last_seen, id, severity, facet, state, decision, host);
CREATE INDEX findings_by_first_seen ON findings
  (organization, product, first_seen, id, severity, facet, state, decision, host);
CREATE INDEX findings_by_name ON findings (organization, product, name, id, severity, facet, state, decision, host);
CREATE INDEX findings_by_host ON findings (organization, product, host, id, severity, facet, state, decision);
CREATE INDEX findings_by_state ON findings (organization, product, state, id, severity, facet, decision, host);
CREATE INDEX findings_by_changed ON findings (organization, (CASE WHEN changed_at > COALESCE(fixed_at,last_seen)
  THEN changed_at ELSE COALESCE(fixed_at,last_seen) END), id, severity, facet, state, decision) WHERE product = 'dast';

-- The findings of facets, for filters that leave few.
CREATE INDEX findings_by_facet ON findings (facet, id, severity, state, decision, host, first_seen);
-- Few findings were decided on or commented.
CREATE INDEX findings_by_decision ON findings (organization, product, decision, id, severity, facet, state, host)
  WHERE decision IS NOT NULL;
CREATE INDEX findings_commented ON findings (organization, product, id) WHERE comment <> '';

-- The places of a target, once each: searches of the DAST dialect look through them instead of the findings.
CREATE TABLE finding_places (
  target BLOB NOT NULL REFERENCES targets (id) ON DELETE CASCADE,
  place TEXT NOT NULL,
  organization BLOB NOT NULL,
  product TEXT NOT NULL,
  PRIMARY KEY (target, place)
) STRICT;
INSERT INTO finding_places (target, place, organization, product)
  SELECT DISTINCT target, place, organization, product FROM findings WHERE place <> '';
CREATE INDEX finding_places_product ON finding_places (organization, product, place);
CREATE INDEX findings_by_place ON findings (organization, place, id, severity, facet, state, decision)
  WHERE product = 'dast';
