/** What no first screen needs: read when it is shown, or once the page has time. */
import { late } from '../../ui/late.tsx'

export const AccountPopover = late(async () => (await import('./account-popover.tsx')).AccountPopover)
export const UnreadBeyond = late(async () => (await import('../unread-bar/unread-beyond.tsx')).UnreadBeyond)
