-- Trends of a product are read from the index alone, day by day.
DROP INDEX finding_days_day;
CREATE INDEX finding_days_day ON finding_days
  (organization, product, day, threat, net, found, reopened, fixed, fix_seconds);
