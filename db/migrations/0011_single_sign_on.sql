CREATE TABLE `access_withdrawals` (
	`person_id` text PRIMARY KEY NOT NULL,
	`withdrawn_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `break_glass_owners` (
	`person_id` text PRIMARY KEY NOT NULL,
	`marked_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `single_sign_on` (
	`row` integer PRIMARY KEY NOT NULL,
	`issuer` text NOT NULL,
	`client_id` text NOT NULL,
	`client_secret` text,
	`scopes` text NOT NULL,
	`groups_claim` text NOT NULL,
	`default_role` text,
	`trusts_email` integer DEFAULT false NOT NULL,
	`label` text NOT NULL,
	`only_since` integer,
	`updated_at` integer NOT NULL,
	CONSTRAINT "single_sign_on_is_one_row" CHECK("single_sign_on"."row" = 1)
);
--> statement-breakpoint
CREATE TABLE `single_sign_on_groups` (
	`name` text PRIMARY KEY NOT NULL,
	`role` text NOT NULL
);
--> statement-breakpoint
ALTER TABLE `sessions` ADD `single_sign_on_at` integer;