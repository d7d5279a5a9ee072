-- How far a listing got that makes up for changes that could not be followed; no row: none is under way.
CREATE TABLE IF NOT EXISTS change_listing (
  source VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  sequence BIGINT NOT NULL COMMENT 'from which changes are followed when it is done',
  after_key VARCHAR(1000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL
) ENGINE = InnoDB;
