/** Search of the relay: what is found, and what lies on the disk. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import { foldText } from '../../../../core/search/fold-text.ts'
import { createTokens, hasTerm } from '../../../../sync-server/messages/tokens.ts'
import {
  alice,
  bob,
  testEdit,
  testHlc,
  testMask,
  testOpId,
  testPost,
  testRedact,
  testUser,
} from '../../../support/conversations.ts'
import { setupMessages } from '../../../support/messages-world.ts'
import { setupProjectedLog } from '../../../support/projected-log.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

const found = (page: { readonly found: ReadonlyArray<{ readonly message: { readonly text: string } }> }) =>
  page.found.map(({ message }) => message.text)

describe('what is found', () => {
  test('[MS30] words, parts of words, phrases and scripts without spaces; the newest first', async () => {
    const { messages, general, workspace, bob: person, ada, say, projection } = await setupMessages()
    const texts = [
      'The harbour is Closed',
      'rebooting the server',
      'ok',
      'okay',
      '港で会いましょう',
      'Café at noon',
      'noon',
    ]
    for (const text of texts) await say(person.user, text)
    const search = async (
      query: string,
      where: Parameters<typeof messages.search>[1] = { conversation: general },
    ) => found(orThrow(await messages.search(ada.user, where, { query, limit: 20 })))
    const check = async (): Promise<void> => {
      expect(await search('harbour')).toEqual(['The harbour is Closed'])
      expect(await search('HARBOUR closed')).toEqual(['The harbour is Closed'])
      expect(await search('boot')).toEqual(['rebooting the server'])
      expect(await search('"the server"')).toEqual(['rebooting the server'])
      expect(await search('"server the"')).toEqual([])
      expect(await search('cafe')).toEqual(['Café at noon'])
      expect(await search('noon', { workspace })).toEqual(['noon', 'Café at noon'])
      expect(await search('会い')).toEqual(['港で会いましょう'])
      expect(await search('港')).toEqual(['港で会いましょう'])
      expect(await search('ok')).toEqual(['ok']) // one or two letters are a word of their own
      expect(await search('nowhere')).toEqual([])
      expect(await search('')).toEqual([])
    }
    await check()
    for (let filler = 0; filler < 260; filler++) await say(ada.user, `nothing ${filler}`)
    await projection.index(general)
    await check()
    const filtered = orThrow(
      await messages.search(
        ada.user,
        { conversation: general },
        { query: 'noon from:bob has:link', limit: 5 },
      ),
    )
    expect(filtered.ignored).toEqual(['from:bob', 'has:link'])
    const own = orThrow(
      await messages.search(ada.user, { workspace }, { query: 'noon', limit: 5, from: ada.user }),
    )
    expect(found(own)).toEqual([])
  })

  test('[MS31] pages neither lack nor repeat a message', async () => {
    const { messages, general, bob: person, say, projection } = await setupMessages()
    for (let number = 0; number < 300; number++) await say(person.user, `common ${number}`)
    await projection.index(general)
    for (let number = 300; number < 320; number++) await say(person.user, `common ${number}`)
    const seen: Array<string> = []
    for (let cursor: string | undefined; ;) {
      const request = { query: 'common', limit: 50, ...(cursor !== undefined && { cursor }) }
      const page = orThrow(await messages.search(person.user, { conversation: general }, request))
      seen.push(...found(page))
      cursor = page.next
      if (cursor === undefined) break
    }
    expect(seen).toEqual(Array.from({ length: 320 }, (_, index) => `common ${319 - index}`))
  })

  test('[MS32] whatever text and term: what stands in the text is among what its tokens say', () => {
    const tokens = createTokens(new Uint8Array(32))
    const aText = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.string({ unit: fc.constantFrom('a', 'b', ' ', '-', '港', 'で', '1'), maxLength: 20 }),
    )
    fc.assert(
      fc.property(aText, fc.nat(), fc.integer({ min: 1, max: 6 }), (text, from, length) => {
        const folded = foldText(text)
        const points = Array.from(folded)
        const start = from % Math.max(1, points.length)
        const term = points
          .slice(start, start + length)
          .join('')
          .trim()
        if (term === '' || !hasTerm(folded, term)) return
        const having = new Set(tokens.of(text))
        for (const token of tokens.ofTerm(term)) expect(having.has(token)).toBe(true)
      }),
      { numRuns: 2_000 },
    )
  })
})

const moderator = testUser(99)
/** A log of 300 messages of which the index knows all. */
async function setupIndexed(folder?: string) {
  const file = folder === undefined ? ':memory:' : path.join(folder, 'relay.db')
  const log = await setupProjectedLog({ file, people: [alice, bob], moderators: [moderator] })
  for (let number = 1; number <= 300; number++) {
    const text = number === 7 ? 'the heliotrope secret' : `filler ${number}`
    await log.write({
      client: 1,
      segment: 0,
      ops: [testPost({ id: testOpId(number), text, at: testHlc(number) })],
    })
  }
  await log.projection.index(log.conversation)
  const tokens = createTokensOf(log)
  /** Rows that the index has for a word. */
  const rowsFor = async (word: string): Promise<number> => {
    let rows = 0
    for (const run of await log.store.messages.runs(log.conversation)) {
      for (const token of await tokens(word)) {
        rows += (await log.store.messages.rowsOf(log.conversation, token, run)).length
      }
    }
    return rows
  }
  return { log, rowsFor }
}

