-- Villages and schools, as population-svc last told them. How many are to be recorded depends on the date asked and
-- is never kept.
CREATE TABLE IF NOT EXISTS site (
  regency CHAR(5) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  id VARCHAR(13) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'village code or NPSN',
  kind TINYINT NOT NULL COMMENT '1 village, 2 school',
  display_name VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  village CHAR(13) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'it lies in',
  sync_time DATETIME(6) NOT NULL COMMENT 'real time',
  PRIMARY KEY (regency, id)
);
