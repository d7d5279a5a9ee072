-- Requests to the ministry for blank cards, and its shipments for them.

CREATE TABLE IF NOT EXISTS stock_request (
  regency VARCHAR(13) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  quantity BIGINT NOT NULL,
  justification VARCHAR(500) NOT NULL,
  needed_by_date DATE,
  state VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  approved_quantity BIGINT NOT NULL,
  decision_reason VARCHAR(500) NOT NULL,
  submit_date DATE,
  decision_date DATE,
  version BIGINT NOT NULL,
  create_time DATETIME(6) NOT NULL,
  PRIMARY KEY (regency, id),
  KEY stock_request_state (state, regency, id),
  CONSTRAINT stock_request_approved CHECK (approved_quantity >= 0 AND approved_quantity <= quantity)
) CHARACTER SET utf8mb4;

-- The receipt's columns are the comparison with all receipts that name the shipment; NULL and 0 while it is on the way.
-- The ministry numbers its papers for the whole country.
CREATE TABLE IF NOT EXISTS shipment (
  regency VARCHAR(13) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  stock_request CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  document_number VARCHAR(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  ship_date DATE NOT NULL,
  expected_arrival_date DATE NOT NULL,
  quantity BIGINT NOT NULL,
  actor VARCHAR(200) NOT NULL,
  create_time DATETIME(6) NOT NULL,
  receipt_date DATE,
  arrived BIGINT NOT NULL,
  missing BIGINT NOT NULL,
  extra BIGINT NOT NULL,
  damaged BIGINT NOT NULL,
  document_year INT GENERATED ALWAYS AS (YEAR(ship_date)) STORED,
  PRIMARY KEY (regency, id),
  KEY shipment_request (regency, stock_request, id),
  UNIQUE KEY shipment_document (document_year, document_number)
) CHARACTER SET utf8mb4;

-- A blank is in one shipment of the country: whoever adds some locks their series in serial_series, region `-`.
CREATE TABLE IF NOT EXISTS shipment_serials (
  regency VARCHAR(13) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  shipment CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  prefix VARCHAR(23) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  width INT NOT NULL,
  first_number BIGINT NOT NULL,
  last_number BIGINT NOT NULL,
  PRIMARY KEY (regency, shipment, prefix, width, first_number),
  KEY shipment_serials_run (prefix, width, first_number),
  CONSTRAINT shipment_serials_order CHECK (first_number <= last_number)
) CHARACTER SET utf8mb4;
