-- Those born on a day: possible doubles, the very old.
ALTER TABLE resident ADD KEY by_birth (regency, birth_date, id);
