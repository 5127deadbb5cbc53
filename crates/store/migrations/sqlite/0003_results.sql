-- Work units and what runs bring back.
CREATE TABLE units (
  id BLOB NOT NULL PRIMARY KEY,
  organization BLOB NOT NULL,
  run BLOB NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  lane TEXT NOT NULL CHECK (lane IN ('user', 'scheduled')),
  state TEXT NOT NULL CHECK (state IN ('waiting', 'dispatched', 'done', 'failed')),
  epoch INTEGER NOT NULL,
  last_sequence INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  progress INTEGER NOT NULL,
  work TEXT NOT NULL,
  checkpoint TEXT,
  reason TEXT,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX units_position_key ON units (run, position);
CREATE INDEX units_state ON units (state, run);

CREATE TABLE run_hosts (
  run BLOB NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  host TEXT NOT NULL,
  address TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (run, host)
) STRICT;

-- An open port; the service is NULL until detection has looked at it.
CREATE TABLE run_services (
  run BLOB NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  host TEXT NOT NULL,
  protocol TEXT NOT NULL CHECK (protocol IN ('tcp', 'udp')),
  port INTEGER NOT NULL,
  service TEXT,
  PRIMARY KEY (run, host, protocol, port)
) STRICT;

CREATE TABLE run_ports (
  run BLOB NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  host TEXT NOT NULL,
  protocol TEXT NOT NULL CHECK (protocol IN ('tcp', 'udp')),
  scanned TEXT NOT NULL,
  filtered TEXT NOT NULL,
  PRIMARY KEY (run, host, protocol, scanned)
) STRICT;

CREATE TABLE run_skips (
  run BLOB NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  host TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (run, host)
) STRICT;

-- What ran to an answer: words are sorted and comma separated. Port 0 without a protocol is the host itself.
CREATE TABLE coverage (
  run BLOB NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  host TEXT NOT NULL,
  protocol TEXT NOT NULL,
  port INTEGER NOT NULL,
  words TEXT NOT NULL,
  word_count INTEGER NOT NULL,
  PRIMARY KEY (run, host, protocol, port, words)
) STRICT;

-- What did not.
CREATE TABLE coverage_gaps (
  run BLOB NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  host TEXT NOT NULL,
  protocol TEXT NOT NULL,
  port INTEGER NOT NULL,
  words TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (run, host, protocol, port, words)
) STRICT;

CREATE TABLE run_log (
  run BLOB NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  unit BLOB NOT NULL,
  epoch INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  at INTEGER NOT NULL,
  level TEXT NOT NULL CHECK (level IN ('info', 'warning', 'error')),
  message TEXT NOT NULL,
  PRIMARY KEY (run, unit, epoch, sequence)
) STRICT;
CREATE INDEX run_log_at ON run_log (run, at);

-- Port 0 without a protocol is the host itself: sorted columns are never NULL, which the databases order differently.
-- Evidence is kept once, with the observations.
CREATE TABLE findings (
  id BLOB NOT NULL PRIMARY KEY,
  organization BLOB NOT NULL,
  product TEXT NOT NULL CHECK (product IN ('pci', 'vrms', 'penetration', 'darkweb', 'dast')),
  target BLOB NOT NULL REFERENCES targets (id) ON DELETE CASCADE,
  scan BLOB NOT NULL,
  number INTEGER NOT NULL,
  fingerprint TEXT NOT NULL,
  check_word TEXT NOT NULL,
  oid TEXT NOT NULL,
  name TEXT NOT NULL,
  family TEXT NOT NULL,
  host TEXT NOT NULL,
  address TEXT NOT NULL,
  port INTEGER NOT NULL,
  protocol TEXT NOT NULL,
  service TEXT,
  place TEXT NOT NULL,
  severity INTEGER NOT NULL CHECK (severity BETWEEN 0 AND 100),
  cvss_vector TEXT NOT NULL,
  cve TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('new', 'active', 'fixed', 'reopened')),
  confidence TEXT NOT NULL CHECK (confidence IN ('banner', 'likely', 'confirmed')),
  first_run BLOB NOT NULL,
  last_run BLOB NOT NULL,
  first_seen INTEGER NOT NULL,
  last_seen INTEGER NOT NULL,
  fixed_at INTEGER
) STRICT;
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
  run BLOB NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  finding BLOB NOT NULL,
  severity INTEGER NOT NULL,
  state TEXT NOT NULL,
  confidence TEXT NOT NULL,
  evidence TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (run, finding)
) STRICT;
CREATE INDEX observations_by_severity ON observations (run, severity, finding);

