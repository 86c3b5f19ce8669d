/** What no first screen needs: read when it is shown, or once the page has time. */
import { late } from '../../ui/late.tsx'

export const ReadBackupDialog = late(async () => (await import('./read-dialog.tsx')).ReadBackupDialog)
export const RepeatedBackup = late(async () => (await import('./repeated-backup.tsx')).RepeatedBackup)
