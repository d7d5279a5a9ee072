-- Sums of contributions by village and year (Y), month (M) or day (D): see domain/coverage.h. Everything before
-- 2011 is in the year 2010 alone.
CREATE TABLE IF NOT EXISTS coverage_delta (
  regency CHAR(5) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  level CHAR(1) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  bucket DATE NOT NULL COMMENT 'first day',
  village VARCHAR(13) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  obliged INT NOT NULL,
  covered INT NOT NULL,
  print_ready INT NOT NULL,
  blocked INT NOT NULL,
  first_card INT NOT NULL,
  digital_identity INT NOT NULL,
  PRIMARY KEY (regency, level, bucket, village)
);
