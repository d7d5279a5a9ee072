-- Teams of a regency.
CREATE TABLE IF NOT EXISTS team (
  regency CHAR(5) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  display_name VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  member_count INT NOT NULL,
  kits INT NOT NULL,
  recordings_per_kit_hour INT NOT NULL,
  base CHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'district it sets out from',
  work_week TINYINT UNSIGNED NOT NULL COMMENT 'bit 0 Monday to bit 6 Sunday',
  create_time DATETIME(6) NOT NULL COMMENT 'real time',
  PRIMARY KEY (regency, id)
);
