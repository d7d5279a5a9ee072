-- Plans as they were made; ids rise with time (UUIDv7).
CREATE TABLE IF NOT EXISTS plan (
  regency CHAR(5) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  deadline DATE NOT NULL COMMENT 'last day planned for',
  message LONGBLOB NOT NULL COMMENT 'the whole plan, bytes of the rpc layer',
  create_time DATETIME(6) NOT NULL COMMENT 'real time',
  PRIMARY KEY (regency, id)
);

-- The visits of a plan, by date, half-day and team.
CREATE TABLE IF NOT EXISTS planned_visit (
  regency CHAR(5) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  plan CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  n INT NOT NULL COMMENT 'from 1, in order',
  site VARCHAR(13) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  district CHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'of the site when planned',
  team VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  visit_date DATE NOT NULL,
  half_day TINYINT NOT NULL COMMENT '1 morning, 2 afternoon',
  ordinal INT NOT NULL COMMENT 'which visit to the site, from 1',
  expected BIGINT NOT NULL COMMENT 'millionths of a recording',
  PRIMARY KEY (regency, plan, n)
);
