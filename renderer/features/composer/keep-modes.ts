/** What is being answered or edited outlives the page, in the local store of this device. Rule CP24 in ../markup/SPEC.md. */
import { type Clock, millis } from '../../../core/base/clock.ts'
import type { Result } from '../../../core/base/result.ts'
import type { UserId } from '../../../core/protocol/ids.ts'
import type { IndexedDbStore } from '../../platform/indexeddb-store.ts'
import type { KeptModes } from './kept-modes.ts'
import { decodeMode, encodeMode } from './stored-mode.ts'

type Store = Pick<IndexedDbStore, 'value' | 'valueNames' | 'write' | 'whenLost' | 'close'>

export interface KeepModesDeps {
  readonly modes: KeptModes
  readonly user: UserId
  readonly openStore: (user: UserId) => Promise<Result<Store, unknown>>
  readonly locks: Pick<LockManager, 'request'>
  readonly clock: Clock
}

/** As a draft. */
const storeDelayMs = millis(500)
/** What has become the draft goes from here once it is stored as that: a crash between the two leaves it in both rather than in none. */
const leftOverDelayMs = millis(1_000)

/** Until the returned function is called, which stores what is not stored yet. Without a store nothing is kept. */
export function keepModes(deps: KeepModesDeps): () => Promise<void> {
  const keeping = deps
    .openStore(deps.user)
    .then((opened) => (opened.ok ? keepIn(deps, opened.value) : undefined))
  return async () => (await keeping)?.()
}

function keepIn(deps: KeepModesDeps, store: Store): () => Promise<void> {
  const { modes, user, clock } = deps
  const isOwn = (place: string): boolean => place.startsWith(`${user}/`)
  const waiting = new Map<string, () => void>()
  let written: Promise<unknown> = Promise.resolve()
  const write = (place: string): void => {
    waiting.get(place)?.()
    waiting.delete(place)
    const mode = modes.all.get(place)?.read()
    const value = mode && encodeMode(mode)
    const writing = store.write([{ kind: 'value', key: keyOf(user, place), value }], { durable: false })
    written = Promise.all([written, writing])
  }
  const stop = modes.listen((place) => {
    if (!isOwn(place)) return
    const mode = modes.all.get(place)?.read()
    if (mode?.kind === 'new' && mode.isLeftOver !== true) return write(place)
    const delay = mode?.kind === 'new' ? leftOverDelayMs : storeDelayMs
    waiting.get(place)?.()
    waiting.set(
      place,
      clock.after(delay, () => write(place)),
    )
  })
  const writeAll = (): void => {
    for (const [place, mode] of modes.all) if (isOwn(place) && mode.read().kind !== 'new') write(place)
  }
  store.whenLost(writeAll)
  writeAll() // what was begun before the store was open
  const endAlone = bringBackAlone(deps, store, () => written)
  return async () => {
    stop()
    endAlone()
    for (const place of waiting.keys()) write(place)
    await written
    await store.close()
  }
}

/**
 * Of several windows one: else what is begun in one would be begun in the other too, and be sent twice. Another follows when it
 * ends, however it ends, and has then what that had begun.
 */
function bringBackAlone(deps: KeepModesDeps, store: Store, written: () => Promise<unknown>): () => void {
  const ending = new AbortController()
  const { signal } = ending
  const ended = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
  deps.locks
    .request(`unfinished:${deps.user}`, { signal }, async () => {
      await written()
      await bringBack(deps, store)
      await ended
    })
    .catch(() => undefined) // called off before it was this one's turn
  return () => ending.abort()
}

/** But for places where the person does something meanwhile. */
async function bringBack({ modes, user }: KeepModesDeps, store: Store): Promise<void> {
  const touched = new Set<string>()
  const stop = modes.listen((place) => touched.add(place))
  const names = await store.valueNames()
  const keys = (names.ok ? names.value : []).filter((name) => keyShape.test(name))
  const values = await Promise.all(keys.map(store.value))
  stop()
  for (const [index, key] of keys.entries()) {
    const value = values[index]
    const begun = value?.ok === true && value.value !== undefined ? decodeMode(value.value) : undefined
    const place = placeAt(user, key)
    if (begun !== undefined && !touched.has(place)) modes.bringBack(place, begun)
  }
}

/** `unfinished/<conversation>/<root>`, the root left out for the conversation itself. */
const keyShape = /^unfinished\/[0-9a-f]{32}\/(?:[0-9a-f]{32})?$/u
const prefix = 'unfinished/'
const keyOf = (user: UserId, place: string): string => prefix + place.slice(`${user}/`.length)
const placeAt = (user: UserId, key: string): string => `${user}/${key.slice(prefix.length)}`
