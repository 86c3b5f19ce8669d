/**
 * Files that wait to be sent outlive the page: main keeps them sealed, and what opens and describes each lies in the local store
 * of this device. Rule CP25 in ../markup/SPEC.md.
 */
import type { Readable } from '../../../core/base/readable.ts'
import { ok, type Result } from '../../../core/base/result.ts'
import type { PageBridge } from '../../../core/bridge/contract.ts'
import {
  decodeWaiting,
  encodeWaiting,
  type WaitingAttachment,
} from '../../../core/conversation/waiting-file.ts'
import type { DirectoryView } from '../../../core/engine/engine.ts'
import { laterPrefix } from '../../../core/engine/personal/scheduled-files.ts'
import { workspaceWith } from '../../../core/engine/workspace-with.ts'
import {
  type AttachmentId,
  attachmentId,
  type ConversationId,
  conversationId,
  opId,
  type UserId,
} from '../../../core/protocol/ids.ts'
import type { IndexedDbStore } from '../../platform/indexeddb-store.ts'
import { placeOf } from '../unfinished/places.ts'
import { bringInto } from './bring-into.ts'
import { type FileDrafts, wholeOf } from './file-drafts.ts'
import type { PageFiles } from './page-files.ts'
import { waitingPrefix } from './waiting-prefix.ts'

type Store = Pick<IndexedDbStore, 'value' | 'valueNames' | 'write' | 'whenLost' | 'close'>

export interface KeepFilesDeps {
  readonly files: Pick<PageFiles, 'all' | 'drafts' | 'listen' | 'holds' | 'unkept'>
  readonly user: UserId
  readonly openStore: (user: UserId) => Promise<Result<Store, unknown>>
  readonly bridge: Pick<PageBridge, 'call'>
  readonly locks: Pick<LockManager, 'request'>
  readonly directory: Readable<DirectoryView>
  /** Tells when the person comes to this window: what another one had that is closed by now is brought back then. */
  readonly window: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>
}

interface Core extends KeepFilesDeps {
  /** Undefined where there is none: then nothing is kept, which is said. */
  readonly store: Store | undefined
  /** By place: what lies in the store, or is on its way there. */
  readonly stored: Map<string, Set<AttachmentId>>
  written: Promise<unknown>
}

/** Until the returned function is called, which waits for what is being stored. */
export function keepFiles(deps: KeepFilesDeps): () => Promise<void> {
  const keeping = deps.openStore(deps.user).then((opened) =>
    keepIn({
      ...deps,
      store: opened.ok ? opened.value : undefined,
      stored: new Map(),
      written: Promise.resolve(),
    }),
  )
  return async () => (await keeping)()
}

function keepIn(core: Core): () => Promise<void> {
  const { files, user, store, directory, window } = core
  const places = (): ReadonlyArray<string> =>
    [...files.all.keys()].filter((place) => place.startsWith(`${user}/`))
  const followAll = (): void => places().forEach((place) => follow(core, place))
  const stop = files.listen((place) => {
    if (place.startsWith(`${user}/`)) follow(core, place)
  })
  store?.whenLost(() => {
    core.stored.clear()
    followAll()
  })
  for (const place of places()) files.unkept.mark(place, false)
  followAll() // what was attached before the store was open
  let bringing = Promise.resolve()
  const come = (): void => void (bringing = bringing.then(() => bringBack(core)))
  let isLoaded = false
  const stopDirectory = directory.listen(onLoaded)
  function onLoaded(): void {
    if (isLoaded || !directory.read().loaded) return
    isLoaded = true
    come()
  }
  onLoaded()
  window.addEventListener('focus', come)
  const stopLeaving = forgetLeft(core, places)
  return async () => {
    stop()
    stopDirectory()
    stopLeaving()
    window.removeEventListener('focus', come)
    await bringing
    await core.written
    await store?.close()
  }
}

