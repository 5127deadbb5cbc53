-- What is scanned, how and when.
CREATE TABLE targets (
  id UUID NOT NULL PRIMARY KEY,
  organization UUID NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  product TEXT COLLATE "C" NOT NULL CHECK (product IN ('pci', 'vrms', 'penetration', 'darkweb', 'dast')),
  kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('network', 'web', 'api')),
  name TEXT COLLATE "C" NOT NULL,
  comment TEXT COLLATE "C" NOT NULL,
  hosts TEXT COLLATE "C" NOT NULL,
  exclude_hosts TEXT COLLATE "C" NOT NULL,
  max_hosts BIGINT,
  last_finding_number BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX targets_name_key ON targets (organization, product, name);
CREATE INDEX targets_created ON targets (organization, product, created_at, id);

CREATE TABLE port_lists (
  id UUID NOT NULL PRIMARY KEY,
  organization UUID NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  product TEXT COLLATE "C" NOT NULL CHECK (product IN ('pci', 'vrms', 'penetration', 'darkweb', 'dast')),
  name TEXT COLLATE "C" NOT NULL,
  comment TEXT COLLATE "C" NOT NULL,
  ports TEXT COLLATE "C" NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX port_lists_name_key ON port_lists (organization, product, name);

CREATE TABLE schedules (
  id UUID NOT NULL PRIMARY KEY,
  organization UUID NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  product TEXT COLLATE "C" NOT NULL CHECK (product IN ('pci', 'vrms', 'penetration', 'darkweb', 'dast')),
  name TEXT COLLATE "C" NOT NULL,
  comment TEXT COLLATE "C" NOT NULL,
  first_time TEXT COLLATE "C" NOT NULL,
  timezone TEXT COLLATE "C" NOT NULL,
  rule TEXT COLLATE "C" NOT NULL,
  enabled BOOLEAN NOT NULL,
  catch_up TEXT COLLATE "C" NOT NULL CHECK (catch_up IN ('latest', 'none', 'all')),
  next_due BIGINT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX schedules_name_key ON schedules (organization, product, name);
CREATE INDEX schedules_next_due ON schedules (next_due, id) WHERE enabled AND next_due IS NOT NULL;

-- last_run has no foreign key: runs point at scans already.
CREATE TABLE scans (
  id UUID NOT NULL PRIMARY KEY,
  organization UUID NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  product TEXT COLLATE "C" NOT NULL CHECK (product IN ('pci', 'vrms', 'penetration', 'darkweb', 'dast')),
  name TEXT COLLATE "C" NOT NULL,
  comment TEXT COLLATE "C" NOT NULL,
  target UUID NOT NULL REFERENCES targets (id),
  profile TEXT COLLATE "C" NOT NULL,
  port_list TEXT COLLATE "C",
  schedule UUID REFERENCES schedules (id) ON DELETE SET NULL,
  last_run UUID,
  created_by UUID NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX scans_name_key ON scans (organization, product, name);
CREATE INDEX scans_created ON scans (organization, product, created_at, id);
CREATE INDEX scans_target ON scans (target);
CREATE INDEX scans_schedule ON scans (schedule);

CREATE TABLE runs (
  id UUID NOT NULL PRIMARY KEY,
  organization UUID NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  product TEXT COLLATE "C" NOT NULL CHECK (product IN ('pci', 'vrms', 'penetration', 'darkweb', 'dast')),
  scan UUID NOT NULL REFERENCES scans (id) ON DELETE CASCADE,
  target UUID NOT NULL REFERENCES targets (id),
  state TEXT COLLATE "C" NOT NULL CHECK (state IN ('queued', 'started', 'finishing_up', 'pausing', 'paused', 'resuming', 'canceling',
    'canceled', 'completed', 'completed_invalid', 'failed', 'under_review')),
  reason TEXT COLLATE "C",
  trigger_kind TEXT COLLATE "C" NOT NULL CHECK (trigger_kind IN ('manual', 'schedule')),
  started_by UUID,
  occurrence UUID,
  progress BIGINT NOT NULL,
  plan TEXT COLLATE "C" NOT NULL,
  critical BIGINT NOT NULL,
  high BIGINT NOT NULL,
  medium BIGINT NOT NULL,
  low BIGINT NOT NULL,
  info BIGINT NOT NULL,
  compliance TEXT COLLATE "C" CHECK (compliance IN ('pass', 'fail')),
  hosts_up BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  started_at BIGINT,
  finished_at BIGINT
);
CREATE INDEX runs_scan ON runs (scan, created_at, id);
CREATE INDEX runs_target ON runs (target, created_at);
CREATE INDEX runs_created ON runs (organization, product, created_at, id);
CREATE INDEX runs_active ON runs (state, created_at)
  WHERE state NOT IN ('canceled', 'completed', 'completed_invalid', 'failed');

CREATE TABLE occurrences (
  id UUID NOT NULL PRIMARY KEY,
  organization UUID NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  schedule UUID NOT NULL REFERENCES schedules (id) ON DELETE CASCADE,
  scan UUID REFERENCES scans (id) ON DELETE CASCADE,
  due BIGINT NOT NULL,
  outcome TEXT COLLATE "C" NOT NULL CHECK (outcome IN ('started', 'deferred', 'caught_up', 'coalesced', 'skipped')),
  reason TEXT COLLATE "C",
  run UUID,
  decided_at BIGINT NOT NULL
);
-- NULL never equals NULL in an index, so a due time without a scan needs its own.
CREATE UNIQUE INDEX occurrences_due_key ON occurrences (schedule, scan, due);
CREATE UNIQUE INDEX occurrences_due_alone_key ON occurrences (schedule, due) WHERE scan IS NULL;
CREATE INDEX occurrences_scan ON occurrences (scan);
