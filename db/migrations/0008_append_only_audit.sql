-- The audit log is written once: no row is changed, taken out, or put in anywhere but at its end.
CREATE TRIGGER `audit_log_keeps_rows` BEFORE DELETE ON `audit_log` BEGIN SELECT raise(ABORT, 'the audit log is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `audit_log_keeps_words` BEFORE UPDATE OF `number`, `at`, `actor_kind`, `actor_id`, `actor_name`, `action`, `subject_kind`, `subject_id`, `before`, `after`, `request_id`, `address` ON `audit_log` BEGIN SELECT raise(ABORT, 'the audit log is append-only'); END;
--> statement-breakpoint
-- Rows from before the chain are given their hashes once, by the program that migrates.
CREATE TRIGGER `audit_log_keeps_chain` BEFORE UPDATE OF `previous_hash`, `hash` ON `audit_log` WHEN old.`hash` <> '' BEGIN SELECT raise(ABORT, 'the audit log is append-only'); END;
--> statement-breakpoint
-- A row that would replace another one (INSERT OR REPLACE fires no trigger for what it deletes) has no number of its own.
CREATE TRIGGER `audit_log_continues_chain` BEFORE INSERT ON `audit_log` WHEN new.`hash` = '' OR new.`previous_hash` = '' OR new.`number` <= coalesce((SELECT max(`number`) FROM `audit_log`), 0) OR new.`previous_hash` <> coalesce((SELECT `hash` FROM `audit_log` ORDER BY `number` DESC LIMIT 1), '0000000000000000000000000000000000000000000000000000000000000000') BEGIN SELECT raise(ABORT, 'a row of the audit log must continue its chain'); END;
