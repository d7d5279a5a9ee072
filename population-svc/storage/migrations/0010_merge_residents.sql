-- A double that was merged into another record is closed by it; the events stay with whom they were told of.
ALTER TABLE resident
  ADD COLUMN IF NOT EXISTS merged_into CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL;
ALTER TABLE resident
  ADD COLUMN IF NOT EXISTS merge_date DATE NULL;

CREATE TABLE IF NOT EXISTS resident_merge (
  regency CHAR(5) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  merged_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kept_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kept_first_card_date DATE NULL COMMENT 'of the kept one alone, before any was merged into it',
  create_time DATETIME(6) NOT NULL COMMENT 'real time',
  PRIMARY KEY (regency, merged_id),
  KEY by_kept (regency, kept_id, merged_id)
);

-- Pairs that a clerk found to be two people: not listed as possible doubles again.
CREATE TABLE IF NOT EXISTS dismissed_double (
  regency CHAR(5) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  first_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  second_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'above first_id',
  create_time DATETIME(6) NOT NULL COMMENT 'real time',
  PRIMARY KEY (regency, first_id, second_id)
);
