/** What no first screen needs: read when it is shown, or once the page has time. */
import { late } from '../../ui/late.tsx'

export const FormattingBar = late(async () => (await import('./formatting-bar.tsx')).FormattingBar)
export const FormattedText = late(async () => (await import('./formatted-text.tsx')).FormattedText)
export const ModeLine = late(async () => (await import('./mode-line.tsx')).ModeLine)
