-- Organizations, people and what they sign in with. Times are microseconds since 1970 UTC, JSON is opaque text.
CREATE TABLE organizations (
  id UUID NOT NULL PRIMARY KEY,
  parent UUID REFERENCES organizations (id),
  name TEXT COLLATE "C" NOT NULL,
  products TEXT COLLATE "C" NOT NULL,
  allowed_ranges TEXT COLLATE "C" NOT NULL,
  audit_sequence BIGINT NOT NULL,
  audit_hash TEXT COLLATE "C" NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX organizations_parent ON organizations (parent);

CREATE TABLE users (
  id UUID NOT NULL PRIMARY KEY,
  organization UUID NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  email TEXT COLLATE "C" NOT NULL,
  first_name TEXT COLLATE "C" NOT NULL,
  last_name TEXT COLLATE "C" NOT NULL,
  role TEXT COLLATE "C" NOT NULL CHECK (role IN ('owner', 'admin', 'manager', 'viewer')),
  locale TEXT COLLATE "C" NOT NULL,
  timezone TEXT COLLATE "C" NOT NULL,
  active_product TEXT COLLATE "C" NOT NULL CHECK (active_product IN ('pci', 'vrms', 'penetration', 'darkweb', 'dast')),
  password_hash TEXT COLLATE "C" NOT NULL,
  enabled BOOLEAN NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX users_email_key ON users (email);
CREATE INDEX users_organization ON users (organization, created_at);

CREATE TABLE sessions (
  id UUID NOT NULL PRIMARY KEY,
  organization UUID NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  address TEXT COLLATE "C" NOT NULL,
  user_agent TEXT COLLATE "C" NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  revoked_at BIGINT
);
CREATE INDEX sessions_user ON sessions (user_id, created_at);
CREATE INDEX sessions_expires ON sessions (expires_at);

-- One current access token a user; only its hash is kept.
CREATE TABLE access_tokens (
  user_id UUID NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  organization UUID NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  hash TEXT COLLATE "C" NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX access_tokens_hash_key ON access_tokens (hash);

CREATE TABLE api_keys (
  hash TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  organization UUID NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  name TEXT COLLATE "C" NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX api_keys_organization ON api_keys (organization, created_at);

-- Buckets of the sign-in rate limit, such as "email:…" and "ip:…".
CREATE TABLE login_attempts (
  bucket TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  failures BIGINT NOT NULL,
  window_started_at BIGINT NOT NULL
);

-- The scope is 'system' or the id of an organization.
CREATE TABLE settings (
  scope TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  value TEXT COLLATE "C" NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (scope, name)
);

CREATE TABLE secrets (
  scope TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  key_id TEXT COLLATE "C" NOT NULL,
  sealed BYTEA NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (scope, name)
);

CREATE TABLE audit_events (
  id UUID NOT NULL PRIMARY KEY,
  organization UUID NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  sequence BIGINT NOT NULL,
  at BIGINT NOT NULL,
  actor UUID,
  action TEXT COLLATE "C" NOT NULL,
  subject_kind TEXT COLLATE "C" NOT NULL,
  subject_id TEXT COLLATE "C" NOT NULL,
  detail TEXT COLLATE "C" NOT NULL,
  request_id TEXT COLLATE "C",
  previous_hash TEXT COLLATE "C" NOT NULL,
  hash TEXT COLLATE "C" NOT NULL
);
CREATE UNIQUE INDEX audit_events_sequence_key ON audit_events (organization, sequence);
