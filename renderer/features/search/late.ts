/** What no first screen needs: read when it is shown, or once the page has time. */
import { late } from '../../ui/late.tsx'

export const FoundPanel = late(async () => (await import('./found-panel.tsx')).FoundPanel)
