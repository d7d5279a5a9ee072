-- The forecast part of each regency's stock mode, with what it was computed from.

CREATE TABLE IF NOT EXISTS stock_mode (
  regency VARCHAR(13) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  forecast_level VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  seen_on_hand BIGINT NOT NULL,
  seen_reserved BIGINT NOT NULL,
  protected_stock BIGINT NOT NULL,
  floor_stock BIGINT NOT NULL,
  unrationed_run_out_date DATE,
  mode_date DATE NOT NULL,
  compute_time DATETIME(6) NOT NULL,
  PRIMARY KEY (regency)
) CHARACTER SET utf8mb4;
