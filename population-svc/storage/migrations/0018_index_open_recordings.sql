-- Recordings that do not move are read page by page: of a state, in the order of the day it began.
ALTER TABLE resident ADD KEY by_recording (regency, recording_state, recording_since, id);
