-- Web applications and APIs as targets. Settings rest without their secrets, which are sealed beside them.
ALTER TABLE targets ADD COLUMN url TEXT COLLATE "C";
ALTER TABLE targets ADD COLUMN web TEXT COLLATE "C";
ALTER TABLE targets ADD COLUMN web_secrets BYTEA;
ALTER TABLE targets ADD COLUMN web_secrets_key TEXT COLLATE "C";
ALTER TABLE targets ADD COLUMN options TEXT COLLATE "C";
ALTER TABLE targets ADD COLUMN enabled BOOLEAN NOT NULL DEFAULT true;
ALTER TABLE targets ADD COLUMN changed_by UUID;
DROP INDEX targets_name_key;
CREATE UNIQUE INDEX targets_name_key ON targets (organization, product, name) WHERE kind = 'network';
CREATE INDEX targets_updated ON targets (organization, product, updated_at, id);

CREATE TABLE target_files (
  target UUID NOT NULL REFERENCES targets (id) ON DELETE CASCADE,
  kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('api_schema')),
  name TEXT COLLATE "C" NOT NULL,
  content TEXT COLLATE "C" NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (target, kind)
);

-- Names that may be scanned without proof of ownership, beside the allowed ranges.
ALTER TABLE organizations ADD COLUMN allowed_names TEXT COLLATE "C" NOT NULL DEFAULT '[]';

CREATE TABLE labels (
  id UUID NOT NULL PRIMARY KEY,
  organization UUID NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('target', 'finding')),
  name TEXT COLLATE "C" NOT NULL,
  color TEXT COLLATE "C" NOT NULL,
  changed_by UUID,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX labels_name_key ON labels (organization, kind, name);

CREATE TABLE target_labels (
  target UUID NOT NULL REFERENCES targets (id) ON DELETE CASCADE,
  label UUID NOT NULL REFERENCES labels (id) ON DELETE CASCADE,
  PRIMARY KEY (target, label)
);
CREATE INDEX target_labels_label ON target_labels (label);

CREATE TABLE finding_labels (
  finding UUID NOT NULL REFERENCES findings (id) ON DELETE CASCADE,
  label UUID NOT NULL REFERENCES labels (id) ON DELETE CASCADE,
  PRIMARY KEY (finding, label)
);
CREATE INDEX finding_labels_label ON finding_labels (label);

-- What people decided about a finding. A severity that a person chose stays, whatever later runs say.
ALTER TABLE findings ADD COLUMN decision TEXT COLLATE "C" CHECK (decision IN ('invalid', 'accepted'));
ALTER TABLE findings ADD COLUMN severity_chosen BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE findings ADD COLUMN comment TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE findings ADD COLUMN assignee UUID;
ALTER TABLE findings ADD COLUMN changed_by UUID;
ALTER TABLE findings ADD COLUMN changed_at BIGINT;

-- Web runs: what a unit keeps beside its checkpoint, the stages that clients follow, and the list of addresses.
CREATE TABLE unit_parts (
  unit UUID NOT NULL REFERENCES units (id) ON DELETE CASCADE,
  name TEXT COLLATE "C" NOT NULL,
  value TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (unit, name)
);

CREATE TABLE run_stages (
  run UUID NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  stage TEXT COLLATE "C" NOT NULL CHECK (stage IN ('fingerprinter', 'crawler', 'scanner')),
  state TEXT COLLATE "C" NOT NULL CHECK (state IN ('started', 'ended')),
  done BIGINT NOT NULL,
  total BIGINT NOT NULL,
  warnings TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (run, stage)
);

ALTER TABLE runs ADD COLUMN stack TEXT COLLATE "C";

CREATE TABLE run_endpoints (
  run UUID NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  position BIGINT NOT NULL,
  method TEXT COLLATE "C" NOT NULL,
  url TEXT COLLATE "C" NOT NULL,
  accepted BOOLEAN NOT NULL,
  reason TEXT COLLATE "C" NOT NULL,
  info TEXT COLLATE "C" NOT NULL,
  source TEXT COLLATE "C",
  status BIGINT,
  authenticated BOOLEAN NOT NULL,
  request_bytes BIGINT NOT NULL,
  response_bytes BIGINT NOT NULL,
  parameters BIGINT NOT NULL,
  PRIMARY KEY (run, position)
);

-- A schedule that starts the scan of a web or API target, with settings of its own.
CREATE TABLE scheduled_scans (
  id UUID NOT NULL PRIMARY KEY,
  organization UUID NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  target UUID NOT NULL REFERENCES targets (id) ON DELETE CASCADE,
  schedule UUID NOT NULL REFERENCES schedules (id) ON DELETE CASCADE,
  options TEXT COLLATE "C" NOT NULL,
  changed_by UUID,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX scheduled_scans_schedule_key ON scheduled_scans (schedule);
CREATE INDEX scheduled_scans_target ON scheduled_scans (target);
CREATE INDEX scheduled_scans_updated ON scheduled_scans (organization, updated_at, id);

-- Coverage at a place inside a service; empty is every place of it.
CREATE TABLE coverage_2 (
  run UUID NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  host TEXT COLLATE "C" NOT NULL,
  protocol TEXT COLLATE "C" NOT NULL,
  port BIGINT NOT NULL,
  place TEXT COLLATE "C" NOT NULL,
  words TEXT COLLATE "C" NOT NULL,
  word_count BIGINT NOT NULL,
  PRIMARY KEY (run, host, protocol, port, place, words)
);
INSERT INTO coverage_2 SELECT run, host, protocol, port, '', words, word_count FROM coverage;
DROP TABLE coverage;
ALTER TABLE coverage_2 RENAME TO coverage;
ALTER INDEX coverage_2_pkey RENAME TO coverage_pkey;

CREATE TABLE coverage_gaps_2 (
  run UUID NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  host TEXT COLLATE "C" NOT NULL,
  protocol TEXT COLLATE "C" NOT NULL,
  port BIGINT NOT NULL,
  place TEXT COLLATE "C" NOT NULL,
  words TEXT COLLATE "C" NOT NULL,
  reason TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (run, host, protocol, port, place, words)
);
INSERT INTO coverage_gaps_2 SELECT run, host, protocol, port, '', words, reason FROM coverage_gaps;
DROP TABLE coverage_gaps;
ALTER TABLE coverage_gaps_2 RENAME TO coverage_gaps;
ALTER INDEX coverage_gaps_2_pkey RENAME TO coverage_gaps_pkey;
