/** What was read of the logs, as `migrations.ts` adds it. All of it can be made again from them. */
import type { DatabaseSync } from 'node:sqlite'

export const messageTables = `
  CREATE INDEX memberships_leading ON memberships (workspace, user) WHERE role IN ('owner', 'admin');
  CREATE TABLE projections (
    conversation INTEGER PRIMARY KEY REFERENCES channels (number),
    seq INTEGER NOT NULL,
    moderators BLOB NOT NULL -- their ids, one behind the other
  ) STRICT;
  CREATE TABLE message_ops (
    row INTEGER PRIMARY KEY,
    conversation INTEGER NOT NULL,
    segment INTEGER NOT NULL,
    client INTEGER NOT NULL,
    clock INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    topic BLOB NOT NULL,
    name BLOB NOT NULL,
    author BLOB NOT NULL,
    kind TEXT NOT NULL,
    time INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    clamped INTEGER NOT NULL,
    counts INTEGER NOT NULL,
    body BLOB,
    state TEXT, -- of the message that stands here
    reply_to BLOB,
    thread BLOB,
    in_channel INTEGER NOT NULL,
    pinned INTEGER NOT NULL,
    expires INTEGER,
    run INTEGER -- of the search index; 0 for none yet
  ) STRICT;
  CREATE UNIQUE INDEX message_ops_by_place ON message_ops (conversation, segment, client, clock);
  CREATE INDEX message_ops_by_topic ON message_ops (conversation, topic, segment);
  CREATE INDEX message_ops_by_name ON message_ops (conversation, name) WHERE name <> topic;
  CREATE INDEX message_ops_judged ON message_ops (conversation, author) WHERE kind IN ('redact', 'mask');
  CREATE INDEX messages_in_channel ON message_ops (conversation, time, counter, topic, author, segment)
    WHERE state IS NOT NULL AND in_channel = 1;
  CREATE INDEX messages_in_thread ON message_ops (conversation, thread, time, counter, topic, author, segment)
    WHERE state IS NOT NULL AND thread IS NOT NULL;
  CREATE INDEX messages_pinned ON message_ops (conversation, time, counter, topic, author, segment)
    WHERE pinned = 1;
  CREATE INDEX messages_unread ON message_ops (conversation, in_channel, seq, author) WHERE state = 'said';
  CREATE INDEX messages_expiring ON message_ops (conversation, expires) WHERE state = 'said' AND expires IS NOT NULL;
  CREATE INDEX messages_unindexed ON message_ops (conversation, row) WHERE run = 0;
  CREATE TABLE message_mentions (
    conversation INTEGER NOT NULL,
    user BLOB NOT NULL,
    seq INTEGER NOT NULL,
    row INTEGER NOT NULL,
    PRIMARY KEY (conversation, user, seq, row)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX message_mentions_by_row ON message_mentions (row);
  CREATE TABLE message_runs (
    conversation INTEGER NOT NULL,
    run INTEGER NOT NULL,
    finished INTEGER NOT NULL,
    PRIMARY KEY (conversation, run)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE message_tokens (
    conversation INTEGER NOT NULL,
    token INTEGER NOT NULL, -- keyed: no word can be read from it
    run INTEGER NOT NULL,
    rows BLOB NOT NULL,
    PRIMARY KEY (conversation, token, run)
  ) STRICT, WITHOUT ROWID;
`

export const projectionTables = [
  'projections',
  'message_ops',
  'message_mentions',
  'message_runs',
  'message_tokens',
] as const

/** It is read again when it is asked for, or in the background. */
export function forgetProjections(database: DatabaseSync): void {
  for (const table of projectionTables) database.exec(`DELETE FROM ${table}`)
}
