/**
 * Who is in a room and what they show of themselves: cursors, names, colours. Stored nowhere. A socket speaks for one
 * clientID, its own: a stock client repeats what it heard about others, which is passed over. However fast a socket
 * changes its state, the others get its newest one at most 20 times a second.
 */
import { type Clock, millis } from '../../core/base/clock.ts'
import type { DeviceId } from '../../core/protocol/ids.ts'
import { createLru } from '../relay/lru.ts'
import type { Member } from './member.ts'
import { type AwarenessEntry, writeAwareness } from './messages.ts'

export interface RoomAwareness {
  readonly receive: (member: Member, entries: ReadonlyArray<AwarenessEntry>) => void
  /** Everybody's state, as a message; undefined while nobody shows anything. */
  readonly everybody: () => Uint8Array | undefined
  /** Tells the others that its clientID is gone. */
  readonly leave: (member: Member) => void
  readonly close: () => void
}

const spreadMs = millis(50)
/** Who showed a clientID first keeps it while the room is in use; so many are remembered. */
const keptOwners = 10_000
const gone = 'null'

interface Shown extends AwarenessEntry {
  readonly member: Member
}

export function createRoomAwareness(clock: Clock, broadcast: (message: Uint8Array) => void): RoomAwareness {
  const owners = createLru<number, DeviceId>(keptOwners)
  const shown = new Map<number, Shown>()
  const own = new Map<Member, number>()
  let changed = new Map<number, AwarenessEntry>()
  let resting = (): void => {}
  let isResting = false

  const flush = (): void => {
    isResting = changed.size > 0
    if (!isResting) return
    const entries = [...changed.values()]
    changed = new Map()
    resting = clock.after(spreadMs, flush)
    broadcast(writeAwareness(entries))
  }
  const tell = (entry: AwarenessEntry): void => {
    changed.set(entry.client, entry)
    if (!isResting) flush()
  }
  /** The clientID of a socket is the one that it shows first; an older socket of the same device gives it up. */
  const adopt = (member: Member, { client, state }: AwarenessEntry): void => {
    const owner = owners.get(client)
    if (state === gone || (owner !== undefined && owner !== member.grant.device)) return
    owners.set(client, member.grant.device)
    const older = shown.get(client)?.member
    if (older !== undefined) own.delete(older)
    own.set(member, client)
  }
  return {
    receive: (member, entries) => {
      const [first] = entries
      if (first !== undefined && entries.length === 1 && !own.has(member)) adopt(member, first)
      const entry = entries.find(({ client }) => client === own.get(member))
      if (entry === undefined) return
      const before = shown.get(entry.client)
      if (before !== undefined && before.member === member && entry.clock < before.clock) return
      const state = readState(entry.state)
      if (state === undefined) return member.end('protocol-error', 'an awareness state that nobody can read')
      if (state === gone) shown.delete(entry.client)
      else shown.set(entry.client, { ...entry, member })
      tell({ ...entry, state })
    },
    everybody: () => (shown.size === 0 ? undefined : writeAwareness([...shown.values()])),
    leave: (member) => {
      const client = own.get(member)
      own.delete(member)
      const last = client === undefined ? undefined : shown.get(client)
      if (last === undefined || last.member !== member) return
      shown.delete(last.client)
      tell({ client: last.client, clock: last.clock, state: gone }) // the clock at which others have it
    },
    close: () => resting(),
  }
}

/** Others hand the text to JSON.parse without a net. Undefined if that would throw. */
function readState(state: string): string | undefined {
  try {
    return JSON.parse(state) === null ? gone : state
  } catch {
    return undefined
  }
}
