-- Web applications and APIs as targets. Settings rest without their secrets, which are sealed beside them.
ALTER TABLE targets ADD COLUMN url TEXT;
ALTER TABLE targets ADD COLUMN web TEXT;
ALTER TABLE targets ADD COLUMN web_secrets BLOB;
ALTER TABLE targets ADD COLUMN web_secrets_key TEXT;
ALTER TABLE targets ADD COLUMN options TEXT;
ALTER TABLE targets ADD COLUMN enabled INTEGER NOT NULL DEFAULT 1;
ALTER TABLE targets ADD COLUMN changed_by BLOB;
DROP INDEX targets_name_key;
CREATE UNIQUE INDEX targets_name_key ON targets (organization, product, name) WHERE kind = 'network';
CREATE INDEX targets_updated ON targets (organization, product, updated_at, id);

CREATE TABLE target_files (
  target BLOB NOT NULL REFERENCES targets (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('api_schema')),
  name TEXT NOT NULL,
  content TEXT NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (target, kind)
) STRICT;

-- Names that may be scanned without proof of ownership, beside the allowed ranges.
ALTER TABLE organizations ADD COLUMN allowed_names TEXT NOT NULL DEFAULT '[]';

CREATE TABLE labels (
  id BLOB NOT NULL PRIMARY KEY,
  organization BLOB NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('target', 'finding')),
  name TEXT NOT NULL,
  color TEXT NOT NULL,
  changed_by BLOB,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX labels_name_key ON labels (organization, kind, name);

CREATE TABLE target_labels (
  target BLOB NOT NULL REFERENCES targets (id) ON DELETE CASCADE,
  label BLOB NOT NULL REFERENCES labels (id) ON DELETE CASCADE,
  PRIMARY KEY (target, label)
) STRICT;
CREATE INDEX target_labels_label ON target_labels (label);

CREATE TABLE finding_labels (
  finding BLOB NOT NULL REFERENCES findings (id) ON DELETE CASCADE,
  label BLOB NOT NULL REFERENCES labels (id) ON DELETE CASCADE,
  PRIMARY KEY (finding, label)
) STRICT;
CREATE INDEX finding_labels_label ON finding_labels (label);

-- What people decided about a finding. A severity that a person chose stays, whatever later runs say.
ALTER TABLE findings ADD COLUMN decision TEXT CHECK (decision IN ('invalid', 'accepted'));
ALTER TABLE findings ADD COLUMN severity_chosen INTEGER NOT NULL DEFAULT 0;
ALTER TABLE findings ADD COLUMN comment TEXT NOT NULL DEFAULT '';
ALTER TABLE findings ADD COLUMN assignee BLOB;
ALTER TABLE findings ADD COLUMN changed_by BLOB;
ALTER TABLE findings ADD COLUMN changed_at INTEGER;

-- Web runs: what a unit keeps beside its checkpoint, the stages that clients follow, and the list of addresses.
CREATE TABLE unit_parts (
  unit BLOB NOT NULL REFERENCES units (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (unit, name)
) STRICT;

CREATE TABLE run_stages (
  run BLOB NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  stage TEXT NOT NULL CHECK (stage IN ('fingerprinter', 'crawler', 'scanner')),
  state TEXT NOT NULL CHECK (state IN ('started', 'ended')),
  done INTEGER NOT NULL,
  total INTEGER NOT NULL,
  warnings TEXT NOT NULL,
  PRIMARY KEY (run, stage)
) STRICT;

ALTER TABLE runs ADD COLUMN stack TEXT;

CREATE TABLE run_endpoints (
  run BLOB NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  method TEXT NOT NULL,
  url TEXT NOT NULL,
  accepted INTEGER NOT NULL,
  reason TEXT NOT NULL,
  info TEXT NOT NULL,
  source TEXT,
  status INTEGER,
  authenticated INTEGER NOT NULL,
  request_bytes INTEGER NOT NULL,
  response_bytes INTEGER NOT NULL,
  parameters INTEGER NOT NULL,
  PRIMARY KEY (run, position)
) STRICT;

-- A schedule that starts the scan of a web or API target, with settings of its own.
CREATE TABLE scheduled_scans (
  id BLOB NOT NULL PRIMARY KEY,
  organization BLOB NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  target BLOB NOT NULL REFERENCES targets (id) ON DELETE CASCADE,
  schedule BLOB NOT NULL REFERENCES schedules (id) ON DELETE CASCADE,
  options TEXT NOT NULL,
  changed_by BLOB,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX scheduled_scans_schedule_key ON scheduled_scans (schedule);
CREATE INDEX scheduled_scans_target ON scheduled_scans (target);
CREATE INDEX scheduled_scans_updated ON scheduled_scans (organization, updated_at, id);

-- Coverage at a place inside a service; empty is every place of it.
CREATE TABLE coverage_2 (
  run BLOB NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  host TEXT NOT NULL,
  protocol TEXT NOT NULL,
  port INTEGER NOT NULL,
  place TEXT NOT NULL,
  words TEXT NOT NULL,
  word_count INTEGER NOT NULL,
  PRIMARY KEY (run, host, protocol, port, place, words)
) STRICT;
INSERT INTO coverage_2 SELECT run, host, protocol, port, '', words, word_count FROM coverage;
DROP TABLE coverage;
ALTER TABLE coverage_2 RENAME TO coverage;

CREATE TABLE coverage_gaps_2 (
  run BLOB NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  host TEXT NOT NULL,
  protocol TEXT NOT NULL,
  port INTEGER NOT NULL,
  place TEXT NOT NULL,
  words TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (run, host, protocol, port, place, words)
) STRICT;
INSERT INTO coverage_gaps_2 SELECT run, host, protocol, port, '', words, reason FROM coverage_gaps;
DROP TABLE coverage_gaps;
ALTER TABLE coverage_gaps_2 RENAME TO coverage_gaps;
