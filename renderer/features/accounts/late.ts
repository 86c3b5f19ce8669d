/** What no first screen needs: read when it is shown, or once the page has time. */
import { late } from '../../ui/late.tsx'

export const AddAccountDialog = late(async () => (await import('./add-account-dialog.tsx')).AddAccountDialog)
