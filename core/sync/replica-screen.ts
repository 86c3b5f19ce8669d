/** The newest screen of a conversation, before the segment that it is the end of has come. Rule CR71 in SPEC.md. */
import { decodeRelayFrame, encodeRelayFrame } from '../protocol/relay-frame-codec.ts'
import type { LoggedEntry } from '../protocol/frame.ts'
import { screenEntries } from '../protocol/limits.ts'
import { emptyHead } from '../protocol/log.ts'
import { screenKey } from './conversation-record.ts'
import { patch, prepare, type ReplicaCore, save } from './replica-core.ts'
import { readArrival } from './replica-log.ts'
import { notePlace } from './replica-marks.ts'
import { publish } from './replica-view.ts'
import { previewMessages } from './screen-preview.ts'

/** Shows the newest screen until its segment is there: from the store if it lies there, else from the relay. */
export async function showScreen(core: ReplicaCore, segment: number): Promise<void> {
  if (core.preview !== undefined) return
  if (core.record.screen === segment) {
    const stored = await core.queue.run(() => readScreen(core))
    if (stored !== undefined) return show(core, segment, stored)
  }
  await fetchScreen(core, segment, { isWanted: true })
}

/** Gets the newest screen into the store, and on the screen if anybody looks. False if the relay is out of reach. */
export function fetchScreen(
  core: ReplicaCore,
  segment: number,
  { isWanted }: { readonly isWanted: boolean },
): Promise<boolean> {
  const { deps, queue } = core
  const entries: Array<LoggedEntry> = []
  return new Promise((resolve) => {
    const range = { after: 0, limit: screenEntries, backwards: true }
    const isStarted = deps.fetch(
      { conversation: deps.id, segment, ...range, isBackground: () => !isWanted },
      {
        page: async (page) => void entries.push(...page),
        complete: () => void queue.run(() => keepScreen(core, segment, entries)).then(() => resolve(true)),
        failed: () => resolve(false),
      },
    )
    if (!isStarted) resolve(false)
  })
}

async function keepScreen(
  core: ReplicaCore,
  segment: number,
  entries: ReadonlyArray<LoggedEntry>,
): Promise<void> {
  await prepare(core)
  if (core.record.held.get(segment) === 'live') return // the whole of it was quicker
  show(core, segment, entries)
  patch(core, { screen: segment })
  for (const { seq, entry } of entries.map(readArrival))
    if (entry?.kind === 'content') notePlace(core, seq, entry)
  const position = { seq: 0, head: emptyHead }
  const kept = entries.flatMap(({ before = [], ...entry }) => [
    ...before.map((bytes) => ({ ...entry, bytes })),
    entry,
  ])
  const value = encodeRelayFrame({ kind: 'fetched', request: 0, entries: kept, complete: true, position })
  await save(core, { durable: false }, [{ kind: 'value', key: screenKey(core.deps.id), value }])
  core.deps.changed() // lists say what is to be read of it
}

/** As it was kept: a frame as the relay would send it. */
async function readScreen({ deps }: ReplicaCore): Promise<ReadonlyArray<LoggedEntry> | undefined> {
  const value = await deps.store.value(screenKey(deps.id))
  const frame = value.ok && value.value !== undefined ? decodeRelayFrame(value.value) : undefined
  return frame?.ok && frame.value.kind === 'fetched' ? frame.value.entries : undefined
}

function show(core: ReplicaCore, segment: number, entries: ReadonlyArray<LoggedEntry>): void {
  const { deps, record, openers } = core
  if (openers === 0 || record.newestSegment !== segment || record.held.get(segment) === 'live') return
  core.preview = previewMessages(deps, segment, core.claims.list(), entries)
  publish(core)
}
