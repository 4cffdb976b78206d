-- Since when a job may be claimed: it is due, and nobody has claimed it or put it off. What was put off is passed
-- over without being read. Written so that both databases know it again in a statement that says the same.
CREATE INDEX jobs_free ON jobs ((CASE WHEN claimed_until > due_at THEN claimed_until ELSE due_at END))
    WHERE state <> 'dead';
