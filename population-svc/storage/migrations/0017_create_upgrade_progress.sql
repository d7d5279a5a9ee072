-- How far rows that releases before have written are brought up to date; see work/upgrade_worker.h. One row.
CREATE TABLE IF NOT EXISTS upgrade_progress (
  id TINYINT NOT NULL,
  edition VARBINARY(32) NOT NULL COMMENT 'SHA-256 of what the codes of recordings mean to the release',
  begin_time DATETIME(6) NOT NULL COMMENT 'real time',
  round TINYINT NOT NULL COMMENT '1 at once, 2 when no release before runs any more, 3 all is done',
  regency VARCHAR(5) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  resident_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'the last one looked at in the round',
  PRIMARY KEY (id)
);
INSERT INTO upgrade_progress (id, edition, begin_time, round, regency, resident_id)
  VALUES (1, '', '2000-01-01', 1, '', '') ON DUPLICATE KEY UPDATE id = 1;
