import { describe, expect, test } from 'vitest'
import { asModerated } from '../../../core/search/matching.ts'
import type { SegmentRef } from '../../../core/search/document.ts'
import {
  alice,
  bob,
  mallory,
  testAttachment,
  testHlc,
  testMask,
  testPin,
  testOpId,
  testPost,
} from '../../support/conversations.ts'
import { testConversation } from '../../support/test-conversation.ts'
import { createIndexKit, type IndexKit } from './kit.ts'

const one: SegmentRef = { conversation: testConversation(1), segment: 0 }

/** In memory, and in a run: with many more segments, which no question here asks for. */
const places: ReadonlyArray<readonly [string, (kit: IndexKit) => Promise<void>]> = [
  ['in memory', (kit) => kit.idle()],
  [
    'in a run',
    async (kit) => {
      for (let segment = 1; segment <= 20; segment++)
        await kit.put({ ...one, segment }, [{ number: segment + 100, text: 'hay' }])
      await kit.idle()
      expect(kit.settled).not.toEqual([])
    },
  ],
]

describe.each(places)('%s', (_, settle) => {
  test('[SE24] a message that expires is found until then, and not from then on', async () => {
    const kit = createIndexKit()
    await kit.putOps(one, [testPost({ text: 'the needle', expiresAfter: 3_600 })])
    await settle(kit)
    expect(await kit.findAll({ terms: ['needle'] })).toHaveLength(1)
    const expiry = testHlc(3_600_000).time
    expect(await kit.findAll({ terms: ['needle'], now: expiry })).toEqual([])
  })

  test('[SE25] what a moderator put in place of a text is found, and the text is not', async () => {
    const kit = createIndexKit()
    const find = async (term: string, isModerator: boolean): Promise<ReadonlyArray<string>> => {
      const query = { terms: [term] }
      return (await kit.findAll(query)).flatMap(
        (found) => asModerated(found, kit.question(query), (user) => isModerator && user === bob)?.text ?? [],
      )
    }
    await kit.putOps(one, [
      testPost({
        text: 'rude https://a.b',
        mentions: [bob],
        attachments: [testAttachment({ name: 'rude.png' })],
      }),
      testMask({ id: testOpId(5), by: bob, at: testHlc(5), replacement: 'first mask' }),
      testMask({ id: testOpId(6), by: bob, at: testHlc(6), replacement: 'second mask' }),
      testMask({ id: testOpId(7), by: mallory, at: testHlc(7), replacement: 'third mask' }),
    ])
    await settle(kit)
    expect(await find('rude', true)).toEqual([])
    expect(await find('mask', true)).toEqual(['second mask'])
    expect(await find('first', true)).toEqual([])
    expect(await find('third', true)).toEqual([])
    // Whoever is no moderator has changed nothing.
    expect(await find('rude', false)).toEqual(['rude https://a.b'])
    expect(await find('mask', false)).toEqual([])
    for (const trait of ['link', 'mention', 'file'] as const) {
      const query = kit.question({ traits: [trait] })
      const [found] = await kit.findAll(query)
      expect(found && asModerated(found, query, (user) => user === alice)).toBeDefined()
      expect(found && asModerated(found, query, (user) => user === bob)).toBeUndefined()
    }
  })

  test('[SE26] files are found by their names, and by has:file', async () => {
    const kit = createIndexKit()
    await kit.putOps(one, [
      testPost({ text: '', attachments: [testAttachment({ name: 'Übersicht.pdf' })] }),
      testPost({ id: testOpId(2), text: 'no file' }),
    ])
    await settle(kit)
    expect(await kit.findAll({ terms: ['ubersicht'] })).toMatchObject([{ files: ['Übersicht.pdf'] }])
    expect(await kit.findAll({ traits: ['file'] })).toMatchObject([{ id: testOpId(1) }])
  })

  test('messages are found by their ids', async () => {
    const kit = createIndexKit()
    await kit.putOps(one, [testPost({ text: 'one' }), testPost({ id: testOpId(2), text: 'two' })])
    await settle(kit)
    expect(await kit.findAll({ ids: new Set([testOpId(2), testOpId(9)]) })).toMatchObject([{ text: 'two' }])
  })

  test('[SE27] what is pinned is found as long as it is', async () => {
    const kit = createIndexKit()
    const ops = [
      testPost({ text: 'the rules' }),
      testPost({ id: testOpId(2), text: 'a joke' }),
      testPin({ id: testOpId(3), at: testHlc(3), target: testOpId(1), on: true }),
    ]
    await kit.putOps(one, ops)
    await settle(kit)
    expect(await kit.findAll({ traits: ['pin'] })).toMatchObject([{ text: 'the rules' }])
    await kit.putOps(one, [
      ...ops,
      testPin({ id: testOpId(4), at: testHlc(4), target: testOpId(1), on: false }),
    ])
    await settle(kit)
    expect(await kit.findAll({ traits: ['pin'] })).toEqual([])
  })
})
