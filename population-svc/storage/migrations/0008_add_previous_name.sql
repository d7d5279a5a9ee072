-- Of somebody who moved here: the resource name of the closed record in the regency left; empty: none known.
ALTER TABLE resident
  ADD COLUMN IF NOT EXISTS previous_name VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '';
