/** What no first screen needs: read when it is shown, or once the page has time. */
import { late } from '../../ui/late.tsx'

export const ClosedComposer = late(async () => (await import('./closed-composer.tsx')).ClosedComposer)
export const RefusedEdits = late(async () => (await import('./refused-edits.tsx')).RefusedEdits)
