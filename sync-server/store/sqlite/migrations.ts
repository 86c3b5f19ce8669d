/**
 * The schema, forward only: step n brings a database from version n to n + 1. A step that was released never changes.
 * What a step cannot say in SQL it does in code (`fill`), in the same transaction.
 *
 * Ids are 16-byte blobs where they come in, small integers where they are repeated per entry. Entries lie in an ordinary
 * rowid table: bodies reach 256 KiB, and SQLite keeps rows of `WITHOUT ROWID` tables inside the tree that it searches.
 */
import type { DatabaseSync } from 'node:sqlite'
import { idBytes } from '../../../core/protocol/ids.ts'
import { placeOf } from '../entry-place.ts'
import { auditTables } from './audit-store.ts'
import { botTables } from './bot-store.ts'
import { atRestTable } from './at-rest-table.ts'
import { documentConversations } from './document-conversations.ts'
import { filesTable } from './files-table.ts'
import { scansOfWholeFiles, scanTables } from './scan-store.ts'
import { letterTable } from './letter-store.ts'
import { membershipTables } from './membership-tables.ts'
import type { Migration } from './migration.ts'
import { gonePeople } from './gone-people.ts'
import { identityTables, statusEnds, statusTextsTold } from './identity-tables.ts'
import { messageTables } from './message-tables.ts'
import { judgingOfAll, moderationTables } from './moderation-tables.ts'
import { picturesOfGone, pictureTables } from './picture-store.ts'
import { quotaTable } from './quota-store.ts'
import { retentionTable } from './retention-store.ts'
import { bytes, integer } from './rows.ts'
import { sealedTables } from './sealed-tables.ts'
import { seenDevices } from './seen-devices.ts'
import { webhookTables } from './webhook-tables.ts'

const receiptSeedBytes = 32

