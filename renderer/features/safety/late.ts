/** What no first screen needs: read when it is shown, or once the page has time. */
import { late } from '../../ui/late.tsx'

export const ReadersDialog = late(async () => (await import('./readers-dialog.tsx')).ReadersDialog)
export const SafetyDialog = late(async () => (await import('./safety-dialog.tsx')).SafetyDialog)
export const ProtectionDialog = late(async () => (await import('./protection-dialog.tsx')).ProtectionDialog)
