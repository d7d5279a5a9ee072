-- Regions by Kemendagri code: reference data for the whole country, so the key is the code alone.
CREATE TABLE IF NOT EXISTS region (
  code VARCHAR(13) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  level TINYINT NOT NULL COMMENT '1 province, 2 regency, 3 district, 4 village',
  name VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  PRIMARY KEY (code),
  KEY by_level (level, code)
);

-- Which edition of the region data is loaded: one row.
CREATE TABLE IF NOT EXISTS region_data (
  id TINYINT NOT NULL,
  digest BINARY(32) NOT NULL COMMENT 'SHA-256 of the files',
  regions INT NOT NULL,
  load_time DATETIME(6) NOT NULL COMMENT 'real time',
  PRIMARY KEY (id)
);
