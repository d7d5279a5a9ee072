-- What the register (population-svc) says of residents, kept by following its changes.
CREATE TABLE IF NOT EXISTS eligibility (
  regency VARCHAR(13) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  resident CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  print_ready BOOLEAN NOT NULL,
  blocked BOOLEAN NOT NULL COMMENT 'the centre found a double, or is deciding',
  has_first_card BOOLEAN NOT NULL,
  obliged_date DATE,
  death_date DATE,
  departure_date DATE,
  version BIGINT NOT NULL COMMENT 'of the register: the higher is the newer',
  PRIMARY KEY (regency, resident)
) CHARACTER SET utf8mb4;
