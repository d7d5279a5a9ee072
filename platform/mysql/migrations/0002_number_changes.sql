-- Numbers of changes, given after commit, and how far this service has followed others.

-- `position` is the order of insertion by the server's own count. Whoever changes a resource holds its lock until
-- commit, so for one resource it is also the order of commit, whatever the clocks of the writers say.
ALTER TABLE `change` ADD COLUMN position BIGINT NOT NULL AUTO_INCREMENT,
  ADD UNIQUE KEY change_position (position),
  ADD KEY change_unnumbered (sequence, position);

-- One row: the lock of whoever numbers or removes changes.
CREATE TABLE IF NOT EXISTS change_counter (
  id TINYINT NOT NULL PRIMARY KEY,
  highest BIGINT NOT NULL COMMENT 'the last number given; stays when the change is removed',
  purged BIGINT NOT NULL COMMENT 'the last number removed by age'
) ENGINE = InnoDB;
INSERT IGNORE INTO change_counter (id, highest, purged) VALUES (1, 0, 0);

-- The last change of another service whose effect is in this schema.
CREATE TABLE IF NOT EXISTS change_cursor (
  source VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  sequence BIGINT NOT NULL
) ENGINE = InnoDB;
