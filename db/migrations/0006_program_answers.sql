CREATE TABLE `idempotency_keys` (
	`token_id` text NOT NULL,
	`key` text NOT NULL,
	`content` text NOT NULL,
	`status` integer NOT NULL,
	`body` text,
	`answered_at` integer NOT NULL,
	PRIMARY KEY(`token_id`, `key`),
	FOREIGN KEY (`token_id`) REFERENCES `api_tokens`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `idempotency_keys_answered` ON `idempotency_keys` (`answered_at`);--> statement-breakpoint
CREATE TABLE `incident_metadata` (
	`incident_id` text PRIMARY KEY NOT NULL,
	`metadata` text NOT NULL,
	`reminder_intervals` text,
	FOREIGN KEY (`incident_id`) REFERENCES `incidents`(`id`) ON UPDATE no action ON DELETE no action
);
