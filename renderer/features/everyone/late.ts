/** What no first screen needs: read when it is shown, or once the page has time. */
import { late, lateCode } from '../../ui/late.tsx'

export const AskAllDialog = late(async () => (await import('./ask-all-dialog.tsx')).AskAllDialog)
export const mentionOfAll = lateCode(() => import('./mention-of-all.ts'))
