-- Events kept apart: from clocks ahead, and of people nobody here is registered as. Never dropped.
CREATE TABLE IF NOT EXISTS held_event (
  regency CHAR(5) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  reason TINYINT NOT NULL COMMENT '1 clock ahead, 2 person unknown',
  whom VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'resident id, or the blind index in hex',
  nik_sealed VARBINARY(96) NULL COMMENT 'where whom is a blind index',
  event_time DATETIME(6) NOT NULL COMMENT 'by the clock of the source',
  source TINYINT NOT NULL,
  kit VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  sequence BIGINT NOT NULL,
  raw_code VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  evidence VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  recorded_time DATETIME(6) NOT NULL COMMENT 'real time',
  state TINYINT NOT NULL COMMENT '1 held, 2 released, 3 discarded, 4 matched',
  resident_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'whose event it became',
  corrected_time DATETIME(6) NULL COMMENT 'the time it counts with',
  resolve_time DATETIME(6) NULL COMMENT 'real time',
  resolved_by VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  discard_reason VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  PRIMARY KEY (regency, id),
  UNIQUE KEY by_event (regency, whom, event_time, source, kit, sequence, raw_code),
  KEY by_state (regency, state, kit, reason, id)
);

-- The quarantine so far. Its table is kept while the version before may still write to it.
INSERT IGNORE INTO held_event (regency, id, reason, whom, event_time, source, kit, sequence, raw_code, evidence,
  recorded_time, state)
SELECT regency, UUID(), 1, resident_id, event_time, source, kit, sequence, raw_code, '', recorded_time, 1
FROM quarantined_event;
