/** One open document: its text in memory, the copy on this device, its room at the relay, and who else is there. */
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { createCell, type Readable } from '../../../core/base/readable.ts'
import type { UserId } from '../../../core/protocol/ids.ts'
import { pageOf } from '../../../core/search/page-blocks.ts'
import type { DocumentCopies } from '../../../core/storage/document-copies.ts'
import { colourOf } from './colour.ts'
import { isShowable } from './document-text.ts'
import { createLocalCopy, type LocalCopyState } from './local-copy.ts'
import { followPeople, type PersonHere } from './people-here.ts'
import { openRoomLink, type RoomLinkDeps, type RoomState } from './room-link.ts'

export interface DocumentState {
  readonly room: RoomState
  readonly copy: LocalCopyState
  /** Something in it cannot be shown by this version; it is left alone. */
  readonly isStrange: boolean
}

export interface DocumentSession {
  readonly doc: Y.Doc
  readonly awareness: Awareness
  readonly state: Readable<DocumentState>
  readonly people: Readable<ReadonlyArray<PersonHere>>
  readonly retry: () => void
  /** Stores what is not stored yet. */
  readonly close: () => Promise<void>
}

export interface DocumentSessionDeps extends Omit<RoomLinkDeps, 'doc' | 'awareness'> {
  readonly copies: DocumentCopies
  readonly self: { readonly user: UserId; readonly name: string }
}

export function openDocument({ copies, self, ...deps }: DocumentSessionDeps): DocumentSession {
  const doc = new Y.Doc()
  const awareness = new Awareness(doc)
  awareness.setLocalStateField('user', { id: self.user, name: self.name, color: colourOf(self.user) })
  const text = pageOf(doc)
  let isStrange = false
  const copy = createLocalCopy({ doc, document: deps.document, copies, clock: deps.clock })
  const room = openRoomLink({ ...deps, doc, awareness })
  if (deps.isAwaited()) copy.hold() // all there is of it is here
  const people = followPeople(awareness, self.user)
  const stateNow = (): DocumentState => ({ room: room.state.read(), copy: copy.state.read(), isStrange })
  const state = createCell<DocumentState>(stateNow())
  const refresh = (): void => state.write(stateNow())
  const followRoom = (): void => {
    if (room.state.read().kind === 'synced') copy.hold()
    refresh()
  }
  const stops = [room.state.listen(followRoom), copy.state.listen(refresh)]
  text.observeDeep((_events, { local }) => {
    if (local || isStrange || isShowable(text)) return
    isStrange = true
    refresh()
  })
  return {
    doc,
    awareness,
    state,
    people,
    retry: room.retry,
    close: async () => {
      for (const stop of stops) stop()
      people.close()
      room.close()
      await copy.close()
      doc.destroy()
    },
  }
}
