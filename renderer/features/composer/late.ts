/** What no first screen needs: read when it is shown, or once the page has time. */
import { late, lateCode } from '../../ui/late.tsx'

export const FormattingBar = late(async () => (await import('./formatting-bar.tsx')).FormattingBar)
export const FormattedText = late(async () => (await import('./formatted-text.tsx')).FormattedText)
export const ModeLine = late(async () => (await import('./mode-line.tsx')).ModeLine)
export const lateEdits = lateCode(() => import('./late-edits.ts'))
export const writing = lateCode(() => import('./written-message.ts'))
export const offering = lateCode(() => import('./options-for.ts'))
