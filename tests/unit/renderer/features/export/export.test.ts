import { expect, test } from 'vitest'
import { orThrow } from '../../../../../core/base/defect.ts'
import { fail, ok } from '../../../../../core/base/result.ts'
import type { PageBridge } from '../../../../../core/bridge/contract.ts'
import { maxBridgePiece } from '../../../../../core/bridge/files-contract.ts'
import type { SaveFailure } from '../../../../../core/bridge/saves-contract.ts'
import { createConversation } from '../../../../../core/conversation/conversation.ts'
import { createMemoryStore } from '../../../../../core/storage/memory-store.ts'
import { emptyRecord, encodeRecord } from '../../../../../core/sync/conversation-record.ts'
import {
  exportConversation,
  type ExportAsk,
} from '../../../../../renderer/features/export/export-conversation.ts'
import { exportFileName } from '../../../../../renderer/features/export/file-name.ts'
import { hostileTexts } from '../../../../support/hostile-texts.ts'
import { createSeededRandom } from '../../../../support/seeded-random.ts'
import { person } from '../../../../support/shown-message.ts'
import { testConversation } from '../../../../support/test-conversation.ts'
import { createVirtualClock } from '../../../../support/virtual-clock.ts'

const id = testConversation(1)
const ana = person('a')

async function setupStore() {
  const clock = createVirtualClock(Date.UTC(2026, 10, 27))
  const random = createSeededRandom(3)
  const conversation = createConversation({ id, self: ana, clock, random, isModerator: () => false })
  orThrow(conversation.loadSegment(0, []))
  const write = (draft: Parameters<typeof conversation.write>[1]) => {
    clock.advance(1_000)
    return orThrow(conversation.write(7, draft)).op.id
  }
  const store = createMemoryStore()
  const keep = async (newestSegment = 0) => {
    const record = { ...emptyRecord, newestSegment, held: new Map([[0, 'live' as const]]) }
    const blob = conversation.snapshot(0)
    orThrow(
      await store.write(
        [
          { kind: 'conversation', conversation: id, record: encodeRecord(record) },
          { kind: 'segment', conversation: id, segment: 0, blob },
        ],
        { durable: false },
      ),
    )
  }
  return { clock, store, write, keep }
}

