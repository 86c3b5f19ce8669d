/**
 * Sealed conversations lie beside the channels; `readers` says of both who may read them. Keys that people publish, and
 * what they keep here sealed.
 */
export const sealedTables = `
  ALTER TABLE channels ADD COLUMN sealed TEXT; -- 'dm' or 'group'; such a row is in no directory
  DROP INDEX channels_by_version;
  CREATE INDEX channels_by_version ON channels (workspace, version) WHERE sealed IS NULL;
  CREATE TABLE sealed_states (
    conversation INTEGER PRIMARY KEY REFERENCES channels (number),
    version INTEGER NOT NULL, -- of the directory, when the members changed last
    state BLOB NOT NULL
  ) STRICT;
  CREATE TABLE sealed_members (
    conversation INTEGER NOT NULL REFERENCES channels (number),
    user BLOB NOT NULL REFERENCES users (id),
    place INTEGER NOT NULL,
    role TEXT NOT NULL,
    joined_version INTEGER NOT NULL,
    left_version INTEGER, -- who has left stays, to be told so
    PRIMARY KEY (conversation, user)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX sealed_members_by_user ON sealed_members (user, left_version);
  CREATE VIEW readers AS
    SELECT c.number AS conversation, m.user AS user FROM memberships m JOIN channels c ON c.workspace = m.workspace
    WHERE c.sealed IS NULL
    UNION ALL
    SELECT conversation, user FROM sealed_members WHERE left_version IS NULL;

  ALTER TABLE devices ADD COLUMN revoked INTEGER NOT NULL DEFAULT 0;
  CREATE TABLE device_lists (
    user BLOB NOT NULL REFERENCES users (id),
    version INTEGER NOT NULL,
    hash BLOB NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (user, version)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE key_heads (
    user BLOB PRIMARY KEY REFERENCES users (id),
    version INTEGER NOT NULL,
    hash BLOB NOT NULL,
    directory_version INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX key_heads_by_version ON key_heads (directory_version);
  CREATE TABLE device_leaves (
    device BLOB PRIMARY KEY,
    user BLOB NOT NULL REFERENCES users (id),
    generation INTEGER NOT NULL,
    until INTEGER NOT NULL,
    body BLOB NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX device_leaves_by_user ON device_leaves (user);
  CREATE TABLE key_backups (
    user BLOB PRIMARY KEY REFERENCES users (id),
    version INTEGER NOT NULL,
    body BLOB NOT NULL
  ) STRICT;
  CREATE TABLE link_messages (
    user BLOB NOT NULL REFERENCES users (id),
    slot TEXT NOT NULL,
    number INTEGER NOT NULL,
    device BLOB NOT NULL,
    expires INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (user, slot, number)
  ) STRICT;
  `
