CREATE TABLE `audit_log` (
	`number` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`actor_kind` text NOT NULL,
	`actor_id` text,
	`actor_name` text NOT NULL,
	`action` text NOT NULL,
	`subject_kind` text NOT NULL,
	`subject_id` text NOT NULL,
	`before` text,
	`after` text,
	`request_id` text
);
--> statement-breakpoint
CREATE INDEX `audit_log_subject` ON `audit_log` (`subject_kind`,`subject_id`);--> statement-breakpoint
CREATE TABLE `component_groups` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`description` text,
	`position` integer NOT NULL,
	`archived_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`source_page` text,
	`source_id` text
);
--> statement-breakpoint
CREATE TABLE `component_operations` (
	`component_id` text PRIMARY KEY NOT NULL,
	`owner` text,
	`criticality` text,
	`runbook_url` text,
	`dashboard_url` text,
	`diagram_url` text,
	FOREIGN KEY (`component_id`) REFERENCES `components`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `components` (
	`id` text PRIMARY KEY NOT NULL,
	`slug` text NOT NULL,
	`name` text NOT NULL,
	`description` text,
	`group_id` text,
	`position` integer NOT NULL,
	`starts_at` integer NOT NULL,
	`shows_uptime` integer DEFAULT true NOT NULL,
	`only_shown_if_degraded` integer DEFAULT false NOT NULL,
	`hidden_at` integer,
	`archived_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`source_page` text,
	`source_id` text,
	FOREIGN KEY (`group_id`) REFERENCES `component_groups`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `components_slug` ON `components` (`slug`);--> statement-breakpoint
CREATE INDEX `components_source` ON `components` (`source_page`,`source_id`);--> statement-breakpoint
CREATE TABLE `communications_leads` (
	`id` text PRIMARY KEY NOT NULL,
	`incident_id` text NOT NULL,
	`person_id` text NOT NULL,
	`since` integer NOT NULL,
	`note` text,
	FOREIGN KEY (`incident_id`) REFERENCES `incidents`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `communications_leads_incident` ON `communications_leads` (`incident_id`,`since`);--> statement-breakpoint
CREATE TABLE `corrections` (
	`id` text PRIMARY KEY NOT NULL,
	`incident_id` text NOT NULL,
	`update_id` text,
	`window_id` text,
	`before` text NOT NULL,
	`after` text NOT NULL,
	`reason` text,
	`is_minor` integer NOT NULL,
	`corrected_at` integer NOT NULL,
	`corrected_by_id` text,
	FOREIGN KEY (`incident_id`) REFERENCES `incidents`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`update_id`) REFERENCES `incident_updates`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`window_id`) REFERENCES `impact_windows`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`corrected_by_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `corrections_incident` ON `corrections` (`incident_id`);--> statement-breakpoint
CREATE TABLE `customer_links` (
	`id` text PRIMARY KEY NOT NULL,
	`incident_id` text NOT NULL,
	`reference` text NOT NULL,
	`url` text,
	`name` text,
	`linked_by_id` text,
	`linked_at` integer NOT NULL,
	`told_by_id` text,
	`told_at` integer,
	FOREIGN KEY (`incident_id`) REFERENCES `incidents`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`linked_by_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`told_by_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `customer_links_incident` ON `customer_links` (`incident_id`);--> statement-breakpoint
CREATE TABLE `impact_windows` (
	`id` text PRIMARY KEY NOT NULL,
	`component_id` text NOT NULL,
	`status` text NOT NULL,
	`started_at` integer NOT NULL,
	`ended_at` integer,
	`incident_id` text,
	`start_entered_at` integer NOT NULL,
	`end_entered_at` integer,
	`withdrawn_at` integer,
	FOREIGN KEY (`component_id`) REFERENCES `components`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`incident_id`) REFERENCES `incidents`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `impact_windows_end` ON `impact_windows` (`ended_at`,`started_at`);--> statement-breakpoint
CREATE INDEX `impact_windows_component` ON `impact_windows` (`component_id`,`ended_at`);--> statement-breakpoint
CREATE INDEX `impact_windows_incident` ON `impact_windows` (`incident_id`);--> statement-breakpoint
CREATE TABLE `incident_updates` (
	`id` text PRIMARY KEY NOT NULL,
	`incident_id` text NOT NULL,
	`status` text NOT NULL,
	`body` text NOT NULL,
	`body_format` text NOT NULL,
	`happened_at` integer NOT NULL,
	`published_at` integer,
	`next_update_by` integer,
	`promises_none` integer DEFAULT false NOT NULL,
	`merged_from_id` text,
	`author_id` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`source_id` text,
	`source_status` text,
	FOREIGN KEY (`incident_id`) REFERENCES `incidents`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `incident_updates_incident` ON `incident_updates` (`incident_id`,`published_at`);--> statement-breakpoint
CREATE TABLE `incidents` (
	`number` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`status` text NOT NULL,
	`started_at` integer NOT NULL,
	`resolved_at` integer,
	`published_at` integer,
	`latest_update_at` integer NOT NULL,
	`impact_override` text,
	`false_alarm_at` integer,
	`false_alarm_reason` text,
	`merged_into_id` text,
	`merged_at` integer,
	`opened_by_id` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`source_page` text,
	`source_id` text,
	`source_status` text,
	`source_impact` text,
	FOREIGN KEY (`merged_into_id`) REFERENCES `incidents`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`opened_by_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `incidents_id` ON `incidents` (`id`);--> statement-breakpoint
