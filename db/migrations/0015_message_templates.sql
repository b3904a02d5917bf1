CREATE TABLE `message_templates` (
	`kind` text PRIMARY KEY NOT NULL,
	`subject` text,
	`opening` text,
	`closing` text,
	`version` integer NOT NULL,
	`updated_at` integer NOT NULL
);