/** The store has what waits there, and nothing else. */
function follow(core: Core, place: string): void {
  const { stored, files } = core
  const before = stored.get(place) ?? new Set()
  const now = wholesOf(files.all.get(place))
  stored.set(place, before)
  for (const [id, waiting] of now) {
    if (before.has(id)) continue
    before.add(id)
    void keep(core, place, waiting)
  }
  for (const id of before) {
    if (now.has(id)) continue
    before.delete(id)
    void forget(core, place, id)
  }
  if (now.size === 0) files.unkept.mark(place, false)
}

/** What is here in whole and in no durable message yet. */
function wholesOf(drafts: FileDrafts | undefined): ReadonlyMap<AttachmentId, WaitingAttachment> {
  const all = drafts === undefined ? [] : [...drafts.away, ...drafts.all.read()]
  return new Map(
    all.flatMap((draft) => {
      const attachment = wholeOf(draft)
      return attachment === undefined ? [] : [[attachment.id, { attachment, order: draft.key }] as const]
    }),
  )
}

async function keep(core: Core, place: string, waiting: WaitingAttachment): Promise<void> {
  const { id } = waiting.attachment
  await hold(core, id)
  const isKept = await write(core, place, id, encodeWaiting(waiting))
  const isStill = core.stored.get(place)?.has(id) === true
  if (!isStill) return forget(core, place, id) // it went meanwhile
  if (!isKept) core.files.unkept.mark(place, true)
}

async function forget(core: Core, place: string, id: AttachmentId): Promise<void> {
  await write(core, place, id, undefined)
  letGo(core, id)
}

const write = (
  core: Core,
  place: string,
  id: AttachmentId,
  value: Uint8Array | undefined,
): Promise<boolean> => writeValue(core, `${waitingPrefix}${place.slice(`${core.user}/`.length)}/${id}`, value)

async function writeValue(core: Core, key: string, value: Uint8Array | undefined): Promise<boolean> {
  if (core.store === undefined) return false
  const writing = core.store.write([{ kind: 'value', key, value }], { durable: value !== undefined })
  core.written = Promise.all([core.written, writing])
  return (await writing).ok
}

/**
 * Of several windows one shows a file: else it could be sent by both, or be removed under the other. Until it lets go of it, or
 * ends. Answers false if another window has it, or this one already.
 */
function hold({ locks, files: { holds }, user }: Core, id: AttachmentId): Promise<boolean> {
  return new Promise((resolve) => {
    locks
      .request(`waiting:${user}/${id}`, { ifAvailable: true }, (lock) => {
        resolve(lock !== null)
        return lock === null ? undefined : new Promise<void>((release) => holds.set(id, release))
      })
      .catch(() => resolve(false)) // the page ends
  })
}

function letGo({ files: { holds } }: Pick<Core, 'files'>, id: AttachmentId): void {
  holds.get(id)?.()
  holds.delete(id)
}

const laterId = (name: string): AttachmentId => attachmentId(name.slice(laterPrefix.length))

interface Kept {
  readonly name: string
  readonly id: AttachmentId
  readonly conversation: ConversationId
  readonly root: string
}

/**
 * What no window shows. A crash leaves the store with files that main has sent or dropped, or main with some of which the store
 * knows nothing: both are forgotten.
 */
