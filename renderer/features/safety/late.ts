/** What no first screen needs: read when it is shown, or once the page has time. */
import { late } from '../../ui/late.tsx'

export const ReadingPanel = late(async () => (await import('./reading-panel.tsx')).ReadingPanel)
export const ReaderDialogs = late(async () => (await import('./reader-dialogs.tsx')).ReaderDialogs)
export const ProtectionDialog = late(async () => (await import('./protection-dialog.tsx')).ProtectionDialog)
export const SafetyDialog = late(async () => (await import('./safety-dialog.tsx')).SafetyDialog)
