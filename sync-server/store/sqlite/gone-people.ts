/** Until when others saw somebody there, as `migrations.ts` adds it (PR6). */
export const gonePeople = `
  ALTER TABLE users ADD COLUMN gone INTEGER NOT NULL DEFAULT 0;
`
