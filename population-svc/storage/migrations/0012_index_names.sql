-- How far the names of residents registered before there was an index of names are indexed; see work/name_indexer.h.
CREATE TABLE IF NOT EXISTS name_index_progress (
  id TINYINT NOT NULL,
  regency VARCHAR(5) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  resident_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'the last one indexed',
  is_done TINYINT NOT NULL,
  PRIMARY KEY (id)
);
INSERT INTO name_index_progress (id, regency, resident_id, is_done)
  VALUES (1, '', '', NOT EXISTS (SELECT 1 FROM resident)) ON DUPLICATE KEY UPDATE id = 1;