export const migrations: ReadonlyArray<Migration> = [
  {
    sql: `
  CREATE TABLE relay (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    epoch BLOB NOT NULL,
    gateway_device BLOB NOT NULL,
    gateway_user BLOB NOT NULL,
    directory_version INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE users (
    id BLOB PRIMARY KEY,
    name TEXT NOT NULL,
    username TEXT UNIQUE,
    matched BLOB REFERENCES users (id),
    created INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE credentials (
    user BLOB PRIMARY KEY REFERENCES users (id),
    password_hash TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE devices (
    id BLOB PRIMARY KEY,
    user BLOB NOT NULL REFERENCES users (id),
    name TEXT NOT NULL,
    active INTEGER NOT NULL,
    created INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE refresh_tokens (
    hash BLOB PRIMARY KEY,
    family BLOB NOT NULL,
    device BLOB NOT NULL REFERENCES devices (id),
    expires INTEGER NOT NULL,
    used INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX refresh_tokens_by_family ON refresh_tokens (family);
  CREATE INDEX refresh_tokens_by_device ON refresh_tokens (device);
  CREATE TABLE signing_keys (
    kid TEXT PRIMARY KEY,
    jwk TEXT NOT NULL,
    created INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE workspaces (
    number INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE memberships (
    workspace INTEGER NOT NULL REFERENCES workspaces (number),
    user BLOB NOT NULL REFERENCES users (id),
    role TEXT NOT NULL,
    joined_version INTEGER NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (workspace, user)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX memberships_by_user ON memberships (user);
  CREATE INDEX memberships_by_version ON memberships (workspace, version);
  CREATE TABLE channels (
    number INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    workspace INTEGER NOT NULL REFERENCES workspaces (number),
    name TEXT NOT NULL,
    topic TEXT NOT NULL,
    created_version INTEGER NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (workspace, name)
  ) STRICT;
  CREATE INDEX channels_by_version ON channels (workspace, version);

  CREATE TABLE logs (
    conversation INTEGER PRIMARY KEY REFERENCES channels (number),
    seq INTEGER NOT NULL,
    head BLOB NOT NULL,
    newest_segment INTEGER NOT NULL,
    time INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE entries (
    row INTEGER PRIMARY KEY,
    conversation INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    segment INTEGER NOT NULL, -- -1 for a claim
    device BLOB NOT NULL,
    counter INTEGER NOT NULL,
    time INTEGER NOT NULL,
    head BLOB NOT NULL,
    body BLOB NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX entries_by_seq ON entries (conversation, seq);
  CREATE INDEX entries_by_segment ON entries (conversation, segment, seq);
  CREATE UNIQUE INDEX entries_by_counter ON entries (conversation, device, counter);
  CREATE TABLE claims (
    conversation INTEGER NOT NULL,
    client INTEGER NOT NULL,
    device BLOB NOT NULL,
    user BLOB NOT NULL,
    gateway INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (conversation, client)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX claims_by_device ON claims (conversation, device, seq);
  CREATE TABLE clocks (
    conversation INTEGER NOT NULL,
    segment INTEGER NOT NULL,
    client INTEGER NOT NULL,
    next INTEGER NOT NULL,
    PRIMARY KEY (conversation, segment, client)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE imported_people (
    workspace INTEGER NOT NULL,
    source TEXT NOT NULL,
    user BLOB NOT NULL REFERENCES users (id),
    PRIMARY KEY (workspace, source)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE imported_channels (
    workspace INTEGER NOT NULL,
    source TEXT NOT NULL,
    channel INTEGER NOT NULL UNIQUE REFERENCES channels (number),
    PRIMARY KEY (workspace, source)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE imported_messages (
    conversation INTEGER NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (conversation, source)
  ) STRICT, WITHOUT ROWID;
  `,
    fill: (database, random) => {
      database
        .prepare('INSERT INTO relay VALUES (1, ?, ?, ?, 0)')
        .run(random.bytes(idBytes), random.bytes(idBytes), random.bytes(idBytes))
    },
  },
  {
    sql: `
  CREATE TABLE documents (
    number INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    workspace INTEGER NOT NULL REFERENCES workspaces (number),
    title TEXT NOT NULL,
    created_by BLOB NOT NULL REFERENCES users (id),
    created INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX documents_by_workspace ON documents (workspace, number);
  -- AUTOINCREMENT: a row that was compacted away is never given out again.
  CREATE TABLE document_updates (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES documents (number),
    body BLOB NOT NULL
  ) STRICT;
  CREATE INDEX document_updates_by_document ON document_updates (document, row);
  `,
  },
  {
    // The key that receipts are signed with. Where the ops of an entry stand in their sub-log, so that those that were
    // deleted are found by reading an index alone. Read marks.
    sql: `
  ALTER TABLE relay ADD COLUMN receipt_seed BLOB NOT NULL DEFAULT x'';
  ALTER TABLE entries ADD COLUMN client INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE entries ADD COLUMN clock INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE entries ADD COLUMN ops INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE entries ADD COLUMN erased BLOB; -- the id of the entry whose body was given up
  DROP INDEX entries_by_segment;
  CREATE INDEX entries_by_segment ON entries (conversation, segment, seq, client, clock, ops);
  CREATE TABLE marks (
    conversation INTEGER NOT NULL,
    user BLOB NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (conversation, user)
  ) STRICT, WITHOUT ROWID;
  `,
    fill: (database, random) => {
      database.prepare('UPDATE relay SET receipt_seed = ?').run(random.bytes(receiptSeedBytes))
      fillPlaces(database)
    },
  },
  {
    // The next counter of a device in a row of its own, instead of an index over all entries that each commit has to write
    // to: a repeat names its segment and its client, and is found there.
    sql: `
  CREATE TABLE counters (
    conversation INTEGER NOT NULL,
    device BLOB NOT NULL,
    next INTEGER NOT NULL,
    PRIMARY KEY (conversation, device)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO counters SELECT conversation, device, max(counter) + 1 FROM entries GROUP BY conversation, device;
  DROP INDEX entries_by_counter;
  DROP INDEX entries_by_segment;
  CREATE INDEX entries_by_segment ON entries (conversation, segment, seq, client, clock, ops, counter);
  `,
  },
  { sql: sealedTables },
  { sql: filesTable },
  { sql: auditTables },
  { sql: membershipTables },
  { sql: seenDevices },
  atRestTable,
  documentConversations,
  { sql: identityTables },
  { sql: messageTables },
  { sql: moderationTables },
  { sql: retentionTable },
  { sql: botTables },
  { sql: webhookTables },
  { sql: gonePeople },
  { sql: quotaTable },
  { sql: judgingOfAll },
  { sql: scanTables },
  { sql: letterTable },
  { sql: pictureTables },
  { sql: scansOfWholeFiles },
  { sql: picturesOfGone },
  { sql: statusTextsTold },
  { sql: statusEnds },
]

/** What older versions did not note of the entries that they stored. */
function fillPlaces(database: DatabaseSync): void {
  const next = database.prepare('SELECT row, body FROM entries WHERE row > ? ORDER BY row LIMIT 1000')
  const set = database.prepare('UPDATE entries SET client = ?, clock = ?, ops = ? WHERE row = ?')
  for (let after = 0; ;) {
    const rows = next.all(after)
    for (const each of rows) {
      const place = placeOf(bytes(each, 'body'))
      after = integer(each, 'row')
      set.run(place.client, place.clock, place.ops, after)
    }
    if (rows.length === 0) return
  }
}
