/** Whether a file may be handed out (SC1 to SC3). */
import type { AttachmentId, ConversationId } from '../../core/protocol/ids.ts'
import { type ReadLogDeps, readOn } from './read-logs.ts'

/** Files that no scanner has seen: kept back until it has, or handed out meanwhile. */
export type UnscannedPolicy = 'hold' | 'serve'

export interface FileGate {
  readonly look: (file: AttachmentId) => Promise<'open' | 'unscanned' | 'infected'>
  /** Where an infected file has been that is gone by now. */
  readonly infectedIn: (file: AttachmentId) => Promise<ConversationId | undefined>
  /** A file is there in whole. */
  readonly arrived: () => void
}

export interface GateDeps extends ReadLogDeps {
  readonly policy: UnscannedPolicy
  /** There may be something to scan. */
  readonly ask: () => void
}

/** So much of a log is read while somebody waits; they may come again. */
const readsAtOnce = 8

export function createGate(deps: GateDeps): FileGate {
  const { store, policy, ask } = deps
  const unscanned = policy === 'hold' ? 'unscanned' : 'open'
  /** A message may name it with another key, which others have read of before the chore has. */
  const isReadUp = async (conversation: ConversationId): Promise<boolean> => {
    for (let reads = 0; reads < readsAtOnce; reads++) {
      const unread = await store.scans.unreadOf(conversation)
      if (unread === undefined || !(await readOn(deps, unread))) return true
    }
    return false
  }
  return {
    look: async (file) => {
      const place = await store.scans.standing(file)
      if (place === undefined) return 'open'
      const isRead = await isReadUp(place.conversation)
      const states = (await store.scans.standing(file))?.states ?? new Set()
      if (states.has('infected')) return 'infected'
      if (isRead && states.has('clean') && !states.has('waiting')) return 'open'
      ask()
      return unscanned
    },
    infectedIn: store.scans.infectedIn,
    arrived: ask,
  }
}
