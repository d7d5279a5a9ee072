-- What the last visit said of a person, and the figure of the doubtful among those not recorded.
ALTER TABLE resident ADD COLUMN doubt TINYINT NULL COMMENT '1 moved, 2 deceased, 3 already recorded, 4 not found';
ALTER TABLE resident ADD COLUMN doubtful_since DATE NULL;
ALTER TABLE coverage_delta ADD COLUMN doubtful INT NOT NULL DEFAULT 0;
ALTER TABLE recording_event ADD COLUMN evidence VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL
  DEFAULT '';

-- Codes that events carried and the table of codes had not, when they were kept.
CREATE TABLE IF NOT EXISTS unknown_code (
  regency CHAR(5) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  raw_code VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  events BIGINT NOT NULL,
  first_time DATETIME(6) NOT NULL COMMENT 'real time',
  last_time DATETIME(6) NOT NULL COMMENT 'real time',
  PRIMARY KEY (regency, raw_code)
);