/** Main's side, in memory: a file is there once it is finished. The first writes fail as `failures` say. */
function setupSaves(failures: ReadonlyArray<SaveFailure> = []) {
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

const asked = (store: ExportAsk['store'], change: Partial<ExportAsk> = {}): ExportAsk => ({
  store,
  about: { conversation: id, name: '</title><script>x</script>', workspace: 'Rowing "club"', sealed: true },
  format: 'html',
  withPictures: true,
  fileName: 'general 2026-11-27.html',
  nameOf: (user) => (user === ana ? '<b onclick=x>Ana\u202E' : 'Somebody'),
  isModerator: () => false,
  progress: () => undefined,
  stop: new AbortController().signal,
  ...change,
})
const files = { open: async () => fail({ kind: 'unreachable' } as const) }

test('[XP1] whatever people wrote, the page holds no script, no address elsewhere, and a policy against both', async () => {
  const { clock, store, write, keep } = await setupStore()
  for (const text of Object.values(hostileTexts)) write({ kind: 'post', text })
  await keep()
  const saves = setupSaves()
  orThrow(await exportConversation({ bridge: saves.bridge, files, clock }, asked(store)))
  const html = saves.files.get('general 2026-11-27.html') ?? ''
  expect(html).toContain(`default-src 'none'`)
  const tags = new Set([...html.matchAll(/<[^>]*>/gu)].map(([tag]) => tag))
  const own =
    /^<(?:\/?(?:html|head|body|header|main|title|style|h1|p|b|bdi|div|article|a|del)|!doctype html|html lang="[A-Za-z-]+" dir="(?:ltr|rtl)"|meta [^<>]*|p class="(?:meta|note|files)"(?: dir="auto")?|h1 dir="auto"|div class="text" dir="auto"|article id="m-[0-9a-f]+"(?: class="reply")?|a href="#m-[0-9a-f]+")>$/u
  expect([...tags].filter((tag) => !own.test(tag))).toEqual([])
  // oxlint-disable-next-line no-control-regex -- those are what is looked for
  expect(html).not.toMatch(/[\u0000\u202A-\u202E\u2066-\u2069]/u)
  expect(html.match(/<article/gu)).toHaveLength(Object.keys(hostileTexts).length)
})

test('[XP2] JSON has every message with its edits, reactions, answers and threads', async () => {
  const { clock, store, write, keep } = await setupStore()
  const first = write({ kind: 'post', text: 'the first "words"' })
  write({ kind: 'edit', target: first, text: 'the second words' })
  write({ kind: 'react', target: first, emoji: '🎉', on: true })
  write({ kind: 'post', text: 'an answer', replyTo: first })
  write({ kind: 'post', text: 'in the thread', thread: first })
  const gone = write({ kind: 'post', text: 'taken back' })
  write({ kind: 'redact', target: gone })
  await keep()
  const saves = setupSaves()
  const done = orThrow(
    await exportConversation({ bridge: saves.bridge, files, clock }, asked(store, { format: 'json' })),
  )
  expect(done.messages).toBe(4)
  const text = [...saves.files.values()][0] ?? ''
  expect(JSON.parse(text)).toMatchObject({
    format: 'tidings-conversation',
    version: 1,
    sealed: true,
    coverage: { parts: 1, missingParts: 0 },
    messages: [
      {
        id: first,
        author: ana,
        text: 'the second words',
        edited: true,
        earlier: [{ text: 'the first "words"' }],
        reactions: [{ emoji: '🎉', users: [ana] }],
      },
      { text: 'an answer', replyTo: first },
      { text: 'in the thread', thread: first },
      { id: gone, text: '', deleted: true },
    ],
    people: [{ id: ana, name: '<b onclick=x>Ana\u202E' }],
  })
  expect(text).not.toContain('taken back')
})

test('[XP3] parts that are not on the device are counted, in the file too', async () => {
  const { clock, store, write, keep } = await setupStore()
  write({ kind: 'post', text: 'new' })
  await keep(3)
  const saves = setupSaves()
  const progress: Array<readonly [number, number]> = []
  orThrow(
    await exportConversation(
      { bridge: saves.bridge, files, clock },
      asked(store, { format: 'json', progress: (done, total) => progress.push([done, total]) }),
    ),
  )
  expect(JSON.parse([...saves.files.values()][0] ?? '')).toMatchObject({
    coverage: { parts: 1, missingParts: 3 },
  })
  expect(progress).toEqual([[1, 1]])
})

test('[XP4] what was stopped, and what cannot be read, leaves no file', async () => {
  const { clock, store, write, keep } = await setupStore()
  write({ kind: 'post', text: 'words' })
  await keep()
  const stopped = setupSaves()
  const stop = AbortSignal.abort()
  const deps = { files, clock }
  expect(await exportConversation({ ...deps, bridge: stopped.bridge }, asked(store, { stop }))).toEqual(
    fail({ kind: 'cancelled' }),
  )
  expect(stopped.files.size).toBe(0)
  const damaged = { ...store, segment: async () => ok({ blob: Uint8Array.of(9, 9), tail: [] }) }
  expect(await exportConversation({ ...deps, bridge: stopped.bridge }, asked(damaged))).toMatchObject({
    failure: { kind: 'unreadable' },
  })
  expect(stopped.files.size).toBe(0)
})

test.each([
  ['beginning', { about: { ...asked(createMemoryStore()).about, name: 'n'.repeat(maxBridgePiece) } }],
  ['end', { nameOf: () => 'n'.repeat(maxBridgePiece) }],
])('[XP4] a disk that fills up at the %s is told as that', async (_, change) => {
  const { clock, store, write, keep } = await setupStore()
  write({ kind: 'post', text: 'words' })
  await keep()
  // Once it has failed main has let go of it.
  const saves = setupSaves([{ kind: 'disk-full' }, { kind: 'cancelled' }])
  const done = await exportConversation(
    { bridge: saves.bridge, files, clock },
    asked(store, { format: 'json', ...change }),
  )
  expect(done).toEqual(fail({ kind: 'disk-full' }))
  expect(saves.files.size).toBe(0)
})

test('[XP4] any name becomes one that every system takes', () => {
  const made = Date.UTC(2026, 10, 27)
  expect(exportFileName('../../etc/passwd', made, 'html')).toBe('etc passwd 2026-11-27.html')
  expect(exportFileName('\u202E<>:"|?*', made, 'json')).toBe('Conversation 2026-11-27.json')
  expect(exportFileName('日本語 чат', made, 'json')).toBe('日本語 чат 2026-11-27.json')
})
