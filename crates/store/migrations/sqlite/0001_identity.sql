-- Organizations, people and what they sign in with. Times are microseconds since 1970 UTC, JSON is opaque text.
CREATE TABLE organizations (
  id BLOB NOT NULL PRIMARY KEY,
  parent BLOB REFERENCES organizations (id),
  name TEXT NOT NULL,
  products TEXT NOT NULL,
  allowed_ranges TEXT NOT NULL,
  audit_sequence INTEGER NOT NULL,
  audit_hash TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX organizations_parent ON organizations (parent);

CREATE TABLE users (
  id BLOB NOT NULL PRIMARY KEY,
  organization BLOB NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  email TEXT NOT NULL,
  first_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('owner', 'admin', 'manager', 'viewer')),
  locale TEXT NOT NULL,
  timezone TEXT NOT NULL,
  active_product TEXT NOT NULL CHECK (active_product IN ('pci', 'vrms', 'penetration', 'darkweb', 'dast')),
  password_hash TEXT NOT NULL,
  enabled INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX users_email_key ON users (email);
CREATE INDEX users_organization ON users (organization, created_at);

CREATE TABLE sessions (
  id BLOB NOT NULL PRIMARY KEY,
  organization BLOB NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  address TEXT NOT NULL,
  user_agent TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  revoked_at INTEGER
) STRICT;
CREATE INDEX sessions_user ON sessions (user_id, created_at);
CREATE INDEX sessions_expires ON sessions (expires_at);

-- One current access token a user; only its hash is kept.
CREATE TABLE access_tokens (
  user_id BLOB NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  organization BLOB NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  hash TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX access_tokens_hash_key ON access_tokens (hash);

CREATE TABLE api_keys (
  hash TEXT NOT NULL PRIMARY KEY,
  organization BLOB NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX api_keys_organization ON api_keys (organization, created_at);

-- Buckets of the sign-in rate limit, such as "email:…" and "ip:…".
CREATE TABLE login_attempts (
  bucket TEXT NOT NULL PRIMARY KEY,
  failures INTEGER NOT NULL,
  window_started_at INTEGER NOT NULL
) STRICT;

-- The scope is 'system' or the id of an organization.
CREATE TABLE settings (
  scope TEXT NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (scope, name)
) STRICT;

CREATE TABLE secrets (
  scope TEXT NOT NULL,
  name TEXT NOT NULL,
  key_id TEXT NOT NULL,
  sealed BLOB NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (scope, name)
) STRICT;

CREATE TABLE audit_events (
  id BLOB NOT NULL PRIMARY KEY,
  organization BLOB NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  sequence INTEGER NOT NULL,
  at INTEGER NOT NULL,
  actor BLOB,
  action TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  detail TEXT NOT NULL,
  request_id TEXT,
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX audit_events_sequence_key ON audit_events (organization, sequence);
