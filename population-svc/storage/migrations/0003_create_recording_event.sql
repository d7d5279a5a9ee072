-- What happened to a recording, as its sources told it. The key is the identity of an event and its order.
CREATE TABLE IF NOT EXISTS recording_event (
  regency CHAR(5) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  resident_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  event_time DATETIME(6) NOT NULL COMMENT 'by the clock of the source',
  source TINYINT NOT NULL,
  kit VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  sequence BIGINT NOT NULL,
  raw_code VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  recorded_time DATETIME(6) NOT NULL COMMENT 'real time',
  PRIMARY KEY (regency, resident_id, event_time, source, kit, sequence)
);

-- Events from clocks more than 15 minutes ahead: kept apart, never dropped, without effect.
CREATE TABLE IF NOT EXISTS quarantined_event (
  regency CHAR(5) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  resident_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  event_time DATETIME(6) NOT NULL COMMENT 'by the clock of the source',
  source TINYINT NOT NULL,
  kit VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  sequence BIGINT NOT NULL,
  raw_code VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  recorded_time DATETIME(6) NOT NULL COMMENT 'real time',
  PRIMARY KEY (regency, resident_id, event_time, source, kit, sequence)
);
