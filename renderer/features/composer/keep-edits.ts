/** New texts of messages lie in the local store of this device until it is known that they did not come too late. Rule CP29 in ../markup/SPEC.md. */
import * as v from 'valibot'
import { millis } from '../../../core/base/clock.ts'
import type { Result } from '../../../core/base/result.ts'
import { conversationIdSchema, opIdSchema } from '../../../core/protocol/id-schemas.ts'
import type { UserId } from '../../../core/protocol/ids.ts'
import type { IndexedDbStore } from '../../platform/indexeddb-store.ts'
import type { KeptModes, MadeEdit } from './kept-modes.ts'

type Store = Pick<IndexedDbStore, 'value' | 'valueNames' | 'write' | 'whenLost' | 'close'>

export interface KeepEditsDeps {
  readonly modes: Pick<KeptModes, 'made'>
  readonly user: UserId
  readonly openStore: (user: UserId) => Promise<Result<Store, unknown>>
  readonly locks: Pick<LockManager, 'request'>
}

/** Until the returned function is called, which waits for what is being stored. Without a store nothing is kept. */
export function keepEdits(deps: KeepEditsDeps): () => Promise<void> {
  const keeping = deps
    .openStore(deps.user)
    .then((opened) => (opened.ok ? keepIn(deps, opened.value) : undefined))
  return async () => (await keeping)?.()
}

const ownOf = ({ modes, user }: KeepEditsDeps): ReadonlyArray<MadeEdit> =>
  modes.made.read().filter((edit) => edit.user === user)

/** What the store has is what is made, and what was made before this page was; of several windows one has the latter. */
function keepIn(deps: KeepEditsDeps, store: Store): () => Promise<void> {
  const { modes, user } = deps
  let stored: ReadonlyArray<MadeEdit> = []
  let written: Promise<unknown> = Promise.resolve()
  const follow = (): void => {
    const now = ownOf(deps)
    const gone = stored.filter(({ message }) => !now.some((edit) => edit.message === message))
    const changes = [
      ...gone.map((edit) => ({ kind: 'value' as const, key: keyOf(edit), value: undefined })),
      ...now
        .filter((edit) => !stored.includes(edit))
        .map((edit) => ({ kind: 'value' as const, key: keyOf(edit), value: encode(edit) })),
    ]
    stored = now
    if (changes.length > 0) written = Promise.all([written, store.write(changes, { durable: false })])
  }
  const stop = modes.made.listen(follow)
  store.whenLost(() => {
    stored = []
    follow()
  })
  follow()
  const ending = new AbortController()
  const { signal } = ending
  const ended = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
  deps.locks
    .request(`edits:${user}`, { signal }, async () => {
      await written
      const found = await readAll(store, user)
      const isNew = ({ message }: MadeEdit): boolean => !ownOf(deps).some((edit) => edit.message === message)
      if (!signal.aborted) modes.made.write([...modes.made.read(), ...found.filter(isNew)])
      await ended
    })
    .catch(() => undefined) // called off before it was this one's turn
  return async () => {
    stop()
    ending.abort()
    await written
    await store.close()
  }
}

const prefix = 'edited/'
const keyOf = ({ message }: MadeEdit): string => prefix + message
const shape = v.strictObject({
  conversation: conversationIdSchema,
  root: v.optional(opIdSchema),
  message: opIdSchema,
  text: v.string(),
  at: v.pipe(v.number(), v.transform(millis)),
})

const encode = ({ user: _, ...edit }: MadeEdit): Uint8Array => new TextEncoder().encode(JSON.stringify(edit))

async function readAll(store: Store, user: UserId): Promise<ReadonlyArray<MadeEdit>> {
  const names = await store.valueNames()
  const keys = (names.ok ? names.value : []).filter((name) => name.startsWith(prefix))
  const values = await Promise.all(keys.map(store.value))
  return values.flatMap((value) => {
    const edit = value.ok && value.value !== undefined ? decode(value.value) : undefined
    return edit === undefined ? [] : [{ ...edit, user, root: edit.root }]
  })
}

/** Undefined for anything else: a disk may hold anything. */
function decode(bytes: Uint8Array): v.InferOutput<typeof shape> | undefined {
  try {
    const read = v.safeParse(shape, JSON.parse(new TextDecoder().decode(bytes)))
    return read.success ? read.output : undefined
  } catch {
    return undefined
  }
}
