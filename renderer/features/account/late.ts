/** What no first screen needs: read when it is shown, or once the page has time. */
import { late } from '../../ui/late.tsx'

export const SealedDialogs = late(async () => (await import('./sealed-dialogs.tsx')).SealedDialogs)
export const ProfileDialog = late(async () => (await import('./profile-dialog.tsx')).ProfileDialog)
export const InvitationDialog = late(async () => (await import('./invitation-dialog.tsx')).InvitationDialog)
