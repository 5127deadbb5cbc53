-- What became of findings day by day (days since 1970, UTC): trends without reading findings. `net` is the change of open
-- ones without those that a person decided on, `fix_seconds` how long the fixed ones had been known, added up.
CREATE TABLE finding_days (
  organization BLOB NOT NULL,
  product TEXT NOT NULL,
  target BLOB NOT NULL REFERENCES targets (id) ON DELETE CASCADE,
  day INTEGER NOT NULL,
  threat TEXT NOT NULL CHECK (threat IN ('info', 'low', 'medium', 'high', 'critical')),
  net INTEGER NOT NULL,
  found INTEGER NOT NULL,
  reopened INTEGER NOT NULL,
  fixed INTEGER NOT NULL,
  fix_seconds INTEGER NOT NULL,
  PRIMARY KEY (target, day, threat)
) STRICT;
CREATE INDEX finding_days_day ON finding_days (organization, product, day);

-- What is known of findings that are there already: first sighting, decision and end.
INSERT INTO finding_days (organization, product, target, day, threat, net, found, reopened, fixed, fix_seconds)
SELECT organization, product, target, day, threat, CAST(SUM(net) AS BIGINT), CAST(SUM(found) AS BIGINT), 0,
  CAST(SUM(fixed) AS BIGINT), CAST(SUM(fix_seconds) AS BIGINT)
FROM (
  SELECT organization, product, target, first_seen / 86400000000 AS day, CASE WHEN severity >= 90 THEN 'critical'
    WHEN severity >= 70 THEN 'high' WHEN severity >= 40 THEN 'medium' WHEN severity > 0 THEN 'low' ELSE 'info' END AS threat,
    1 AS net, 1 AS found, 0 AS fixed, 0 AS fix_seconds FROM findings
  UNION ALL
  SELECT organization, product, target, fixed_at / 86400000000 AS day, CASE WHEN severity >= 90 THEN 'critical'
    WHEN severity >= 70 THEN 'high' WHEN severity >= 40 THEN 'medium' WHEN severity > 0 THEN 'low' ELSE 'info' END AS threat,
    CASE WHEN decision IS NULL THEN -1 ELSE 0 END AS net, 0 AS found, 1 AS fixed,
    (fixed_at - first_seen) / 1000000 AS fix_seconds FROM findings WHERE fixed_at IS NOT NULL
  UNION ALL
  SELECT organization, product, target, COALESCE(changed_at, last_seen) / 86400000000 AS day, CASE WHEN severity >= 90 THEN 'critical'
    WHEN severity >= 70 THEN 'high' WHEN severity >= 40 THEN 'medium' WHEN severity > 0 THEN 'low' ELSE 'info' END AS threat,
    -1 AS net, 0 AS found, 0 AS fixed, 0 AS fix_seconds FROM findings WHERE decision IS NOT NULL
) moves
GROUP BY organization, product, target, day, threat;
