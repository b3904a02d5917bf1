DROP INDEX `impact_windows_component`;--> statement-breakpoint
CREATE INDEX `impact_windows_component` ON `impact_windows` (`component_id`,`ended_at`,`withdrawn_at`,`incident_id`);
