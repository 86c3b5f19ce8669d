/** What no first screen needs: read when it is shown, or once the page has time. */
import { late } from '../../ui/late.tsx'

export const PickDialog = late(async () => (await import('./pick-dialog.tsx')).PickDialog)
export const ScheduledDialog = late(async () => (await import('./scheduled-dialog.tsx')).ScheduledDialog)
export const ScheduledIn = late(async () => (await import('./scheduled-dialog.tsx')).ScheduledIn)
