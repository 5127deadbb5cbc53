-- What the DAST dialect filters targets by, and keys that stand for a person.
ALTER TABLE targets ADD COLUMN verified BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE targets ADD COLUMN unlimited BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE api_keys ADD COLUMN id UUID;
ALTER TABLE api_keys ADD COLUMN user_id UUID REFERENCES users (id) ON DELETE CASCADE;
ALTER TABLE api_keys ADD COLUMN target UUID REFERENCES targets (id) ON DELETE CASCADE;
CREATE UNIQUE INDEX api_keys_id_key ON api_keys (id);
CREATE INDEX api_keys_target ON api_keys (target);
CREATE INDEX api_keys_user ON api_keys (user_id);

-- Installations from before this dialect get it, too.
UPDATE organizations SET products = replace(products, ']', ',"dast"]')
  WHERE parent IS NULL AND products NOT LIKE '%"dast"%' AND products <> '[]';
