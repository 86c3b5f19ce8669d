import type { DirectoryChange } from '../../core/protocol/directory.ts'
import { changeSize } from '../../core/protocol/directory-codec.ts'
import type { RelayFrame } from '../../core/protocol/frame.ts'
import type { DirectoryChanges } from '../store/directory-store.ts'

/** Large workspaces come in parts, so that the first ones show while the others are on their way (DI2). @internal */
export const maxDirectoryFrameBytes = 256 * 1024
/** Array header, version and kind. */
const overhead = 32

type DirectoryFrame = Extract<RelayFrame, { kind: 'directory' }>

/** At least one frame, be it empty: its version tells the client that it has everything. */
export function directoryFrames(news: DirectoryChanges, before: number): ReadonlyArray<DirectoryFrame> {
  const parts: Array<Array<DirectoryChange>> = [[]]
  let size = overhead
  for (const change of news.changes) {
    const bytes = changeSize(change)
    if (size + bytes > maxDirectoryFrameBytes) {
      parts.push([])
      size = overhead
    }
    size += bytes
    parts.at(-1)?.push(change)
  }
  return parts.map((changes, index) => ({
    kind: 'directory',
    version: index === parts.length - 1 ? news.version : before,
    changes,
  }))
}
