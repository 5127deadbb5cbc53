-- What is scanned, how and when.
CREATE TABLE targets (
  id BLOB NOT NULL PRIMARY KEY,
  organization BLOB NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  product TEXT NOT NULL CHECK (product IN ('pci', 'vrms', 'penetration', 'darkweb', 'dast')),
  kind TEXT NOT NULL CHECK (kind IN ('network', 'web', 'api')),
  name TEXT NOT NULL,
  comment TEXT NOT NULL,
  hosts TEXT NOT NULL,
  exclude_hosts TEXT NOT NULL,
  max_hosts INTEGER,
  last_finding_number INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX targets_name_key ON targets (organization, product, name);
CREATE INDEX targets_created ON targets (organization, product, created_at, id);

CREATE TABLE port_lists (
  id BLOB NOT NULL PRIMARY KEY,
  organization BLOB NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  product TEXT NOT NULL CHECK (product IN ('pci', 'vrms', 'penetration', 'darkweb', 'dast')),
  name TEXT NOT NULL,
  comment TEXT NOT NULL,
  ports TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX port_lists_name_key ON port_lists (organization, product, name);

CREATE TABLE schedules (
  id BLOB NOT NULL PRIMARY KEY,
  organization BLOB NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  product TEXT NOT NULL CHECK (product IN ('pci', 'vrms', 'penetration', 'darkweb', 'dast')),
  name TEXT NOT NULL,
  comment TEXT NOT NULL,
  first_time TEXT NOT NULL,
  timezone TEXT NOT NULL,
  rule TEXT NOT NULL,
  enabled INTEGER NOT NULL,
  catch_up TEXT NOT NULL CHECK (catch_up IN ('latest', 'none', 'all')),
  next_due INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX schedules_name_key ON schedules (organization, product, name);
CREATE INDEX schedules_next_due ON schedules (next_due, id) WHERE enabled AND next_due IS NOT NULL;

-- last_run has no foreign key: runs point at scans already.
CREATE TABLE scans (
  id BLOB NOT NULL PRIMARY KEY,
  organization BLOB NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  product TEXT NOT NULL CHECK (product IN ('pci', 'vrms', 'penetration', 'darkweb', 'dast')),
  name TEXT NOT NULL,
  comment TEXT NOT NULL,
  target BLOB NOT NULL REFERENCES targets (id),
  profile TEXT NOT NULL,
  port_list TEXT,
  schedule BLOB REFERENCES schedules (id) ON DELETE SET NULL,
  last_run BLOB,
  created_by BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX scans_name_key ON scans (organization, product, name);
CREATE INDEX scans_created ON scans (organization, product, created_at, id);
CREATE INDEX scans_target ON scans (target);
CREATE INDEX scans_schedule ON scans (schedule);

CREATE TABLE runs (
  id BLOB NOT NULL PRIMARY KEY,
  organization BLOB NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  product TEXT NOT NULL CHECK (product IN ('pci', 'vrms', 'penetration', 'darkweb', 'dast')),
  scan BLOB NOT NULL REFERENCES scans (id) ON DELETE CASCADE,
  target BLOB NOT NULL REFERENCES targets (id),
  state TEXT NOT NULL CHECK (state IN ('queued', 'started', 'finishing_up', 'pausing', 'paused', 'resuming', 'canceling',
    'canceled', 'completed', 'completed_invalid', 'failed', 'under_review')),
  reason TEXT,
  trigger_kind TEXT NOT NULL CHECK (trigger_kind IN ('manual', 'schedule')),
  started_by BLOB,
  occurrence BLOB,
  progress INTEGER NOT NULL,
  plan TEXT NOT NULL,
  critical INTEGER NOT NULL,
  high INTEGER NOT NULL,
  medium INTEGER NOT NULL,
  low INTEGER NOT NULL,
  info INTEGER NOT NULL,
  compliance TEXT CHECK (compliance IN ('pass', 'fail')),
  hosts_up INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  started_at INTEGER,
  finished_at INTEGER
) STRICT;
CREATE INDEX runs_scan ON runs (scan, created_at, id);
CREATE INDEX runs_target ON runs (target, created_at);
CREATE INDEX runs_created ON runs (organization, product, created_at, id);
CREATE INDEX runs_active ON runs (state, created_at)
  WHERE state NOT IN ('canceled', 'completed', 'completed_invalid', 'failed');

CREATE TABLE occurrences (
  id BLOB NOT NULL PRIMARY KEY,
  organization BLOB NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  schedule BLOB NOT NULL REFERENCES schedules (id) ON DELETE CASCADE,
  scan BLOB REFERENCES scans (id) ON DELETE CASCADE,
  due INTEGER NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('started', 'deferred', 'caught_up', 'coalesced', 'skipped')),
  reason TEXT,
  run BLOB,
  decided_at INTEGER NOT NULL
) STRICT;
-- NULL never equals NULL in an index, so a due time without a scan needs its own.
CREATE UNIQUE INDEX occurrences_due_key ON occurrences (schedule, scan, due);
CREATE UNIQUE INDEX occurrences_due_alone_key ON occurrences (schedule, due) WHERE scan IS NULL;
CREATE INDEX occurrences_scan ON occurrences (scan);
