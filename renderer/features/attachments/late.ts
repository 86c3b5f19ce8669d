/** What no first screen needs: read when it is shown, or once the page has time. */
import { late } from '../../ui/late.tsx'

export const UnkeptNote = late(async () => (await import('../unfinished/unkept-note.tsx')).UnkeptNote)
export const DropOverlay = late(async () => (await import('../dropping/drop-overlay.tsx')).DropOverlay)
export const ImageViewer = late(async () => (await import('./image-viewer.tsx')).ImageViewer)
