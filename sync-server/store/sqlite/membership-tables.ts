/**
 * Private channels and who is in a conversation, in what role. A public channel is read by all of its workspace but guests,
 * so a row there says what is particular about one person: a role, how much they want to hear, that they have left it.
 * Rows of who has left stay, to be told so; `former_members` are those who were in a workspace.
 */
export const membershipTables = `
  ALTER TABLE channels ADD COLUMN private INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE channels ADD COLUMN icon TEXT NOT NULL DEFAULT '';
  ALTER TABLE channels ADD COLUMN archived INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE channels ADD COLUMN deleted INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE channels ADD COLUMN created_by BLOB;
  ALTER TABLE channels ADD COLUMN created INTEGER NOT NULL DEFAULT 0;
  CREATE TABLE conversation_members (
    conversation INTEGER NOT NULL REFERENCES channels (number),
    user BLOB NOT NULL REFERENCES users (id),
    role TEXT NOT NULL,
    level TEXT NOT NULL,
    joined INTEGER NOT NULL,
    joined_version INTEGER NOT NULL,
    version INTEGER NOT NULL,
    left_version INTEGER,
    PRIMARY KEY (conversation, user)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX conversation_members_by_user ON conversation_members (user, version);
  CREATE TABLE former_members (
    workspace INTEGER NOT NULL REFERENCES workspaces (number),
    user BLOB NOT NULL REFERENCES users (id),
    version INTEGER NOT NULL,
    PRIMARY KEY (workspace, user)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX former_members_by_version ON former_members (workspace, version);
  CREATE INDEX former_members_by_user ON former_members (user, version);
  DROP VIEW readers;
  CREATE VIEW readers AS
    SELECT c.number AS conversation, m.user AS user FROM memberships m JOIN channels c ON c.workspace = m.workspace
    WHERE c.sealed IS NULL AND c.private = 0 AND c.deleted = 0 AND m.role <> 'guest'
    UNION ALL
    SELECT p.conversation, p.user FROM conversation_members p JOIN channels c ON c.number = p.conversation
    JOIN memberships m ON m.workspace = c.workspace AND m.user = p.user
    WHERE p.left_version IS NULL AND c.private = 1 AND c.deleted = 0
    UNION ALL
    SELECT s.conversation, s.user FROM sealed_members s JOIN channels c ON c.number = s.conversation
    JOIN memberships m ON m.workspace = c.workspace AND m.user = s.user
    WHERE s.left_version IS NULL;
`
