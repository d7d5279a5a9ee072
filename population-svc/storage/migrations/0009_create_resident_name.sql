-- Names as they are searched, written with the resident: a row for each word of a name and for each pair of its words.
-- A word is kept as eight bytes of a hash of its sound: see domain/name_key.h. Personal data like the name itself.
CREATE TABLE IF NOT EXISTS resident_name (
  regency CHAR(5) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name_key BINARY(8) NOT NULL,
  birth_year SMALLINT NOT NULL,
  resident_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  initials VARCHAR(4) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'first letters of the words',
  PRIMARY KEY (regency, name_key, birth_year, resident_id)
);

-- The sounds of all words of names here, each under every spelling it is looked for by.
CREATE TABLE IF NOT EXISTS name_spelling (
  regency CHAR(5) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  spelling VARCHAR(25) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  sound VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (regency, spelling, sound)
);
