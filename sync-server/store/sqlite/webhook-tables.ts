/** Webhooks, what happened in the directory, and what waits to be told, as `migrations.ts` adds them. */
export const webhookTables = `
  CREATE TABLE webhooks (
    row INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    workspace INTEGER NOT NULL REFERENCES workspaces (number),
    name TEXT NOT NULL,
    events TEXT NOT NULL,
    conversations TEXT NOT NULL,
    body BLOB NOT NULL, -- sealed: address and secrets
    changed_by BLOB NOT NULL,
    created INTEGER NOT NULL,
    paused TEXT,
    failure TEXT,
    next_attempt INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX webhooks_by_workspace ON webhooks (workspace, row);
  CREATE TABLE webhook_cursors (
    conversation INTEGER PRIMARY KEY REFERENCES channels (number),
    seq INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE webhook_deliveries (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE,
    webhook INTEGER NOT NULL REFERENCES webhooks (row) ON DELETE CASCADE,
    type TEXT NOT NULL,
    conversation BLOB,
    message BLOB,
    user BLOB,
    time INTEGER NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    tried INTEGER,
    failure TEXT
  ) STRICT;
  CREATE INDEX webhook_deliveries_by_state ON webhook_deliveries (webhook, state, row);

  -- Whoever changes the directory, and through whatever door: it is noted in the same transaction.
  CREATE TABLE webhook_happenings (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    workspace INTEGER NOT NULL REFERENCES workspaces (number),
    type TEXT NOT NULL,
    conversation INTEGER,
    user BLOB
  ) STRICT;
  CREATE TRIGGER webhook_joined AFTER INSERT ON memberships
    WHEN EXISTS (SELECT 1 FROM webhooks WHERE workspace = new.workspace)
    BEGIN INSERT INTO webhook_happenings (workspace, type, user) VALUES (new.workspace, 'member.joined', new.user); END;
  CREATE TRIGGER webhook_left AFTER DELETE ON memberships
    WHEN EXISTS (SELECT 1 FROM webhooks WHERE workspace = old.workspace)
    BEGIN INSERT INTO webhook_happenings (workspace, type, user) VALUES (old.workspace, 'member.left', old.user); END;
  CREATE TRIGGER webhook_created AFTER INSERT ON channels
    WHEN EXISTS (SELECT 1 FROM webhooks WHERE workspace = new.workspace)
    BEGIN INSERT INTO webhook_happenings (workspace, type, conversation)
      VALUES (new.workspace, 'conversation.created', new.number); END;
  CREATE TRIGGER webhook_archived AFTER UPDATE OF archived ON channels
    WHEN new.archived = 1 AND old.archived = 0 AND EXISTS (SELECT 1 FROM webhooks WHERE workspace = new.workspace)
    BEGIN INSERT INTO webhook_happenings (workspace, type, conversation)
      VALUES (new.workspace, 'conversation.archived', new.number); END;

  CREATE TABLE incoming_webhooks (
    user BLOB PRIMARY KEY REFERENCES bots (user) ON DELETE CASCADE,
    conversation BLOB NOT NULL,
    hash BLOB NOT NULL UNIQUE
  ) STRICT, WITHOUT ROWID;
`
