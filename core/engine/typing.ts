/** Who is writing in an open conversation or in its threads, and that this person is. Rules CR83 and CR84 in core/sync/SPEC.md. */
import { millis, type Clock, type Millis } from '../base/clock.ts'
import { encodeEphemeral, type Ephemeral } from '../protocol/ephemeral.ts'
import type { OpId, UserId } from '../protocol/ids.ts'
import { sameItems } from './keep-same.ts'

export interface TypingDeps {
  readonly clock: Clock
  readonly self: UserId
  /** Never stored and at most once; nothing is kept if the relay is out of reach. */
  readonly say: (body: Uint8Array) => void
  readonly changed: () => void
}

export interface Typing {
  /** Those in the conversation itself, in the order in which they began. The same object until that changes. */
  readonly users: () => ReadonlyArray<UserId>
  /** Those in threads, by their roots. The same object until that changes. */
  readonly threads: () => ReadonlyMap<OpId, ReadonlyArray<UserId>>
  /** To be called with each key, and when the text was sent, taken back or left; with a `root` if it is written in that thread. */
  readonly set: (on: boolean, root?: OpId) => void
  readonly heard: (user: UserId, said: Extract<Ephemeral, { readonly kind: 'typing' }>) => void
  readonly close: () => void
}

/** While somebody writes it is said so often, for those who come later and for what gets lost. */
const repeatMs = 3_000
/** After twice that somebody has stopped, or is gone. */
const expiryMs = 6_000

/** The root of a thread; undefined for the conversation itself. */
type Place = OpId | undefined

interface Writer {
  readonly place: Place
  readonly cancel: () => void
}

export function createTyping({ clock, self, say, changed }: TypingDeps): Typing {
  /** Nobody writes in two places at a time: whoever begins in another one has stopped in the first. */
  const writers = new Map<UserId, Writer>()
  let shown: ReadonlyMap<Place, ReadonlyArray<UserId>> = new Map()
  let threads: ReadonlyMap<OpId, ReadonlyArray<UserId>> = new Map()
  let said: { readonly place: Place; readonly at: Millis } | undefined

  const show = (): void => {
    const before = shown
    shown = placesOf(writers, before)
    const isSame = (place: Place): boolean => shown.get(place) === before.get(place)
    const roots = [...new Set([...shown.keys(), ...before.keys()])].filter((place) => place !== undefined)
    if (!roots.every(isSame)) threads = threadsIn(shown)
    if (!roots.every(isSame) || !isSame(undefined)) changed()
  }
  const stop = (user: UserId): void => {
    writers.get(user)?.cancel()
    if (writers.delete(user)) show()
  }
  const start = (user: UserId, place: Place): void => {
    const known = writers.get(user)
    known?.cancel()
    if (known?.place !== place) writers.delete(user)
    const cancel = clock.after(millis(expiryMs), () => stop(user))
    writers.set(user, { place, cancel })
    show()
  }
  const set = (on: boolean, place?: OpId): void => {
    const isSaid = said !== undefined && said.place === place
    const isDue = !isSaid || said === undefined || Math.abs(clock.now() - said.at) >= repeatMs
    if (on ? !isDue : !isSaid) return
    said = on ? { place, at: clock.now() } : undefined
    say(encodeEphemeral({ kind: 'typing', on, thread: place }))
  }
  return {
    users: () => shown.get(undefined) ?? nobody,
    threads: () => threads,
    set,
    heard: (user, { on, thread }) => {
      if (user === self) return
      if (on) start(user, thread)
      else if (writers.get(user)?.place === thread) stop(user)
    },
    close: () => {
      set(false, said?.place)
      for (const { cancel } of writers.values()) cancel()
      writers.clear()
    },
  }
}

const nobody: ReadonlyArray<UserId> = []

/** A list that did not change keeps its reference. */
function placesOf(
  writers: ReadonlyMap<UserId, Writer>,
  before: ReadonlyMap<Place, ReadonlyArray<UserId>>,
): ReadonlyMap<Place, ReadonlyArray<UserId>> {
  const made = new Map<Place, Array<UserId>>()
  for (const [user, { place }] of writers) made.set(place, [...(made.get(place) ?? []), user])
  return new Map(
    Array.from(made, ([place, users]) => {
      const known = before.get(place)
      return [place, known !== undefined && sameItems(known, users) ? known : users]
    }),
  )
}

const threadsIn = (
  places: ReadonlyMap<Place, ReadonlyArray<UserId>>,
): ReadonlyMap<OpId, ReadonlyArray<UserId>> =>
  new Map(Array.from(places).flatMap(([root, users]) => (root === undefined ? [] : [[root, users] as const])))