async function bringBack(core: Core): Promise<void> {
  const { store, bridge, directory } = core
  const names = directory.read().loaded ? await store?.valueNames() : undefined
  if (names?.ok !== true) return
  const all = names.value.flatMap(readName)
  // Of a message that is sent later: see `../later/later-files.ts`. What a crash left in both is of that message.
  const later = new Set(names.value.filter((name) => name.startsWith(laterPrefix)).map(laterId))
  const ours: Array<Kept> = []
  for (const { name, id } of all) if (later.has(id)) void writeValue(core, name, undefined)
  for (const kept of all) if (!later.has(kept.id) && (await hold(core, kept.id))) ours.push(kept)
  // Asked for now: before, another window may have been sending it.
  const waiting = await bridge.call('files.waiting', {}).catch(() => undefined)
  if (waiting?.ok !== true) return ours.forEach(({ id }) => letGo(core, id))
  const here = new Set(waiting.value.map(({ id }) => id))
  const known = new Set([...later, ...all.map(({ id }) => id)])
  for (const { id, isFromBefore } of waiting.value) {
    if (isFromBefore && !known.has(id)) void bridge.call('files.drop', { id })
  }
  const read = await Promise.all(ours.map((kept) => readKept(core, kept, here.has(kept.id))))
  for (const { kept, waiting } of read.flat()) show(core, kept, waiting)
}

/** Nothing of what has gone meanwhile, cannot be read, or waits where the person is no more. */
async function readKept(
  core: Core,
  kept: Kept,
  isHere: boolean,
): Promise<ReadonlyArray<{ readonly kept: Kept; readonly waiting: WaitingAttachment }>> {
  const { name, id, conversation } = kept
  const value = isHere && !isLeft(core, conversation) ? await core.store?.value(name) : ok(undefined)
  const waiting = value?.ok === true && value.value !== undefined ? decodeWaiting(value.value) : undefined
  if (waiting?.attachment.id === id) return [{ kept, waiting }]
  // Nothing is forgotten because a disk could not be read this time.
  const mayForget = value?.ok === true || value?.failure.kind === 'damaged'
  if (mayForget && isHere) void core.bridge.call('files.drop', { id })
  if (mayForget) await writeValue(core, name, undefined)
  letGo(core, id)
  return []
}

/** Of a channel that can be come back to; others are in the directory no more: see `forgetLeft`. */
const isLeft = ({ directory }: Core, conversation: ConversationId): boolean =>
  directory
    .read()
    .workspaces.some(({ channels }) =>
      channels.some(({ id, joined }) => id === conversation && joined === false),
    )

function show(core: Core, { id, conversation, root }: Kept, { attachment, order }: WaitingAttachment): void {
  const { files, user, stored } = core
  const thread = root === '' ? undefined : opId(root)
  const place = placeOf(user, conversation, thread)
  const known = stored.get(place) ?? new Set()
  stored.set(place, known.add(id))
  if (bringInto(files.drafts(user, conversation, thread), attachment, order)) return
  known.delete(id)
  letGo(core, id) // there is no room for it: it stays where it is
}

/** `<conversation>/<root>/<file>`, the root left out for the conversation itself. */
const nameShape = /^([0-9a-f]{32})\/([0-9a-f]{32}|)\/([0-9a-f]{32})$/u

function readName(name: string): ReadonlyArray<Kept> {
  const found = name.startsWith(waitingPrefix) ? nameShape.exec(name.slice(waitingPrefix.length)) : undefined
  const [, conversation, root, id] = found ?? []
  if (conversation === undefined || root === undefined || id === undefined) return []
  return [{ name, id: attachmentId(id), conversation: conversationId(conversation), root }]
}

/** What waits in a conversation goes with it. */
function forgetLeft({ files, directory }: Core, places: () => ReadonlyArray<string>): () => void {
  const wasThere = new Set<string>()
  const look = (): void => {
    const view = directory.read()
    if (!view.loaded) return
    for (const place of places()) {
      const drafts = files.all.get(place)
      const conversation = place.split('/')[1] ?? ''
      if (drafts === undefined || drafts.all.read().length === 0) continue
      if (workspaceWith(view, conversationId(conversation)) !== undefined) wasThere.add(conversation)
      else if (wasThere.has(conversation)) for (const { key } of drafts.all.read()) drafts.remove(key)
    }
  }
  const stopDirectory = directory.listen(look)
  const stopFiles = files.listen(look)
  look()
  return () => {
    stopDirectory()
    stopFiles()
  }
}
