-- SMA-level schools by NPSN (Nomor Pokok Sekolah Nasional).
CREATE TABLE IF NOT EXISTS school (
  regency CHAR(5) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  npsn CHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  display_name VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  kind TINYINT NOT NULL COMMENT '1 SMA, 2 SMK, 3 MA',
  village VARCHAR(13) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  create_time DATETIME(6) NOT NULL COMMENT 'real time',
  update_time DATETIME(6) NOT NULL COMMENT 'real time',
  PRIMARY KEY (regency, npsn)
);
