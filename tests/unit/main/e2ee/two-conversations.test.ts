/** Several conversations of the same people: what was written in one counts in no other, whoever carries it over. */
import { describe, expect, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import type { LoggedEntry } from '../../../../core/protocol/frame.ts'
import type { ConversationId } from '../../../../core/protocol/ids.ts'
import {
  createSealedWorld,
  type SealedDevice,
  type SealedWorld,
  someUser,
} from '../../../support/sealed-holders.ts'
import { force, forge, retold } from '../../../support/sealed-liars.ts'
import { readTexts, text, textOf } from '../../../support/sealed-texts.ts'

const [ada, bob] = [someUser(1), someUser(2)]

interface Talks extends SealedWorld {
  readonly one: SealedDevice
  readonly liar: SealedDevice
  readonly here: ConversationId
  readonly there: ConversationId
}

/** Two groups of the same two, as long as each other. */
async function twoTalks(): Promise<Talks> {
  const world = await createSealedWorld()
  const [one, liar] = [await world.addDevice(ada), await world.addDevice(bob)]
  const [here, there] = [await one.beginGroup(bob), await one.beginGroup(bob)]
  for (const [group, letters] of [
    [here, 'here'],
    [there, 'there'],
  ] as const) {
    expect(await one.write(group, one.entry(group, text(letters)))).toBe('sealed')
    orThrow(await liar.read(group))
  }
  return { ...world, one, liar, here, there }
}
const logOf = ({ relay }: Talks, conversation: ConversationId): ReadonlyArray<LoggedEntry> =>
  relay.logs.get(conversation)?.entries ?? []

describe('a relay', () => {
  test('[SL21] [OE2] that hands out entries of one as of the other, at the end or on sight, is not believed', async () => {
    const talks = await twoTalks()
    const { liar, here, there } = talks
    const [mine, others] = [logOf(talks, here), logOf(talks, there)]
    const spliced = retold([...mine, ...others.slice(1)]).slice(mine.length)
    expect(orThrow(await liar.service.open(here, spliced)).entries.map(textOf)).toEqual(['conversation'])
    // In the places that they have there, which are verified here already.
    for (const lie of others) {
      expect(orThrow(await liar.service.open(here, [lie])).entries.map(textOf)).toEqual(['conversation'])
    }
    expect(orThrow(await liar.service.open(there, others)).entries.map(textOf)).toEqual(['control', 'there'])
  })

  test('[SL21] [OE1] that begins a conversation with the log of another begins nothing', async () => {
    const talks = await twoTalks()
    const { one, there } = talks
    const third = await one.beginGroup(bob)
    const told = orThrow(await one.service.open(third, logOf(talks, there))).entries
    expect(told.map(textOf)).toEqual(['conversation', 'conversation'])
    expect(one.service.core.keeper.log(third).record.log.epoch).toBeUndefined()
    expect(one.service.core.keeper.epochs(third)).toEqual([])
  })
})

describe('a member', () => {
  test('[CE6] [OE2] who carries over an epoch, a key or a head of the other conversation is refused and skipped', async () => {
    const talks = await twoTalks()
    const { one, liar, relay, here, there } = talks
    const recordOf = (group: ConversationId) => liar.service.core.keeper.log(group).record.log
    const elsewhere = recordOf(there)
    const foreign = elsewhere.epoch
    const key = foreign && liar.service.core.keeper.epoch(there, foreign.id)?.key
    if (foreign === undefined || key === undefined) throw new Error('both have an epoch')
    const forged = [
      ['stale-epoch', 'epoch', { epochId: foreign.id, key }],
      ['invalid', 'seen', { seenSeq: elsewhere.seq, seenHead: elsewhere.head }],
      ['counter', 'prev-own', { prevOwn: elsewhere.chains.get(one.device)?.entryId ?? elsewhere.head }],
    ] as const
    for (const [code, why, place] of forged) {
      const bytes = forge(liar, here, { letters: 'carried over', ...place })
      expect(relay.append(bytes)).toBe(code)
      force(relay, here, bytes)
      expect(await readTexts(one, here)).toEqual([why])
      orThrow(await liar.read(here))
    }
    // The key of the other conversation in this one: its place counts, and nobody reads it.
    expect(relay.append(forge(liar, here, { letters: 'carried over', key }))).toBe('sealed')
    expect(await readTexts(one, here)).toEqual(['key'])
    expect(await one.write(here, one.entry(here, text('on')))).toBe('sealed')
    expect(await readTexts(liar, here)).toEqual(['key', 'on'])
  })

  test('[SO1] a burst into several at once is one chain in each', async () => {
    const talks = await twoTalks()
    const { one, liar, here, there } = talks
    const sealed = await Promise.all(
      [here, there, here, there].map((group, index) =>
        one.service.seal(group, [one.entry(group, text(`${index}`))], { afresh: false }),
      ),
    )
    for (const each of sealed)
      for (const { bytes } of orThrow(each)) expect(talks.relay.append(bytes)).toBe('sealed')
    expect(await readTexts(liar, here)).toEqual(['0', '2'])
    expect(await readTexts(liar, there)).toEqual(['1', '3'])
  })
})