CREATE INDEX `incidents_latest` ON `incidents` (`latest_update_at`);--> statement-breakpoint
CREATE INDEX `incidents_resolved` ON `incidents` (`resolved_at`);--> statement-breakpoint
CREATE INDEX `incidents_source` ON `incidents` (`source_id`);--> statement-breakpoint
CREATE TABLE `maintenance_components` (
	`incident_id` text NOT NULL,
	`component_id` text NOT NULL,
	FOREIGN KEY (`incident_id`) REFERENCES `incidents`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`component_id`) REFERENCES `components`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `maintenance_components_pair` ON `maintenance_components` (`incident_id`,`component_id`);--> statement-breakpoint
CREATE TABLE `maintenances` (
	`incident_id` text PRIMARY KEY NOT NULL,
	`scheduled_for` integer NOT NULL,
	`scheduled_until` integer NOT NULL,
	`starts_itself` integer NOT NULL,
	`completes_itself` integer NOT NULL,
	`sets_components` integer NOT NULL,
	`restores_components` integer NOT NULL,
	`notifies_at_start` integer NOT NULL,
	`notifies_at_end` integer NOT NULL,
	`remind_minutes` integer,
	`reminded_at` integer,
	FOREIGN KEY (`incident_id`) REFERENCES `incidents`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `update_components` (
	`update_id` text NOT NULL,
	`component_id` text NOT NULL,
	`old_status` text NOT NULL,
	`new_status` text NOT NULL,
	FOREIGN KEY (`update_id`) REFERENCES `incident_updates`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`component_id`) REFERENCES `components`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `update_components_pair` ON `update_components` (`update_id`,`component_id`);--> statement-breakpoint
CREATE TABLE `page` (
	`row` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`time_zone` text NOT NULL,
	`description` text,
	`support_url` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	CONSTRAINT "page_is_one_row" CHECK("page"."row" = 1)
);
--> statement-breakpoint
CREATE TABLE `revision` (
	`row` integer PRIMARY KEY NOT NULL,
	`number` integer NOT NULL,
	CONSTRAINT "revision_is_one_row" CHECK("revision"."row" = 1)
);
--> statement-breakpoint
CREATE TABLE `setup_links` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer
);
--> statement-breakpoint
CREATE TABLE `accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`provider_id` text NOT NULL,
	`user_id` text NOT NULL,
	`access_token` text,
	`refresh_token` text,
	`id_token` text,
	`access_token_expires_at` integer,
	`refresh_token_expires_at` integer,
	`scope` text,
	`password` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `accounts_user` ON `accounts` (`user_id`);--> statement-breakpoint
CREATE TABLE `people` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`email_verified` integer DEFAULT false NOT NULL,
	`image` text,
	`role` text NOT NULL,
	`deactivated_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `people_email_unique` ON `people` (`email`);--> statement-breakpoint
CREATE TABLE `rate_limits` (
	`id` text PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`count` integer NOT NULL,
	`last_request` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `rate_limits_key_unique` ON `rate_limits` (`key`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`token` text NOT NULL,
	`user_id` text NOT NULL,
	`expires_at` integer NOT NULL,
	`ip_address` text,
	`user_agent` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sessions_token_unique` ON `sessions` (`token`);--> statement-breakpoint
CREATE INDEX `sessions_user` ON `sessions` (`user_id`);--> statement-breakpoint
CREATE TABLE `verifications` (
	`id` text PRIMARY KEY NOT NULL,
	`identifier` text NOT NULL,
	`value` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `verifications_identifier` ON `verifications` (`identifier`);--> statement-breakpoint
CREATE TABLE `action_items` (
	`id` text PRIMARY KEY NOT NULL,
	`incident_id` text NOT NULL,
	`title` text NOT NULL,
	`owner_role` text NOT NULL,
	`due_at` integer,
	`done_at` integer,
	`dropped_at` integer,
	`dropped_reason` text,
	`position` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`incident_id`) REFERENCES `reports`(`incident_id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `action_items_incident` ON `action_items` (`incident_id`,`position`);--> statement-breakpoint
CREATE TABLE `report_versions` (
	`id` text PRIMARY KEY NOT NULL,
	`incident_id` text NOT NULL,
	`format` text NOT NULL,
	`summary` text NOT NULL,
	`affected` text NOT NULL,
	`happened` text NOT NULL,
	`prevention` text NOT NULL,
	`customer_action` text,
	`is_preliminary` integer NOT NULL,
	`created_at` integer NOT NULL,
	`published_at` integer,
	FOREIGN KEY (`incident_id`) REFERENCES `reports`(`incident_id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `report_versions_incident` ON `report_versions` (`incident_id`,`published_at`);--> statement-breakpoint
CREATE TABLE `reports` (
	`incident_id` text PRIMARY KEY NOT NULL,
	`status` text NOT NULL,
	`preliminary_due_at` integer,
	`due_at` integer,
	`waived_reason` text,
	`author_id` text,
	`reviewer_id` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`incident_id`) REFERENCES `incidents`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`reviewer_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
