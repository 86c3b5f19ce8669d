/** What no first screen needs: read when it is shown, or once the page has time. */
import { late } from '../../ui/late.tsx'

export const DraftPreviewLine = late(async () => (await import('./draft-preview.tsx')).DraftPreviewLine)
