/** What no first screen needs: read when it is shown, or once the page has time. */
import { late } from '../../ui/late.tsx'

export const StatusDialog = late(async () => (await import('./status-dialog.tsx')).StatusDialog)
export const QuietDialog = late(async () => (await import('./quiet-choice.tsx')).QuietDialog)
