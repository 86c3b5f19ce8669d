/** What no first screen needs: read when it is shown, or once the page has time. */
import { late } from '../../ui/late.tsx'

export const ReadBackupDialog = late(async () => (await import('./read-dialog.tsx')).ReadBackupDialog)
export const RepeatedBackup = late(async () => (await import('./repeated-backup.tsx')).RepeatedBackup)
export const MakeOwnBackup = late(async () => (await import('./make-own-backup.tsx')).MakeOwnBackup)
export const CheckBackupDialog = late(async () => (await import('./check-dialog.tsx')).CheckBackupDialog)
