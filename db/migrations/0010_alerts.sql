CREATE TABLE `alert_deliveries` (
	`number` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`source_id` text NOT NULL,
	`at` integer NOT NULL,
	`format` text,
	`outcome` text NOT NULL,
	`matched` integer NOT NULL,
	`ignored` integer NOT NULL,
	`incident_id` text,
	`note` text,
	FOREIGN KEY (`source_id`) REFERENCES `alert_sources`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`incident_id`) REFERENCES `incidents`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `alert_deliveries_source` ON `alert_deliveries` (`source_id`,`number`);--> statement-breakpoint
CREATE INDEX `alert_deliveries_at` ON `alert_deliveries` (`at`);--> statement-breakpoint
CREATE TABLE `alert_groups` (
	`id` text PRIMARY KEY NOT NULL,
	`source_id` text NOT NULL,
	`key` text NOT NULL,
	`incident_id` text,
	`created_at` integer NOT NULL,
	`ended_at` integer,
	FOREIGN KEY (`source_id`) REFERENCES `alert_sources`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`incident_id`) REFERENCES `incidents`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `alert_groups_current` ON `alert_groups` (`source_id`,`key`) WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX `alert_groups_incident` ON `alert_groups` (`incident_id`);--> statement-breakpoint
CREATE TABLE `alert_rules` (
	`id` text PRIMARY KEY NOT NULL,
	`source_id` text NOT NULL,
	`position` integer NOT NULL,
	`matchers` text NOT NULL,
	`component_id` text NOT NULL,
	`status` text NOT NULL,
	`sets_status` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`source_id`) REFERENCES `alert_sources`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`component_id`) REFERENCES `components`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `alert_rules_source` ON `alert_rules` (`source_id`,`position`);--> statement-breakpoint
CREATE TABLE `alert_sources` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`start` text NOT NULL,
	`hash` text NOT NULL,
	`created_by_id` text,
	`created_at` integer NOT NULL,
	`revoked_at` integer,
	`last_used_at` integer,
	FOREIGN KEY (`created_by_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `alert_sources_hash_unique` ON `alert_sources` (`hash`);--> statement-breakpoint
CREATE TABLE `alerts` (
	`id` text PRIMARY KEY NOT NULL,
	`group_id` text NOT NULL,
	`fingerprint` text NOT NULL,
	`labels` text NOT NULL,
	`title` text NOT NULL,
	`started_at` integer NOT NULL,
	`ended_at` integer,
	`component_id` text,
	`status` text,
	`sets_status` integer NOT NULL,
	`window_id` text,
	`yielded_to_id` text,
	`received_at` integer NOT NULL,
	FOREIGN KEY (`group_id`) REFERENCES `alert_groups`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`component_id`) REFERENCES `components`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`window_id`) REFERENCES `impact_windows`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`yielded_to_id`) REFERENCES `incidents`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `alerts_fingerprint` ON `alerts` (`group_id`,`fingerprint`);--> statement-breakpoint
CREATE INDEX `alerts_window` ON `alerts` (`window_id`);--> statement-breakpoint
CREATE INDEX `alerts_received` ON `alerts` (`received_at`);