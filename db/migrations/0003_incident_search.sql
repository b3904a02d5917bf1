DROP INDEX `impact_windows_incident`;--> statement-breakpoint
CREATE INDEX `impact_windows_incident` ON `impact_windows` (`incident_id`,`status`,`withdrawn_at`,`component_id`);--> statement-breakpoint
-- What readers see of updates, drafts too: without the tags of HTML, and without the addresses of Markdown's links.
-- What ends a line parts words, other tags stand inside of them; entities are no words.
CREATE VIEW `incident_update_words` AS
  SELECT
    `incident_id`,
    `published_at` IS NOT NULL AS `is_told`,
    CASE
      WHEN instr(`text`, `opens`) = 0 THEN `text`
      ELSE (
        WITH RECURSIVE `cut` (`kept`, `rest`) AS (
          SELECT '', `text`
          UNION ALL
          SELECT
            `kept` || substr(`rest`, 1, instr(`rest`, `opens`) - 1),
            substr(`rest`, instr(`rest`, `opens`) + max(1, instr(substr(`rest`, instr(`rest`, `opens`)), `closes`)))
          FROM `cut`
          WHERE instr(`rest`, `opens`) > 0
        )
        SELECT `kept` || `rest` FROM `cut` WHERE instr(`rest`, `opens`) = 0
      )
    END AS `words`
  FROM (
    SELECT
      `incident_id`,
      `published_at`,
      iif(`body_format` = 'html', '<', '](') AS `opens`,
      iif(`body_format` = 'html', '>', ')') AS `closes`,
      iif(
        `body_format` = 'html',
        replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
          `body`, '<br', ' <br'), '<hr', ' <hr'), '</p', ' </p'), '</li', ' </li'), '</h', ' </h'), '</t', ' </t'),
          '</bl', ' </bl'), '&lt;', ' '), '&gt;', ' '), '&quot;', ' '), '&#39;', ''''), '&nbsp;', ' '), '&amp;', ' '),
        `body`
      ) AS `text`
    FROM `incident_updates`
  );
--> statement-breakpoint
-- The same of reports: the version that was published last, and drafts.
CREATE VIEW `report_words` AS
  SELECT
    `incident_id`,
    `published_at` IS NOT NULL AS `is_told`,
    CASE
      WHEN instr(`text`, `opens`) = 0 THEN `text`
      ELSE (
        WITH RECURSIVE `cut` (`kept`, `rest`) AS (
          SELECT '', `text`
          UNION ALL
          SELECT
            `kept` || substr(`rest`, 1, instr(`rest`, `opens`) - 1),
            substr(`rest`, instr(`rest`, `opens`) + max(1, instr(substr(`rest`, instr(`rest`, `opens`)), `closes`)))
          FROM `cut`
          WHERE instr(`rest`, `opens`) > 0
        )
        SELECT `kept` || `rest` FROM `cut` WHERE instr(`rest`, `opens`) = 0
      )
    END AS `words`
  FROM (
    SELECT
      `incident_id`,
      `published_at`,
      iif(`format` = 'html', '<', '](') AS `opens`,
      iif(`format` = 'html', '>', ')') AS `closes`,
      iif(
        `format` = 'html',
        replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
          concat_ws(char(10), `summary`, `affected`, `happened`, `prevention`, `customer_action`), '<br', ' <br'), '<hr', ' <hr'), '</p', ' </p'), '</li', ' </li'), '</h', ' </h'), '</t', ' </t'),
          '</bl', ' </bl'), '&lt;', ' '), '&gt;', ' '), '&quot;', ' '), '&#39;', ''''), '&nbsp;', ' '), '&amp;', ' '),
        concat_ws(char(10), `summary`, `affected`, `happened`, `prevention`, `customer_action`)
      ) AS `text`
    FROM `report_versions`
    WHERE `published_at` IS NULL OR NOT EXISTS (
      SELECT 1 FROM `report_versions` AS `newer`
      WHERE `newer`.`incident_id` = `report_versions`.`incident_id` AND `newer`.`published_at` > `report_versions`.`published_at`
    )
  );
--> statement-breakpoint
-- One row an incident, by its number. What is not public stands in a column of its own, so that a query can leave it out.
CREATE VIEW `incident_search_rows` AS
  SELECT
    `number`,
    `id`,
    `title`,
    concat_ws(
      char(10),
      (SELECT group_concat(`words`, char(10)) FROM `incident_update_words` WHERE `incident_id` = `incidents`.`id` AND `is_told`),
      (SELECT group_concat(`words`, char(10)) FROM `report_words` WHERE `incident_id` = `incidents`.`id` AND `is_told`)
    ) AS `told`,
    concat_ws(
      char(10),
      (SELECT group_concat(`words`, char(10)) FROM `incident_update_words` WHERE `incident_id` = `incidents`.`id` AND NOT `is_told`),
      (SELECT group_concat(`words`, char(10)) FROM `report_words` WHERE `incident_id` = `incidents`.`id` AND NOT `is_told`)
    ) AS `untold`
  FROM `incidents`;