const createTokensOf =
  (log: Awaited<ReturnType<typeof setupProjectedLog>>) =>
  async (word: string): Promise<ReadonlyArray<number>> =>
    orThrow(await log.projection.read(log.conversation)).tokens.ofTerm(word)

describe('what lies on the disk', () => {
  test('[MS33] no text and no word, and after a redaction neither body nor tokens', async () => {
    const { log, rowsFor } = await setupIndexed()
    expect(await rowsFor('heliotrope')).toBeGreaterThan(0)
    const before = log.forgotten()
    const redact = testRedact({
      id: testOpId(1_000),
      target: testOpId(7),
      by: moderator,
      targetAt: testHlc(7),
    })
    await log.write({ client: 2, segment: 0, ops: [redact] })
    await log.projection.read(log.conversation)
    expect(await rowsFor('heliotrope')).toBe(0)
    expect(await rowsFor('filler')).toBeGreaterThan(0)
    const ops = await log.store.messages.topics(log.conversation, testOpId(7))
    expect(ops.find(({ kind }) => kind === 'post')?.body).toBeUndefined()
    expect(log.forgotten()).toBeGreaterThan(before)
  })

  test('[MS34] edits and masks are found by their new words and no more by the old ones', async () => {
    const { log, rowsFor } = await setupIndexed()
    const edit = testEdit({
      id: testOpId(1_000),
      target: testOpId(7),
      text: 'the marigold',
      at: testHlc(500),
    })
    await log.write({ client: 2, segment: 0, ops: [edit] })
    await log.projection.read(log.conversation)
    expect([
      await rowsFor('heliotrope'),
      await log.store.messages.countUnindexed(log.conversation, 9),
    ]).toEqual([0, 1])
    const mask = testMask({ id: testOpId(1_001), target: testOpId(8), replacement: 'hushed', by: moderator })
    await log.write({ client: 3, segment: 0, ops: [mask] })
    await log.projection.read(log.conversation)
    expect(await log.store.messages.countUnindexed(log.conversation, 9)).toBe(2)
    expect(await log.shown()).toEqual(log.expected())
  })

  test('[MS35] a file of the relay holds nothing that was said', async () => {
    const folder = temporaryFolder()
    const { log } = await setupIndexed(folder)
    await log.store.checkpoint()
    const readable = readdirSync(folder).map((file) => readFileSync(path.join(folder, file)))
    for (const word of ['heliotrope', 'the heliotrope secret', 'filler']) {
      expect(readable.some((bytes) => bytes.includes(word))).toBe(false)
    }
  })
})
