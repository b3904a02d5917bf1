CREATE TABLE `form_drafts` (
	`person_id` text NOT NULL,
	`form` text NOT NULL,
	`fields` text NOT NULL,
	`saved_at` integer NOT NULL,
	PRIMARY KEY(`person_id`, `form`),
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `form_submissions` (
	`key` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`answer` text NOT NULL,
	`submitted_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `page_logos` (
	`row` integer PRIMARY KEY NOT NULL,
	`media_type` text NOT NULL,
	`bytes` blob NOT NULL,
	`updated_at` integer NOT NULL,
	CONSTRAINT "page_logos_is_one_row" CHECK("page_logos"."row" = 1)
);
--> statement-breakpoint
ALTER TABLE `page` ADD `support_email` text;--> statement-breakpoint
ALTER TABLE `page` ADD `links` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `page` ADD `accent_light` text;--> statement-breakpoint
ALTER TABLE `page` ADD `accent_dark` text;--> statement-breakpoint
ALTER TABLE `page` ADD `promise_minutes` text DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE `page` ADD `reports_owed_from` text DEFAULT 'major' NOT NULL;--> statement-breakpoint
ALTER TABLE `page` ADD `preliminary_report_hours` integer DEFAULT 72 NOT NULL;--> statement-breakpoint
ALTER TABLE `page` ADD `final_report_days` integer DEFAULT 14 NOT NULL;--> statement-breakpoint
ALTER TABLE `page` ADD `reviews_reports` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `report_versions` ADD `updated_at` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `reports` ADD `waived_at` integer;--> statement-breakpoint
ALTER TABLE `reports` ADD `approved_at` integer;--> statement-breakpoint
CREATE TRIGGER `page_logos_insert_raises_revision` AFTER INSERT ON `page_logos` BEGIN UPDATE `revision` SET `number` = `number` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `page_logos_update_raises_revision` AFTER UPDATE ON `page_logos` BEGIN UPDATE `revision` SET `number` = `number` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `page_logos_delete_raises_revision` AFTER DELETE ON `page_logos` BEGIN UPDATE `revision` SET `number` = `number` + 1; END;
