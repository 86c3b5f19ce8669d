/** A conversation in a store, for exports, and main's side of saving, in memory. */
import { orThrow } from '../../core/base/defect.ts'
import { fail, ok } from '../../core/base/result.ts'
import type { PageBridge } from '../../core/bridge/contract.ts'
import type { SaveFailure } from '../../core/bridge/saves-contract.ts'
import { createConversation } from '../../core/conversation/conversation.ts'
import type { OpDraft } from '../../core/conversation/draft.ts'
import type { OpId } from '../../core/protocol/ids.ts'
import type { LocalStore } from '../../core/storage/local-store.ts'
import { createMemoryStore } from '../../core/storage/memory-store.ts'
import { emptyRecord, encodeRecord } from '../../core/sync/conversation-record.ts'
import type { PageFiles } from '../../renderer/features/attachments/page-files.ts'
import { exportConversation, type ExportAsk } from '../../renderer/features/export/export-conversation.ts'
import { createSeededRandom } from './seeded-random.ts'
import { person } from './shown-message.ts'
import { testConversation } from './test-conversation.ts'
import { createVirtualClock, type VirtualClock } from './virtual-clock.ts'

export const exportedId = testConversation(1)
export const ana = person('a')

export interface ExportedConversation {
  readonly clock: VirtualClock
  readonly store: LocalStore
  /** A second after what was written before. */
  readonly write: (draft: OpDraft) => OpId
  /** Puts what was written into the store; parts up to `newestSegment` are not there. */
  readonly keep: (newestSegment?: number) => Promise<void>
}

export async function setupStore(): Promise<ExportedConversation> {
  const clock = createVirtualClock(Date.UTC(2026, 10, 27))
  const random = createSeededRandom(3)
  const conversation = createConversation({
    id: exportedId,
    self: ana,
    clock,
    random,
    isModerator: () => false,
  })
  orThrow(conversation.loadSegment(0, []))
  const write = (draft: OpDraft): OpId => {
    clock.advance(1_000)
    return orThrow(conversation.write(7, draft)).op.id
  }
  const store = createMemoryStore()
  const keep = async (newestSegment = 0): Promise<void> => {
    const record = { ...emptyRecord, newestSegment, held: new Map([[0, 'live' as const]]) }
    const blob = conversation.snapshot(0)
    orThrow(
      await store.write(
        [
          { kind: 'conversation', conversation: exportedId, record: encodeRecord(record) },
          { kind: 'segment', conversation: exportedId, segment: 0, blob },
        ],
        { durable: false },
      ),
    )
  }
  return { clock, store, write, keep }
}

/** Main's side, in memory: a file is there once it is finished. The first writes fail as `failures` say. */
export function setupSaves(failures: ReadonlyArray<SaveFailure> = []): {
  readonly files: ReadonlyMap<string, string>
  readonly bridge: Pick<PageBridge, 'call'>
} {
  const left = [...failures]
  const files = new Map<string, string>()
  let text = ''
  let name = ''
  const answers: Readonly<Record<string, (input: never) => unknown>> = {
    'saves.begin': (input: { name: string }) => {
      name = input.name
      text = ''
      return ok({ ticket: 1, place: `/saved/${name}` })
    },
    'saves.write': (input: { bytes: Uint8Array }) => {
      const failure = left.shift()
      if (failure !== undefined) return fail(failure)
      text += new TextDecoder().decode(input.bytes)
      return ok(undefined)
    },
    'saves.finish': () => {
      files.set(name, text)
      return ok(`/saved/${name}`)
    },
    'saves.cancel': () => undefined,
  }
  const call = async (which: string, input: never): Promise<unknown> => answers[which]?.(input)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- four calls of the bridge are used here
  return { files, bridge: { call } as unknown as Pick<PageBridge, 'call'> }
}

export const asked = (store: ExportAsk['store'], change: Partial<ExportAsk> = {}): ExportAsk => ({
  store,
  about: {
    conversation: exportedId,
    name: '</title><script>x</script>',
    workspace: 'Rowing "club"',
    sealed: true,
  },
  format: 'html',
  withPictures: true,
  fileName: 'general 2026-11-27.html',
  memberOf: (user) => (user === ana ? { user, name: '<b onclick=x>Ana\u202E', username: 'ana' } : undefined),
  channels: new Set(['general']),
  isModerator: () => false,
  progress: () => undefined,
  stop: new AbortController().signal,
  ...change,
})
export const files: Pick<PageFiles, 'open'> = { open: async () => fail({ kind: 'unreachable' } as const) }

/** The page that a conversation becomes in which `fill` wrote. */
export async function exportedPage(
  fill: (write: ExportedConversation['write']) => void,
  change: Partial<ExportAsk> = {},
): Promise<string> {
  const { clock, store, write, keep } = await setupStore()
  fill(write)
  await keep()
  const saves = setupSaves()
  orThrow(await exportConversation({ bridge: saves.bridge, files, clock }, asked(store, change)))
  return [...saves.files.values()][0] ?? ''
}
