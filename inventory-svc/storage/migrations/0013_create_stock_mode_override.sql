-- The stock mode set by hand, and the day up to which changed rules were made known to the waitlists.

-- Append-only: the newest row of a regency holds until its last day; one without a level ends the one before.
CREATE TABLE IF NOT EXISTS stock_mode_override (
  regency VARCHAR(13) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  level VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin,
  end_date DATE,
  reason VARCHAR(500) NOT NULL,
  actor VARCHAR(200) NOT NULL,
  create_time DATETIME(6) NOT NULL,
  PRIMARY KEY (regency, id)
) CHARACTER SET utf8mb4;

-- One row, of the region `-`.
CREATE TABLE IF NOT EXISTS rules_day (
  regency VARCHAR(13) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  day DATE NOT NULL,
  PRIMARY KEY (regency)
) CHARACTER SET utf8mb4;

ALTER TABLE card_application ADD COLUMN override_level_seen VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin;
ALTER TABLE card_application_decision ADD COLUMN override_level_seen VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin;
