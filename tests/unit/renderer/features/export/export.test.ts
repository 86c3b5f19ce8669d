import { expect, test } from 'vitest'
import { orThrow } from '../../../../../core/base/defect.ts'
import { fail, ok } from '../../../../../core/base/result.ts'
import { maxBridgePiece } from '../../../../../core/bridge/files-contract.ts'
import { everyone, type UserId } from '../../../../../core/protocol/ids.ts'
import { createMemoryStore } from '../../../../../core/storage/memory-store.ts'
import { exportConversation } from '../../../../../renderer/features/export/export-conversation.ts'
import { exportFileName } from '../../../../../renderer/features/export/file-name.ts'
import { ana, asked, exportedPage, files, setupSaves, setupStore } from '../../../../support/export-world.ts'
import { hostileTexts } from '../../../../support/hostile-texts.ts'
import { person } from '../../../../support/shown-message.ts'

/** What the page may be made of. All of it is written by the app; between the signs stands no text of a person but in a link. */
const ownTags =
  /^<(?:\/?(?:html|head|body|header|main|title|style|h1|h2|p|b|bdi|small|time|div|article|a|del|strong|em|s|code|pre|ul|ol|li|blockquote|table|thead|tbody|tr|th|td)|br|hr|!doctype html|html lang="[A-Za-z-]+" dir="(?:ltr|rtl)"|meta [^<>]*|p class="(?:meta|note|files|head[123])"(?: dir="auto")?|(?:h1|p|ul|blockquote) dir="auto"|ol start="\d+"(?: class="wide")?(?: dir="auto")?|div class="(?:text|earlier)"|del class="text"|div class="code" dir="ltr"|small dir="ltr"|b class="name"|t[hd] class="(?:center|end)"|div class="table" role="group" tabindex="0" aria-label="Table"(?: dir="auto")?|article id="m-[0-9a-f]+"(?: class="reply")?|a href="#m-[0-9a-f]+"|a href="https?:\/\/[^"<>\s]+" rel="noopener noreferrer" title="https?:\/\/[^"<>\s]+")>$/u

test('[XP1] whatever people wrote, the page holds no script, nothing that is loaded, and a policy against both', async () => {
  const html = await exportedPage((write) => {
    for (const text of Object.values(hostileTexts)) write({ kind: 'post', text })
  })
  expect(html).toContain(`default-src 'none'`)
  const tags = new Set([...html.matchAll(/<[^>]*>/gu)].map(([tag]) => tag))
  expect([...tags].filter((tag) => !ownTags.test(tag))).toEqual([])
  // oxlint-disable-next-line no-control-regex -- those are what is looked for
  expect(html).not.toMatch(/[\u0000\u202A-\u202E\u2066-\u2069]/u)
  expect(html.match(/<article/gu)).toHaveLength(Object.keys(hostileTexts).length)
})

test('[XP6] what has disappeared is in neither file and is not counted; what was deleted is said to be', async () => {
  const { clock, store, write, keep } = await setupStore()
  const gone = write({ kind: 'post', text: 'soon over', expiresAfter: 60 })
  write({ kind: 'redact', target: write({ kind: 'post', text: 'taken back' }) })
  write({ kind: 'post', text: 'an answer', replyTo: gone })
  await keep()
  clock.advance(61_000)
  const saves = setupSaves()
  for (const format of ['html', 'json'] as const) {
    const ask = asked(store, { format, fileName: format })
    const done = orThrow(await exportConversation({ bridge: saves.bridge, files, clock }, ask))
    expect([format, done.messages]).toEqual([format, 2])
  }
  const html = saves.files.get('html') ?? ''
  expect(html.match(/<article/gu)).toHaveLength(2)
  expect(html.match(/This message was deleted\./gu)).toHaveLength(1)
  expect(html).not.toContain(gone) // nor does a link lead to where it would be
  expect(JSON.parse(saves.files.get('json') ?? '')).toMatchObject({
    messages: [{ text: '', deleted: true }, { text: 'an answer' }],
  })
})

test('[XP2][VW8] JSON has every message with its edits, reactions, answers and threads, and all who are mentioned are no person', async () => {
  const { clock, store, write, keep } = await setupStore()
  const first = write({ kind: 'post', text: 'the first "words"' })
  write({ kind: 'edit', target: first, text: 'the second words' })
  write({ kind: 'react', target: first, emoji: '🎉', on: true })
  write({ kind: 'post', text: 'an answer', replyTo: first, mentions: [person('b'), everyone] })
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
      { text: 'an answer', replyTo: first, mentions: [person('b'), everyone] },
      { text: 'in the thread', thread: first },
      { id: gone, text: '', deleted: true },
    ],
    people: [
      { id: ana, name: '<b onclick=x>Ana\u202E' },
      { id: person('b'), name: null },
    ],
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
  ['end', { memberOf: (user: UserId) => ({ user, name: 'n'.repeat(maxBridgePiece), username: undefined }) }],
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

test('[XP5][MU17] who mentions all stands there as such, whatever the directory says of that id', async () => {
  const html = await exportedPage(
    (write) => void write({ kind: 'post', text: '@all, @everyone: the tide', mentions: [everyone] }),
  )
  expect(html).toContain('<b class="name"><bdi>@all</bdi></b>, <b class="name"><bdi>@all</bdi></b>: the tide')
})

test('[XP5] a name that somebody has given themselves does not stand in a link: it would show another host', async () => {
  const text = '@bob [https://@bob.evil.example](https://@bob.evil.example)'
  const html = await exportedPage((write) => void write({ kind: 'post', text, mentions: [ana] }), {
    memberOf: (user) => ({ user, name: 'bank.example', username: 'bob' }),
  })
  const [link = ''] = html.match(/<a href="https[^]*?<\/a>/u) ?? []
  expect(link).toContain('evil.example')
  expect(link).not.toContain('bank.example')
})