-- How many findings a target has, by band and state: totals without counting rows.
CREATE TABLE finding_counters (
  organization BLOB NOT NULL,
  product TEXT NOT NULL,
  target BLOB NOT NULL REFERENCES targets (id) ON DELETE CASCADE,
  threat TEXT NOT NULL CHECK (threat IN ('info', 'low', 'medium', 'high', 'critical')),
  state TEXT NOT NULL CHECK (state IN ('new', 'active', 'fixed', 'reopened')),
  findings INTEGER NOT NULL,
  PRIMARY KEY (organization, product, target, threat, state)
) STRICT;
CREATE INDEX finding_counters_target ON finding_counters (target);

-- A host of a target across runs, with its open findings by band.
CREATE TABLE hosts (
  id BLOB NOT NULL PRIMARY KEY,
  organization BLOB NOT NULL,
  product TEXT NOT NULL,
  target BLOB NOT NULL REFERENCES targets (id) ON DELETE CASCADE,
  host TEXT NOT NULL,
  address TEXT NOT NULL,
  last_run BLOB NOT NULL,
  first_seen INTEGER NOT NULL,
  last_seen INTEGER NOT NULL,
  critical INTEGER NOT NULL,
  high INTEGER NOT NULL,
  medium INTEGER NOT NULL,
  low INTEGER NOT NULL,
  info INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX hosts_host_key ON hosts (target, host);
CREATE INDEX hosts_by_weight ON hosts (organization, product, critical, high, medium, low, id);
CREATE INDEX hosts_by_host ON hosts (organization, product, host, id);
CREATE INDEX hosts_by_last_seen ON hosts (organization, product, last_seen, id);

CREATE TABLE reports (
  id BLOB NOT NULL PRIMARY KEY,
  organization BLOB NOT NULL,
  product TEXT NOT NULL CHECK (product IN ('pci', 'vrms', 'penetration', 'darkweb', 'dast')),
  name TEXT NOT NULL,
  scan BLOB NOT NULL,
  run BLOB NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  critical INTEGER NOT NULL,
  high INTEGER NOT NULL,
  medium INTEGER NOT NULL,
  low INTEGER NOT NULL,
  info INTEGER NOT NULL,
  compliance TEXT CHECK (compliance IN ('pass', 'fail')),
  created_by BLOB,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX reports_created ON reports (organization, product, created_at, id);
CREATE INDEX reports_run ON reports (run);

CREATE TABLE report_files (
  report BLOB NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
  format TEXT NOT NULL CHECK (format IN ('pdf', 'csv', 'json', 'sarif', 'junit')),
  status TEXT NOT NULL CHECK (status IN ('queued', 'done', 'failed')),
  size INTEGER,
  sha256 TEXT,
  reason TEXT,
  PRIMARY KEY (report, format)
) STRICT;

CREATE TABLE report_chunks (
  report BLOB NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
  format TEXT NOT NULL,
  position INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (report, format, position)
) STRICT;

CREATE TABLE jobs (
  id BLOB NOT NULL PRIMARY KEY,
  organization BLOB,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('ready', 'running', 'done', 'failed', 'cancelled')),
  priority INTEGER NOT NULL,
  run_at INTEGER NOT NULL,
  attempt INTEGER NOT NULL,
  max_attempts INTEGER NOT NULL,
  worker TEXT,
  lease_until INTEGER,
  epoch INTEGER NOT NULL,
  cancel_requested INTEGER NOT NULL,
  dedup_key TEXT,
  last_error TEXT,
  created_at INTEGER NOT NULL,
  finished_at INTEGER
) STRICT;
CREATE UNIQUE INDEX jobs_dedup_key ON jobs (kind, dedup_key)
  WHERE dedup_key IS NOT NULL AND state IN ('ready', 'running');
CREATE INDEX jobs_ready ON jobs (priority, run_at, id) WHERE state = 'ready';
CREATE INDEX jobs_running ON jobs (lease_until) WHERE state = 'running';
CREATE INDEX jobs_finished ON jobs (finished_at) WHERE finished_at IS NOT NULL;
