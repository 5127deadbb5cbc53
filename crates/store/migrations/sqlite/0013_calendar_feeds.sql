-- Secret addresses of calendar feeds: one a person and product; only the hash of the secret is kept.
CREATE TABLE calendar_feeds (
  hash TEXT NOT NULL PRIMARY KEY,
  organization BLOB NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  product TEXT NOT NULL CHECK (product IN ('pci', 'vrms', 'penetration', 'darkweb', 'dast')),
  created_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX calendar_feeds_user_key ON calendar_feeds (user_id, product);
CREATE INDEX calendar_feeds_organization ON calendar_feeds (organization);
