/** Files beside their bytes, as `migrations.ts` adds them. */
export const filesTable = `
  CREATE TABLE files (
    id BLOB PRIMARY KEY,
    conversation INTEGER NOT NULL REFERENCES channels (number),
    user BLOB NOT NULL REFERENCES users (id),
    size INTEGER NOT NULL,
    hash BLOB, -- once all of it is here
    touched INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX files_by_user ON files (user, size);
  CREATE INDEX files_unfinished ON files (touched) WHERE hash IS NULL;
`
