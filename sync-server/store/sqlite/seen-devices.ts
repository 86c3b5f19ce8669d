/**
 * When a device was connected last, as `migrations.ts` adds it; and read marks of sealed conversations, which older versions kept in the
 * clear (MK4), are gone.
 */
export const seenDevices = `
  ALTER TABLE devices ADD COLUMN seen INTEGER NOT NULL DEFAULT 0;
  DELETE FROM marks WHERE conversation IN (SELECT number FROM channels WHERE sealed IS NOT NULL);
`
