-- Pupils of all schools are counted from the index alone, by village and by school: looked up one by one in the
-- table they took most of the time of a plan.
ALTER TABLE resident
  DROP KEY by_school,
  ADD KEY by_school (regency, school_npsn, id, village, obliged_date, end_date, covered_date, birth_date);
