/** What an account has beside its name and its password, as `migrations.ts` adds it. */
export const identityTables = `
  ALTER TABLE users ADD COLUMN email TEXT;
  ALTER TABLE users ADD COLUMN avatar BLOB;
  ALTER TABLE users ADD COLUMN status TEXT NOT NULL DEFAULT '';
  ALTER TABLE users ADD COLUMN disabled INTEGER; -- when
  ALTER TABLE users ADD COLUMN sessions_from INTEGER NOT NULL DEFAULT 0; -- tokens of a provider from before are void
  ALTER TABLE devices ADD COLUMN ended INTEGER NOT NULL DEFAULT 0; -- when it was signed out, for tokens of a provider
  CREATE INDEX devices_by_user ON devices (user);
  ALTER TABLE signing_keys ADD COLUMN retired INTEGER; -- null for the one that signs
  -- Hashes that came with people from another system, which are made anew when those sign in.
  CREATE INDEX credentials_to_renew ON credentials (user) WHERE substr(password_hash, 1, 2) = '$2';

  CREATE TABLE foreign_identities (
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    user BLOB NOT NULL REFERENCES users (id),
    created INTEGER NOT NULL,
    PRIMARY KEY (issuer, subject)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX foreign_identities_by_user ON foreign_identities (user);
  CREATE TABLE oidc_flows (
    hash BLOB PRIMARY KEY,
    nonce TEXT NOT NULL,
    challenge TEXT NOT NULL,
    redirect_uri TEXT NOT NULL,
    expires INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE oidc_tickets (
    hash BLOB PRIMARY KEY,
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    username TEXT NOT NULL,
    name TEXT NOT NULL,
    email TEXT,
    expires INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE invitations (
    id BLOB PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE,
    workspace INTEGER REFERENCES workspaces (number), -- null: to this relay alone
    role TEXT NOT NULL,
    email TEXT,
    uses INTEGER NOT NULL, -- that are left
    expires INTEGER NOT NULL,
    created_by BLOB REFERENCES users (id), -- null: whoever runs the relay
    created INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX invitations_by_workspace ON invitations (workspace, created);
`

/** As `migrations.ts` adds it: when a status text ends. */
export const statusEnds = `
  ALTER TABLE users ADD COLUMN status_until INTEGER; -- null: it has no end
  CREATE INDEX users_by_status_end ON users (status_until) WHERE status_until IS NOT NULL;
`

/** As `migrations.ts` adds it: status texts from before anybody was told of them are news to who shares a workspace. */
export const statusTextsTold = `
  UPDATE relay SET directory_version = directory_version + 1
    WHERE EXISTS (SELECT 1 FROM users WHERE status <> '');
  UPDATE memberships SET version = (SELECT directory_version FROM relay)
    WHERE user IN (SELECT id FROM users WHERE status <> '');
`
