/** What no first screen needs: read when it is shown, or once the page has time. */
import { late } from '../../ui/late.tsx'

export const ArchivedSection = late(async () => (await import('./archived-section.tsx')).ArchivedSection)
