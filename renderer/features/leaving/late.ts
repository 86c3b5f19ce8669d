/** What no first screen needs: read when it is shown, or once the page has time. */
import { late } from '../../ui/late.tsx'

export const EraseDialog = late(async () => (await import('./erase-dialog.tsx')).EraseDialog)
export const EraseOwnDialog = late(async () => (await import('./erase-own-dialog.tsx')).EraseOwnDialog)
export const DeleteAccountDialog = late(
  async () => (await import('./delete-account-dialog.tsx')).DeleteAccountDialog,
)
