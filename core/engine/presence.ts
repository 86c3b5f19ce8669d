/** Who is there, as the relay tells it, and what this person lets others see. Rules CR85 and CR86 in core/sync/SPEC.md. */
import { millis, type Millis } from '../base/clock.ts'
import { createCell, type Readable } from '../base/readable.ts'
import type { PresenceChange, PresenceStatus } from '../protocol/frame.ts'
import type { UserId } from '../protocol/ids.ts'
import type { LinkState } from '../sync/relay-link.ts'
import type { LiveFrame } from '../sync/sync-contract.ts'
import type { Presence } from './engine.ts'

export interface PresenceDeps {
  readonly link: Readable<LinkState>
  readonly say: (frame: {
    readonly kind: 'presence'
    readonly status: PresenceStatus
    readonly until: Millis
  }) => void
}

export interface People {
  readonly of: (user: UserId) => Readable<Presence>
  readonly take: (frame: Extract<LiveFrame, { readonly kind: 'presence' }>) => void
  readonly setOwn: (status: PresenceStatus, until?: Millis) => void
  readonly close: () => void
}

const unknown: Presence = { status: 'unknown', lastSeen: undefined }

export function createPeople({ link, say }: PresenceDeps): People {
  const people = createCell<ReadonlyMap<UserId, Presence>>(new Map())
  let own: { readonly status: PresenceStatus; readonly until: Millis } | undefined
  const close = link.listen(() => {
    if (link.read().kind !== 'online') return people.write(new Map()) // nobody tells who comes and goes
    if (own !== undefined) say({ kind: 'presence', ...own })
  })
  return {
    of: (user) => ({ read: () => people.read().get(user) ?? unknown, listen: people.listen }),
    take: ({ changes }) => {
      const next = new Map(people.read())
      for (const change of changes) next.set(change.user, toPresence(change))
      people.write(next)
    },
    setOwn: (status, until = millis(0)) => {
      if (own?.status === status && own.until === until) return
      own = { status, until }
      say({ kind: 'presence', ...own })
    },
    close,
  }
}

export const isThere = ({ status }: Presence): boolean => status !== 'offline' && status !== 'unknown'

const toPresence = ({ status, lastSeen }: PresenceChange): Presence => ({
  status,
  lastSeen: lastSeen === 0 ? undefined : lastSeen,
})
