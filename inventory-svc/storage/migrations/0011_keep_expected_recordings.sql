-- What outreach-svc expected of its planned visits when it last told: used, with its age, while it is away.
CREATE TABLE IF NOT EXISTS expected_recordings (
  regency VARCHAR(13) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  day DATE NOT NULL,
  expected DOUBLE NOT NULL,
  PRIMARY KEY (regency, day)
) CHARACTER SET utf8mb4;

CREATE TABLE IF NOT EXISTS expected_recordings_told (
  regency VARCHAR(13) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  tell_time DATETIME(6) NOT NULL COMMENT 'real time'
) CHARACTER SET utf8mb4;
