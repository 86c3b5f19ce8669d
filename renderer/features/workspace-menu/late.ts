/** What no first screen needs: read when it is shown, or once the page has time. */
import { late } from '../../ui/late.tsx'

export const WorkspacePopover = late(async () => (await import('./workspace-popover.tsx')).WorkspacePopover)
