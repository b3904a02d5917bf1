-- The revision rises whenever a row that customers can see may have changed.
INSERT INTO `revision` (`row`, `number`) VALUES (1, 1);
--> statement-breakpoint
CREATE TRIGGER `page_insert_raises_revision` AFTER INSERT ON `page` BEGIN UPDATE `revision` SET `number` = `number` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `page_update_raises_revision` AFTER UPDATE ON `page` BEGIN UPDATE `revision` SET `number` = `number` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `page_delete_raises_revision` AFTER DELETE ON `page` BEGIN UPDATE `revision` SET `number` = `number` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `component_groups_insert_raises_revision` AFTER INSERT ON `component_groups` BEGIN UPDATE `revision` SET `number` = `number` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `component_groups_update_raises_revision` AFTER UPDATE ON `component_groups` BEGIN UPDATE `revision` SET `number` = `number` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `component_groups_delete_raises_revision` AFTER DELETE ON `component_groups` BEGIN UPDATE `revision` SET `number` = `number` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `components_insert_raises_revision` AFTER INSERT ON `components` BEGIN UPDATE `revision` SET `number` = `number` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `components_update_raises_revision` AFTER UPDATE ON `components` BEGIN UPDATE `revision` SET `number` = `number` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `components_delete_raises_revision` AFTER DELETE ON `components` BEGIN UPDATE `revision` SET `number` = `number` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `incidents_insert_raises_revision` AFTER INSERT ON `incidents` BEGIN UPDATE `revision` SET `number` = `number` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `incidents_update_raises_revision` AFTER UPDATE ON `incidents` BEGIN UPDATE `revision` SET `number` = `number` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `incidents_delete_raises_revision` AFTER DELETE ON `incidents` BEGIN UPDATE `revision` SET `number` = `number` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `maintenances_insert_raises_revision` AFTER INSERT ON `maintenances` BEGIN UPDATE `revision` SET `number` = `number` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `maintenances_update_raises_revision` AFTER UPDATE ON `maintenances` BEGIN UPDATE `revision` SET `number` = `number` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `maintenances_delete_raises_revision` AFTER DELETE ON `maintenances` BEGIN UPDATE `revision` SET `number` = `number` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `maintenance_components_insert_raises_revision` AFTER INSERT ON `maintenance_components` BEGIN UPDATE `revision` SET `number` = `number` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `maintenance_components_update_raises_revision` AFTER UPDATE ON `maintenance_components` BEGIN UPDATE `revision` SET `number` = `number` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `maintenance_components_delete_raises_revision` AFTER DELETE ON `maintenance_components` BEGIN UPDATE `revision` SET `number` = `number` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `incident_updates_insert_raises_revision` AFTER INSERT ON `incident_updates` BEGIN UPDATE `revision` SET `number` = `number` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `incident_updates_update_raises_revision` AFTER UPDATE ON `incident_updates` BEGIN UPDATE `revision` SET `number` = `number` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `incident_updates_delete_raises_revision` AFTER DELETE ON `incident_updates` BEGIN UPDATE `revision` SET `number` = `number` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `update_components_insert_raises_revision` AFTER INSERT ON `update_components` BEGIN UPDATE `revision` SET `number` = `number` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `update_components_update_raises_revision` AFTER UPDATE ON `update_components` BEGIN UPDATE `revision` SET `number` = `number` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `update_components_delete_raises_revision` AFTER DELETE ON `update_components` BEGIN UPDATE `revision` SET `number` = `number` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `impact_windows_insert_raises_revision` AFTER INSERT ON `impact_windows` BEGIN UPDATE `revision` SET `number` = `number` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `impact_windows_update_raises_revision` AFTER UPDATE ON `impact_windows` BEGIN UPDATE `revision` SET `number` = `number` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `impact_windows_delete_raises_revision` AFTER DELETE ON `impact_windows` BEGIN UPDATE `revision` SET `number` = `number` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `corrections_insert_raises_revision` AFTER INSERT ON `corrections` BEGIN UPDATE `revision` SET `number` = `number` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `corrections_update_raises_revision` AFTER UPDATE ON `corrections` BEGIN UPDATE `revision` SET `number` = `number` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `corrections_delete_raises_revision` AFTER DELETE ON `corrections` BEGIN UPDATE `revision` SET `number` = `number` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `reports_insert_raises_revision` AFTER INSERT ON `reports` BEGIN UPDATE `revision` SET `number` = `number` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `reports_update_raises_revision` AFTER UPDATE ON `reports` BEGIN UPDATE `revision` SET `number` = `number` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `reports_delete_raises_revision` AFTER DELETE ON `reports` BEGIN UPDATE `revision` SET `number` = `number` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `report_versions_insert_raises_revision` AFTER INSERT ON `report_versions` BEGIN UPDATE `revision` SET `number` = `number` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `report_versions_update_raises_revision` AFTER UPDATE ON `report_versions` BEGIN UPDATE `revision` SET `number` = `number` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `report_versions_delete_raises_revision` AFTER DELETE ON `report_versions` BEGIN UPDATE `revision` SET `number` = `number` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `action_items_insert_raises_revision` AFTER INSERT ON `action_items` BEGIN UPDATE `revision` SET `number` = `number` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `action_items_update_raises_revision` AFTER UPDATE ON `action_items` BEGIN UPDATE `revision` SET `number` = `number` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `action_items_delete_raises_revision` AFTER DELETE ON `action_items` BEGIN UPDATE `revision` SET `number` = `number` + 1; END;
