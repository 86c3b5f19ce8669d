/** What no first screen needs: read when it is shown, or once the page has time. */
import { late } from '../../ui/late.tsx'

export const MessageMenu = late(async () => (await import('./message-menu.tsx')).MessageMenu)
export const MessageDialog = late(async () => (await import('./message-dialog.tsx')).MessageDialog)
export const UnreadBar = late(async () => (await import('../unread-bar/unread-bar.tsx')).UnreadBar)
export const Refused = late(async () => (await import('../refusal/refused.tsx')).Refused)
export const RefusedNote = late(async () => (await import('../refusal/refused-note.tsx')).RefusedNote)
