CREATE TABLE `announcement_components` (
	`announcement_number` integer NOT NULL,
	`component_id` text NOT NULL,
	PRIMARY KEY(`announcement_number`, `component_id`),
	FOREIGN KEY (`announcement_number`) REFERENCES `announcements`(`number`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`component_id`) REFERENCES `components`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `announcements` (
	`number` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`incident_id` text NOT NULL,
	`update_id` text,
	`subject_id` text,
	`audience` text NOT NULL,
	`is_maintenance` integer NOT NULL,
	`impact` text NOT NULL,
	`is_end` integer NOT NULL,
	`is_quiet` integer NOT NULL,
	`created_at` integer NOT NULL,
	`last_subscriber` integer NOT NULL,
	`handed_out_to` integer NOT NULL,
	`handed_out_at` integer,
	FOREIGN KEY (`incident_id`) REFERENCES `incidents`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`update_id`) REFERENCES `incident_updates`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `announcements_id_unique` ON `announcements` (`id`);--> statement-breakpoint
CREATE INDEX `announcements_incident` ON `announcements` (`incident_id`,`number`);--> statement-breakpoint
CREATE INDEX `announcements_update` ON `announcements` (`update_id`);--> statement-breakpoint
CREATE INDEX `announcements_open` ON `announcements` (`number`) WHERE handed_out_at is null;--> statement-breakpoint
CREATE TABLE `notifications` (
	`number` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`subscriber_number` integer NOT NULL,
	`announcement_number` integer,
	`letter` text,
	`channel` text NOT NULL,
	`created_at` integer NOT NULL,
	`due_at` integer NOT NULL,
	`leased_until` integer,
	`attempts` integer DEFAULT 0 NOT NULL,
	`sent_at` integer,
	`failed_at` integer,
	`answer` text,
	`told_with` integer,
	FOREIGN KEY (`subscriber_number`) REFERENCES `subscribers`(`number`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`announcement_number`) REFERENCES `announcements`(`number`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `notifications_subscriber` ON `notifications` (`subscriber_number`,`announcement_number`);--> statement-breakpoint
CREATE INDEX `notifications_announcement` ON `notifications` (`announcement_number`);--> statement-breakpoint
CREATE INDEX `notifications_waiting` ON `notifications` (`subscriber_number`) WHERE sent_at is null and failed_at is null;--> statement-breakpoint
CREATE INDEX `notifications_due` ON `notifications` (`channel`,`due_at`) WHERE sent_at is null and failed_at is null;--> statement-breakpoint
CREATE TABLE `subscriber_components` (
	`subscriber_number` integer NOT NULL,
	`component_id` text NOT NULL,
	PRIMARY KEY(`subscriber_number`, `component_id`),
	FOREIGN KEY (`subscriber_number`) REFERENCES `subscribers`(`number`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`component_id`) REFERENCES `components`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `subscriber_groups` (
	`subscriber_number` integer NOT NULL,
	`group_id` text NOT NULL,
	PRIMARY KEY(`subscriber_number`, `group_id`),
	FOREIGN KEY (`subscriber_number`) REFERENCES `subscribers`(`number`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`group_id`) REFERENCES `component_groups`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `subscriber_incidents` (
	`subscriber_number` integer NOT NULL,
	`incident_id` text NOT NULL,
	PRIMARY KEY(`subscriber_number`, `incident_id`),
	FOREIGN KEY (`subscriber_number`) REFERENCES `subscribers`(`number`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`incident_id`) REFERENCES `incidents`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `subscribers` (
	`number` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`channel` text NOT NULL,
	`audience` text NOT NULL,
	`address` text,
	`address_hash` text,
	`sealed_target` text,
	`sealed_secrets` text,
	`contact` text,
	`time_zone` text,
	`cadence` text DEFAULT 'as_it_happens' NOT NULL,
	`covers_page` integer NOT NULL,
	`updates` text DEFAULT 'all' NOT NULL,
	`least_impact` text DEFAULT 'none' NOT NULL,
	`hears_maintenance` integer DEFAULT true NOT NULL,
	`link_salt` text NOT NULL,
	`created_at` integer NOT NULL,
	`asked_for` text,
	`asked_at` integer,
	`confirmed_at` integer,
	`consent_source` text NOT NULL,
	`left_at` integer,
	`quarantined_at` integer,
	`quarantine_reason` text,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `subscribers_id_unique` ON `subscribers` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `subscribers_address` ON `subscribers` (`channel`,`audience`,`address_hash`);--> statement-breakpoint
CREATE INDEX `subscribers_unconfirmed` ON `subscribers` (`created_at`) WHERE confirmed_at is null;