-- What holds a run, leave to go on in blackouts, and how long it has run.
ALTER TABLE runs ADD COLUMN held_by TEXT CHECK (held_by IN ('person', 'blackout'));
ALTER TABLE runs ADD COLUMN held_since BIGINT;
-- Microseconds outside blackouts that a pause has lasted up to held_mark.
ALTER TABLE runs ADD COLUMN held_counted BIGINT NOT NULL DEFAULT 0;
ALTER TABLE runs ADD COLUMN held_mark BIGINT;
ALTER TABLE runs ADD COLUMN ignore_blackout TEXT;
ALTER TABLE runs ADD COLUMN ignore_blackout_by UUID;
-- Since when it is started without a break, and microseconds before that.
ALTER TABLE runs ADD COLUMN active_since BIGINT;
ALTER TABLE runs ADD COLUMN active_micros BIGINT NOT NULL DEFAULT 0;
UPDATE runs SET held_by = 'person', held_since = COALESCE(started_at, created_at), held_mark = COALESCE(started_at, created_at)
  WHERE state IN ('pausing', 'paused');
UPDATE runs SET active_since = started_at WHERE state = 'started';
