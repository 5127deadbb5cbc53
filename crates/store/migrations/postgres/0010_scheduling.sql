-- When nothing may run: windows of local time on days of the week, and single stretches of time (freezes). One belongs to
-- the whole organization, or to a target, or to a schedule.
CREATE TABLE blackouts (
  id UUID NOT NULL PRIMARY KEY,
  organization UUID NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  target UUID REFERENCES targets (id) ON DELETE CASCADE,
  schedule UUID REFERENCES schedules (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('window', 'freeze')),
  window_begin TEXT,
  window_cease TEXT,
  weekdays TEXT,
  timezone TEXT,
  freeze_begin BIGINT,
  freeze_end BIGINT,
  enabled BOOLEAN NOT NULL,
  source TEXT,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  changed_by UUID,
  CONSTRAINT blackouts_scope CHECK (target IS NULL OR schedule IS NULL)
);
CREATE INDEX blackouts_wide ON blackouts (organization, freeze_end) WHERE target IS NULL AND schedule IS NULL;
CREATE INDEX blackouts_organization ON blackouts (organization, created_at, id);
CREATE INDEX blackouts_target ON blackouts (target) WHERE target IS NOT NULL;
CREATE INDEX blackouts_schedule ON blackouts (schedule) WHERE schedule IS NOT NULL;

-- Schedules: what a due time does while a run goes on, starts spread over a stretch of time, when the next due time is to be
-- looked at (spread included), and when the clock said it was when one was last decided on.
ALTER TABLE schedules ADD COLUMN overlap_policy TEXT NOT NULL DEFAULT 'skip'
  CHECK (overlap_policy IN ('skip', 'queue', 'cancel_running'));
ALTER TABLE schedules ADD COLUMN jitter_seconds BIGINT NOT NULL DEFAULT 0;
ALTER TABLE schedules ADD COLUMN fire_at BIGINT;
ALTER TABLE schedules ADD COLUMN fired_at BIGINT;
UPDATE schedules SET fire_at = next_due;
DROP INDEX schedules_next_due;
CREATE INDEX schedules_fire_at ON schedules (fire_at, id) WHERE enabled AND fire_at IS NOT NULL;
CREATE INDEX schedules_fired_at ON schedules (fired_at) WHERE enabled AND fired_at IS NOT NULL;

-- Due times that wait: for a blackout to end, or for a run. They are looked at again at waits_until.
ALTER TABLE occurrences ADD COLUMN waits TEXT CHECK (waits IN ('blackout', 'run'));
ALTER TABLE occurrences ADD COLUMN waits_until BIGINT;
CREATE INDEX occurrences_waiting ON occurrences (waits_until, id) WHERE waits IS NOT NULL;
CREATE INDEX occurrences_due ON occurrences (organization, due, id);
