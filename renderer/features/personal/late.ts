/** What no first screen needs: read when it is shown, or once the page has time. */
import { late } from '../../ui/late.tsx'

export const ItemMenu = late(async () => (await import('./item-menu.tsx')).ItemMenu)
export const SectionItems = late(async () => (await import('./section-items.tsx')).SectionItems)
