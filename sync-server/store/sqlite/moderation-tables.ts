/** Whether what is said in workspaces without rules is judged as well: by what the relay asks of all (MO9). */
export const judgingOfAll = 'ALTER TABLE relay ADD COLUMN judges_all INTEGER NOT NULL DEFAULT 0'

/** Rules, how far logs were judged, and reports, as `migrations.ts` adds them. */
export const moderationTables = `
  CREATE TABLE moderation_rules (
    workspace INTEGER PRIMARY KEY REFERENCES workspaces (number),
    rules TEXT NOT NULL,
    changed INTEGER NOT NULL,
    changed_by BLOB NOT NULL
  ) STRICT;
  CREATE TABLE judged (
    conversation INTEGER PRIMARY KEY REFERENCES channels (number),
    seq INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE reports (
    row INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    workspace INTEGER NOT NULL REFERENCES workspaces (number),
    conversation BLOB,
    message BLOB,
    person BLOB NOT NULL,
    reporter BLOB,
    reason TEXT NOT NULL,
    created INTEGER NOT NULL,
    body BLOB, -- sealed: the note, and the message as it was
    resolution TEXT,
    resolved INTEGER,
    resolved_by BLOB
  ) STRICT;
  CREATE UNIQUE INDEX reports_open ON reports
    (workspace, person, coalesce(conversation, x''), coalesce(message, x''), coalesce(reporter, x''))
    WHERE resolution IS NULL;
  CREATE INDEX reports_by_state ON reports (workspace, resolution IS NULL, row);
  -- What was said in a conversation goes with it.
  CREATE TRIGGER reports_of_deleted AFTER UPDATE OF deleted ON channels WHEN new.deleted = 1
    BEGIN UPDATE reports SET body = NULL WHERE conversation = new.id; END;
`
