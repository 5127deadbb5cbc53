-- What the DAST dialect filters targets by, and keys that stand for a person.
ALTER TABLE targets ADD COLUMN verified INTEGER NOT NULL DEFAULT 0;
ALTER TABLE targets ADD COLUMN unlimited INTEGER NOT NULL DEFAULT 0;
ALTER TABLE api_keys ADD COLUMN id BLOB;
ALTER TABLE api_keys ADD COLUMN user_id BLOB REFERENCES users (id) ON DELETE CASCADE;
ALTER TABLE api_keys ADD COLUMN target BLOB REFERENCES targets (id) ON DELETE CASCADE;
CREATE UNIQUE INDEX api_keys_id_key ON api_keys (id);
CREATE INDEX api_keys_target ON api_keys (target);
CREATE INDEX api_keys_user ON api_keys (user_id);

-- Installations from before this dialect get it, too.
UPDATE organizations SET products = replace(products, ']', ',"dast"]')
  WHERE parent IS NULL AND products NOT LIKE '%"dast"%' AND products <> '[]';