--> statement-breakpoint
-- The index alone, without a second copy of the words.
CREATE VIRTUAL TABLE `incident_search` USING fts5(
  title, told, untold,
  content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);
--> statement-breakpoint
INSERT INTO `incident_search` (rowid, title, told, untold) SELECT `number`, `title`, `told`, `untold` FROM `incident_search_rows`;
--> statement-breakpoint
CREATE TRIGGER `incidents_insert_fills_search` AFTER INSERT ON `incidents` BEGIN
  INSERT INTO `incident_search` (rowid, title, told, untold)
    SELECT `number`, `title`, `told`, `untold` FROM `incident_search_rows` WHERE `id` = NEW.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `incidents_update_fills_search` AFTER UPDATE OF `title` ON `incidents` BEGIN
  DELETE FROM `incident_search` WHERE rowid IN (SELECT `number` FROM `incidents` WHERE `id` = NEW.`id`);
  INSERT INTO `incident_search` (rowid, title, told, untold)
    SELECT `number`, `title`, `told`, `untold` FROM `incident_search_rows` WHERE `id` = NEW.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `incidents_delete_fills_search` AFTER DELETE ON `incidents` BEGIN
  DELETE FROM `incident_search` WHERE rowid = OLD.`number`;
END;
--> statement-breakpoint
CREATE TRIGGER `incident_updates_insert_fills_search` AFTER INSERT ON `incident_updates` BEGIN
  DELETE FROM `incident_search` WHERE rowid IN (SELECT `number` FROM `incidents` WHERE `id` = NEW.`incident_id`);
  INSERT INTO `incident_search` (rowid, title, told, untold)
    SELECT `number`, `title`, `told`, `untold` FROM `incident_search_rows` WHERE `id` = NEW.`incident_id`;
END;
--> statement-breakpoint
CREATE TRIGGER `incident_updates_update_fills_search` AFTER UPDATE OF `incident_id`, `body`, `body_format`, `published_at` ON `incident_updates` BEGIN
  DELETE FROM `incident_search` WHERE rowid IN (SELECT `number` FROM `incidents` WHERE `id` IN (OLD.`incident_id`, NEW.`incident_id`));
  INSERT INTO `incident_search` (rowid, title, told, untold)
    SELECT `number`, `title`, `told`, `untold` FROM `incident_search_rows` WHERE `id` IN (OLD.`incident_id`, NEW.`incident_id`);
END;
--> statement-breakpoint
CREATE TRIGGER `incident_updates_delete_fills_search` AFTER DELETE ON `incident_updates` BEGIN
  DELETE FROM `incident_search` WHERE rowid IN (SELECT `number` FROM `incidents` WHERE `id` = OLD.`incident_id`);
  INSERT INTO `incident_search` (rowid, title, told, untold)
    SELECT `number`, `title`, `told`, `untold` FROM `incident_search_rows` WHERE `id` = OLD.`incident_id`;
END;
--> statement-breakpoint
CREATE TRIGGER `report_versions_insert_fills_search` AFTER INSERT ON `report_versions` BEGIN
  DELETE FROM `incident_search` WHERE rowid IN (SELECT `number` FROM `incidents` WHERE `id` = NEW.`incident_id`);
  INSERT INTO `incident_search` (rowid, title, told, untold)
    SELECT `number`, `title`, `told`, `untold` FROM `incident_search_rows` WHERE `id` = NEW.`incident_id`;
END;
--> statement-breakpoint
CREATE TRIGGER `report_versions_update_fills_search` AFTER UPDATE OF `incident_id`, `format`, `summary`, `affected`, `happened`, `prevention`, `customer_action`, `published_at` ON `report_versions` BEGIN
  DELETE FROM `incident_search` WHERE rowid IN (SELECT `number` FROM `incidents` WHERE `id` IN (OLD.`incident_id`, NEW.`incident_id`));
  INSERT INTO `incident_search` (rowid, title, told, untold)
    SELECT `number`, `title`, `told`, `untold` FROM `incident_search_rows` WHERE `id` IN (OLD.`incident_id`, NEW.`incident_id`);
END;
--> statement-breakpoint
CREATE TRIGGER `report_versions_delete_fills_search` AFTER DELETE ON `report_versions` BEGIN
  DELETE FROM `incident_search` WHERE rowid IN (SELECT `number` FROM `incidents` WHERE `id` = OLD.`incident_id`);
  INSERT INTO `incident_search` (rowid, title, told, untold)
    SELECT `number`, `title`, `told`, `untold` FROM `incident_search_rows` WHERE `id` = OLD.`incident_id`;
END;
