/** What no first screen needs: read when it is shown, or once the page has time. */
import { late } from '../../ui/late.tsx'

export const KeysDialog = late(async () => (await import('./keys-dialog.tsx')).KeysDialog)
