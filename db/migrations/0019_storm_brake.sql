CREATE TABLE `holds` (
	`number` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`reason` text NOT NULL,
	`begun_at` integer NOT NULL,
	`asked_at` integer,
	`ended_at` integer,
	`decision` text,
	`settled_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `holds_open` ON `holds` (`reason`) WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX `holds_ended` ON `holds` (`reason`,`ended_at`);--> statement-breakpoint
CREATE INDEX `holds_unsettled` ON `holds` (`ended_at`) WHERE ended_at is not null and settled_at is null;--> statement-breakpoint
DROP INDEX `announcements_open`;--> statement-breakpoint
ALTER TABLE `announcements` ADD `counted_to` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `announcements` ADD `expected` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `announcements` ADD `held_at` integer;--> statement-breakpoint
ALTER TABLE `announcements` ADD `cleared_at` integer;--> statement-breakpoint
CREATE INDEX `announcements_held` ON `announcements` (`incident_id`) WHERE handed_out_at is null and held_at is not null;--> statement-breakpoint
CREATE INDEX `announcements_open` ON `announcements` (`number`) WHERE handed_out_at is null and held_at is null;--> statement-breakpoint
DROP INDEX `notifications_due`;--> statement-breakpoint
ALTER TABLE `notifications` ADD `tried_from` integer;--> statement-breakpoint
ALTER TABLE `notifications` ADD `held_at` integer;--> statement-breakpoint
ALTER TABLE `notifications` ADD `released_at` integer;--> statement-breakpoint
CREATE INDEX `notifications_withheld` ON `notifications` (`announcement_number`) WHERE held_at is not null;--> statement-breakpoint
CREATE INDEX `notifications_held` ON `notifications` (`subscriber_number`,`held_at`) WHERE sent_at is null and failed_at is null and held_at is not null;--> statement-breakpoint
CREATE INDEX `notifications_told` ON `notifications` (`subscriber_number`,`sent_at`) WHERE sent_at is not null and told_with is null and announcement_number is not null;--> statement-breakpoint
CREATE INDEX `notifications_due` ON `notifications` (`channel`,`due_at`) WHERE sent_at is null and failed_at is null and held_at is null;