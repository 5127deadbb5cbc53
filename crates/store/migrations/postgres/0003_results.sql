-- Work units and what runs bring back.
CREATE TABLE units (
  id UUID NOT NULL PRIMARY KEY,
  organization UUID NOT NULL,
  run UUID NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  position BIGINT NOT NULL,
  lane TEXT COLLATE "C" NOT NULL CHECK (lane IN ('user', 'scheduled')),
  state TEXT COLLATE "C" NOT NULL CHECK (state IN ('waiting', 'dispatched', 'done', 'failed')),
  epoch BIGINT NOT NULL,
  last_sequence BIGINT NOT NULL,
  attempts BIGINT NOT NULL,
  progress BIGINT NOT NULL,
  work TEXT COLLATE "C" NOT NULL,
  checkpoint TEXT COLLATE "C",
  reason TEXT COLLATE "C",
  updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX units_position_key ON units (run, position);
CREATE INDEX units_state ON units (state, run);

CREATE TABLE run_hosts (
  run UUID NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  host TEXT COLLATE "C" NOT NULL,
  address TEXT COLLATE "C" NOT NULL,
  reason TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (run, host)
);

-- An open port; the service is NULL until detection has looked at it.
CREATE TABLE run_services (
  run UUID NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  host TEXT COLLATE "C" NOT NULL,
  protocol TEXT COLLATE "C" NOT NULL CHECK (protocol IN ('tcp', 'udp')),
  port BIGINT NOT NULL,
  service TEXT COLLATE "C",
  PRIMARY KEY (run, host, protocol, port)
);

CREATE TABLE run_ports (
  run UUID NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  host TEXT COLLATE "C" NOT NULL,
  protocol TEXT COLLATE "C" NOT NULL CHECK (protocol IN ('tcp', 'udp')),
  scanned TEXT COLLATE "C" NOT NULL,
  filtered TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (run, host, protocol, scanned)
);

CREATE TABLE run_skips (
  run UUID NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  host TEXT COLLATE "C" NOT NULL,
  reason TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (run, host)
);

-- What ran to an answer: words are sorted and comma separated. Port 0 without a protocol is the host itself.
CREATE TABLE coverage (
  run UUID NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  host TEXT COLLATE "C" NOT NULL,
  protocol TEXT COLLATE "C" NOT NULL,
  port BIGINT NOT NULL,
  words TEXT COLLATE "C" NOT NULL,
  word_count BIGINT NOT NULL,
  PRIMARY KEY (run, host, protocol, port, words)
);

-- What did not.
CREATE TABLE coverage_gaps (
  run UUID NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  host TEXT COLLATE "C" NOT NULL,
  protocol TEXT COLLATE "C" NOT NULL,
  port BIGINT NOT NULL,
  words TEXT COLLATE "C" NOT NULL,
  reason TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (run, host, protocol, port, words)
);

CREATE TABLE run_log (
  run UUID NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  unit UUID NOT NULL,
  epoch BIGINT NOT NULL,
  sequence BIGINT NOT NULL,
  at BIGINT NOT NULL,
  level TEXT COLLATE "C" NOT NULL CHECK (level IN ('info', 'warning', 'error')),
  message TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (run, unit, epoch, sequence)
);
CREATE INDEX run_log_at ON run_log (run, at);

-- Port 0 without a protocol is the host itself: sorted columns are never NULL, which the databases order differently.
-- Evidence is kept once, with the observations.
CREATE TABLE findings (
  id UUID NOT NULL PRIMARY KEY,
  organization UUID NOT NULL,
  product TEXT COLLATE "C" NOT NULL CHECK (product IN ('pci', 'vrms', 'penetration', 'darkweb', 'dast')),
  target UUID NOT NULL REFERENCES targets (id) ON DELETE CASCADE,
  scan UUID NOT NULL,
  number BIGINT NOT NULL,
  fingerprint TEXT COLLATE "C" NOT NULL,
  check_word TEXT COLLATE "C" NOT NULL,
  oid TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  family TEXT COLLATE "C" NOT NULL,
  host TEXT COLLATE "C" NOT NULL,
  address TEXT COLLATE "C" NOT NULL,
  port BIGINT NOT NULL,
  protocol TEXT COLLATE "C" NOT NULL,
  service TEXT COLLATE "C",
  place TEXT COLLATE "C" NOT NULL,
  severity BIGINT NOT NULL CHECK (severity BETWEEN 0 AND 100),
  cvss_vector TEXT COLLATE "C" NOT NULL,
  cve TEXT COLLATE "C" NOT NULL,
  state TEXT COLLATE "C" NOT NULL CHECK (state IN ('new', 'active', 'fixed', 'reopened')),
  confidence TEXT COLLATE "C" NOT NULL CHECK (confidence IN ('banner', 'likely', 'confirmed')),
  first_run UUID NOT NULL,
  last_run UUID NOT NULL,
  first_seen BIGINT NOT NULL,
  last_seen BIGINT NOT NULL,
  fixed_at BIGINT
);
CREATE UNIQUE INDEX findings_fingerprint_key ON findings (target, fingerprint);
CREATE UNIQUE INDEX findings_number_key ON findings (target, number);
CREATE INDEX findings_open ON findings (target, id) WHERE state <> 'fixed';
CREATE INDEX findings_by_severity ON findings (organization, product, severity, id);
CREATE INDEX findings_by_last_seen ON findings (organization, product, last_seen, id);
CREATE INDEX findings_by_first_seen ON findings (organization, product, first_seen, id);
CREATE INDEX findings_by_name ON findings (organization, product, name, id);
CREATE INDEX findings_by_host ON findings (organization, product, host, id);
CREATE INDEX findings_by_state ON findings (organization, product, state, id);

-- A finding as one run saw it.
CREATE TABLE observations (
  run UUID NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  finding UUID NOT NULL,
  severity BIGINT NOT NULL,
  state TEXT COLLATE "C" NOT NULL,
  confidence TEXT COLLATE "C" NOT NULL,
  evidence TEXT COLLATE "C" NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (run, finding)
);
CREATE INDEX observations_by_severity ON observations (run, severity, finding);

-- How many findings a target has, by band and state: totals without counting rows.
CREATE TABLE finding_counters (
  organization UUID NOT NULL,
  product TEXT COLLATE "C" NOT NULL,
  target UUID NOT NULL REFERENCES targets (id) ON DELETE CASCADE,
  threat TEXT COLLATE "C" NOT NULL CHECK (threat IN ('info', 'low', 'medium', 'high', 'critical')),
  state TEXT COLLATE "C" NOT NULL CHECK (state IN ('new', 'active', 'fixed', 'reopened')),
  findings BIGINT NOT NULL,
  PRIMARY KEY (organization, product, target, threat, state)
);
CREATE INDEX finding_counters_target ON finding_counters (target);

-- A host of a target across runs, with its open findings by band.
CREATE TABLE hosts (
  id UUID NOT NULL PRIMARY KEY,
  organization UUID NOT NULL,
  product TEXT COLLATE "C" NOT NULL,
  target UUID NOT NULL REFERENCES targets (id) ON DELETE CASCADE,
  host TEXT COLLATE "C" NOT NULL,
  address TEXT COLLATE "C" NOT NULL,
  last_run UUID NOT NULL,
  first_seen BIGINT NOT NULL,
  last_seen BIGINT NOT NULL,
  critical BIGINT NOT NULL,
  high BIGINT NOT NULL,
  medium BIGINT NOT NULL,
  low BIGINT NOT NULL,
  info BIGINT NOT NULL
);
CREATE UNIQUE INDEX hosts_host_key ON hosts (target, host);
CREATE INDEX hosts_by_weight ON hosts (organization, product, critical, high, medium, low, id);
CREATE INDEX hosts_by_host ON hosts (organization, product, host, id);
CREATE INDEX hosts_by_last_seen ON hosts (organization, product, last_seen, id);

CREATE TABLE reports (
  id UUID NOT NULL PRIMARY KEY,
  organization UUID NOT NULL,
  product TEXT COLLATE "C" NOT NULL CHECK (product IN ('pci', 'vrms', 'penetration', 'darkweb', 'dast')),
  name TEXT COLLATE "C" NOT NULL,
  scan UUID NOT NULL,
  run UUID NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  critical BIGINT NOT NULL,
  high BIGINT NOT NULL,
  medium BIGINT NOT NULL,
  low BIGINT NOT NULL,
  info BIGINT NOT NULL,
  compliance TEXT COLLATE "C" CHECK (compliance IN ('pass', 'fail')),
  created_by UUID,
  created_at BIGINT NOT NULL
);
CREATE INDEX reports_created ON reports (organization, product, created_at, id);
CREATE INDEX reports_run ON reports (run);

CREATE TABLE report_files (
  report UUID NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
  format TEXT COLLATE "C" NOT NULL CHECK (format IN ('pdf', 'csv', 'json', 'sarif', 'junit')),
  status TEXT COLLATE "C" NOT NULL CHECK (status IN ('queued', 'done', 'failed')),
  size BIGINT,
  sha256 TEXT COLLATE "C",
  reason TEXT COLLATE "C",
  PRIMARY KEY (report, format)
);

CREATE TABLE report_chunks (
  report UUID NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
  format TEXT COLLATE "C" NOT NULL,
  position BIGINT NOT NULL,
  bytes BYTEA NOT NULL,
  PRIMARY KEY (report, format, position)
);

CREATE TABLE jobs (
  id UUID NOT NULL PRIMARY KEY,
  organization UUID,
  kind TEXT COLLATE "C" NOT NULL,
  payload TEXT COLLATE "C" NOT NULL,
  state TEXT COLLATE "C" NOT NULL CHECK (state IN ('ready', 'running', 'done', 'failed', 'cancelled')),
  priority BIGINT NOT NULL,
  run_at BIGINT NOT NULL,
  attempt BIGINT NOT NULL,
  max_attempts BIGINT NOT NULL,
  worker TEXT COLLATE "C",
  lease_until BIGINT,
  epoch BIGINT NOT NULL,
  cancel_requested BOOLEAN NOT NULL,
  dedup_key TEXT COLLATE "C",
  last_error TEXT COLLATE "C",
  created_at BIGINT NOT NULL,
  finished_at BIGINT
);
CREATE UNIQUE INDEX jobs_dedup_key ON jobs (kind, dedup_key)
  WHERE dedup_key IS NOT NULL AND state IN ('ready', 'running');
CREATE INDEX jobs_ready ON jobs (priority, run_at, id) WHERE state = 'ready';
CREATE INDEX jobs_running ON jobs (lease_until) WHERE state = 'running';
CREATE INDEX jobs_finished ON jobs (finished_at) WHERE finished_at IS NOT NULL;
