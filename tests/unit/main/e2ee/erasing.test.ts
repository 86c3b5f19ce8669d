/** What a device gives up of what it wrote, and what others make of an entry that comes without its ciphertext. */
import { describe, expect, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import { spanOf } from '../../../../core/conversation/erased-update.ts'
import { writeUpdate } from '../../../../core/conversation/update-writer.ts'
import { eraseContent } from '../../../../core/e2ee/erase-content.ts'
import { messageKey } from '../../../../core/e2ee/key-schedule.ts'
import type { ContentPayload } from '../../../../core/e2ee/payload.ts'
import { decodeEntry } from '../../../../core/protocol/entry.ts'
import type { LoggedEntry } from '../../../../core/protocol/frame.ts'
import type { ConversationId } from '../../../../core/protocol/ids.ts'
import {
  contentDeviceOf,
  isErasedByWriter,
  joinErased,
  type SealedContent,
} from '../../../../core/sealed/content-entry.ts'
import { noHash } from '../../../../core/sealed/entry-place.ts'
import { decodeSealed } from '../../../../core/sealed/sealed-entry.ts'
import { createSealedWorld, type SealedDevice, someUser } from '../../../support/sealed-holders.ts'
import { text, textOf } from '../../../support/sealed-texts.ts'

const [ada, bob] = [someUser(1), someUser(2)]
const client = 7
const post = (clock: number, ...letters: ReadonlyArray<string>): Uint8Array =>
  writeUpdate(client, clock, letters.map(text))
const deletion = (clock: number, ...erase: ReadonlyArray<number>): Uint8Array =>
  writeUpdate(client, clock, [text('gone')], erase)

async function talked() {
  const world = await createSealedWorld()
  const [one, two] = [await world.addDevice(ada), await world.addDevice(bob)]
  const group = await one.beginGroup(bob)
  const write = async (...updates: ReadonlyArray<Uint8Array>): Promise<void> => {
    const entries = updates.map((update) => one.entry(group, update))
    expect(await one.write(group, ...entries)).toBe('sealed')
  }
  const entries = (): Array<LoggedEntry> => world.relay.logs.get(group)?.entries ?? []
  const own = (): ReadonlyArray<Uint8Array> =>
    entries().flatMap(({ bytes }) => (contentDeviceOf(bytes) === one.device ? [bytes] : []))
  return { ...world, one, two, group, write, entries, own }
}

const erasingOf = async (device: SealedDevice, group: ConversationId): Promise<number | undefined> =>
  orThrow(await device.service.position(group)).erasing

function contentOf(bytes: Uint8Array | undefined): SealedContent {
  const entry = orThrow(decodeSealed(bytes ?? new Uint8Array()))
  if (entry.kind !== 'content') throw new Error('content')
  return entry
}

/** What `by` leaves of an entry, with whatever update. */
function leave(by: SealedDevice, group: ConversationId, of: SealedContent, update: Uint8Array): Uint8Array {
  const { core, own } = by.service
  const key = core.keeper.epoch(group, of.epochId)?.key ?? new Uint8Array()
  const message = messageKey(core.primitives, key, of.epochId, of.device)
  const ownList = { version: 1, hash: noHash }
  const left: ContentPayload = {
    kind: 'content',
    segment: of.segment,
    counter: 0,
    update,
    ownList,
    peers: [],
  }
  return eraseContent(core.primitives, { signing: own.signingKey(), message }, of, left)
}

describe('a device', () => {
  test('[OE16] gives up its entries all of whose ops it has deleted, and no other; over a restart too', async () => {
    const { one, group, write, own } = await talked()
    await write(post(0, 'alone'), post(1, 'first', 'second'), post(3, 'stays'))
    expect(await erasingOf(one, group)).toBeUndefined()
    await write(deletion(4, 0, 1))
    expect(await erasingOf(one, group)).toBe(0)
    const again = await one.restart()
    expect(await erasingOf(again, group)).toBe(0)
    const made = orThrow(await again.service.erase(group, own()))
    expect(made.map((bytes) => contentOf(bytes).id)).toEqual([contentOf(own()[0]).id])
    await again.write(group, again.entry(group, deletion(5, 2)))
    expect(orThrow(await again.service.erase(group, own()))).toHaveLength(2)
    expect(orThrow(await again.service.erased(group, 0, [1, 2])).erasing).toBeUndefined()
  })

  test('[OE16] what is given up already is not given up again, and counts as deletion of what it deleted', async () => {
    const { one, group, write, own } = await talked()
    await write(post(0, 'alone'), deletion(1, 0), deletion(2, 1))
    const [first, second] = orThrow(await one.service.erase(group, own()))
    expect(contentOf(second).id).toEqual(contentOf(own()[1]).id)
    const left = orThrow(
      await one.service.erase(
        group,
        [own()[0], second, own()[2]].flatMap((b) => b ?? []),
      ),
    )
    expect(left.map((bytes) => contentOf(bytes).id)).toEqual([contentOf(first).id])
    expect(
      orThrow(
        await one.service.erase(
          group,
          [first, second].flatMap((b) => b ?? []),
        ),
      ),
    ).toEqual([])
  })

  test('[OE18] that has given an entry up looks again where a relay shows it whole', async () => {
    const { one, group, write, own, entries } = await talked()
    await write(post(0, 'alone'), deletion(1, 0))
    const { counter } = contentOf(own()[0])
    expect(orThrow(await one.service.erased(group, 0, [counter])).erasing).toBeUndefined()
    orThrow(await one.service.open(group, entries()))
    expect(await erasingOf(one, group)).toBe(0)
  })

  test('[OE17] gives nothing up on the word of another device in its name', async () => {
    const { one, group, write, own } = await talked()
    await write(post(0, 'alone'), post(1, 'stays'), deletion(2, 0))
    const made = contentOf(own()[2])
    const bad = own()[2]?.slice() ?? new Uint8Array()
    const at = made.header.length
    bad[at] = (bad[at] ?? 0) ^ 1
    expect(orThrow(await one.service.erase(group, [...own().slice(0, 2), bad]))).toEqual([])
  })
})

describe('an entry without its ciphertext', () => {
  test('[CE10] [CE7] that its writer has given up is read as the same ops, erased; in its place and elsewhere', async () => {
    const { one, two, group, write, own, entries } = await talked()
    await write(post(0, 'one', 'two'), deletion(2, 0, 1))
    const [made] = orThrow(await one.service.erase(group, own()))
    const log = entries()
    const at = log.findIndex(({ bytes }) => bytes === own()[0])
    const [found] = log.splice(at, 1)
    if (found === undefined || made === undefined) throw new Error('it is in the log')
    log.splice(at, 0, { ...found, bytes: made })
    const opened = orThrow(await two.read(group)).entries.at(at)
    const onSight = orThrow(await two.service.open(group, [{ ...found, bytes: made }])).entries[0]
    for (const each of [opened, onSight]) {
      if (each?.kind !== 'entry') throw new Error('it opens')
      const entry = orThrow(decodeEntry(each.bytes))
      expect(entry.kind === 'content' && spanOf(entry.update)).toEqual({ client, clock: 0, ops: 2 })
      expect(Buffer.from(each.bytes).includes('two')).toBe(false)
    }
    expect(orThrow(await two.service.position(group)).seq).toBe(log.length)
  })

  test.each([
    ['somebody else', 'two', () => writeUpdate(client, 0, [undefined])],
    ['its writer, with something else in its place', 'one', () => post(0, 'another')],
    ['its writer, with nothing in its place', 'one', () => new Uint8Array()],
  ] as const)('[CE11] given up by %s is named, and holds nothing', async (_, who, update) => {
    const talk = await talked()
    const { one, two, group, write, own, entries } = talk
    await write(post(0, 'alone'))
    await two.read(group)
    const last = entries().at(-1)
    if (last === undefined) throw new Error('the log has an end')
    const bytes = leave(who === 'one' ? one : two, group, contentOf(own()[0]), update())
    expect(orThrow(await two.service.open(group, [{ ...last, bytes }])).entries.map(textOf)).toEqual([
      'erased',
    ])
  })

  test('[CE11] with what was left of another entry is named', async () => {
    const { one, two, group, write, own, entries } = await talked()
    await write(post(0, 'alone'), post(1, 'stays'), deletion(2, 0))
    const [made] = orThrow(await one.service.erase(group, own()))
    const { standIn } = contentOf(made)
    const at = entries().findIndex(({ bytes }) => bytes === own()[1])
    const found = entries()[at]
    if (found === undefined || standIn === undefined) throw new Error('it is in the log')
    entries()[at] = { ...found, bytes: joinErased(contentOf(found.bytes), standIn) }
    expect(textOf(orThrow(await two.read(group)).entries[at] ?? { id: noHash, kind: 'control' })).toBe(
      'erased',
    )
  })

  test('[CE12] a claim is never given up', async () => {
    const { one, two, group, write, own } = await talked()
    await write(post(0, 'alone'))
    const made = leave(
      one,
      group,
      { ...contentOf(own()[0]), segment: 0xffff },
      writeUpdate(client, 0, [undefined]),
    )
    expect(contentOf(made).standIn).toBeDefined()
    const { core } = two.service
    await two.read(group)
    const sign = core.keeper.epoch(group, contentOf(made).epochId)?.devices.get(one.device)?.sign ?? noHash
    expect(isErasedByWriter(contentOf(made), sign, core.primitives.verify)).toBe(true)
    expect(isErasedByWriter({ ...contentOf(made), segment: 0xffff }, sign, core.primitives.verify)).toBe(
      false,
    )
  })
})
