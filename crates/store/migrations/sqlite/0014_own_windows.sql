-- The blackout window that the DAST dialect keeps among a target's options, once more by itself: what holds runs back is read
-- at every look at them.
ALTER TABLE targets ADD COLUMN own_window TEXT;
UPDATE targets SET own_window = json_extract(options, '$.blackout_period') WHERE options LIKE '%"blackout_period":{%';
CREATE INDEX targets_own_window ON targets (organization, product, created_at, id) WHERE own_window IS NOT NULL;

-- What waits, by its schedule: of a schedule's due times few wait, if any.
CREATE INDEX occurrences_waits ON occurrences (schedule, due) WHERE waits IS NOT NULL;
