/** Members that lie, in league with a relay that takes anything: all others skip it alike and read nothing of it. */
import { describe, expect, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import { encodeEpochBody } from '../../../../core/sealed/epoch-body.ts'
import { encodeEpochHeader } from '../../../../core/sealed/epoch-entry.ts'
import { joinSealed } from '../../../../core/sealed/content-entry.ts'
import { decodeSealed } from '../../../../core/sealed/sealed-entry.ts'
import { signEntry } from '../../../../core/e2ee/seal-content.ts'
import { entryIdOf } from '../../../../core/protocol/entry.ts'
import type { ConversationId } from '../../../../core/protocol/ids.ts'
import { noHash } from '../../../../core/sealed/entry-place.ts'
import { contentHeaderBytes, signatureBytes } from '../../../../core/protocol/sealed-layout.ts'
import {
  createSealedWorld,
  type SealedDevice,
  type SealedWorld,
  someUser,
} from '../../../support/sealed-holders.ts'
import { force, forge, retold } from '../../../support/sealed-liars.ts'
import { readTexts, text, textOf } from '../../../support/sealed-texts.ts'

const [ada, bob, eve] = [someUser(1), someUser(2), someUser(3)]

interface Talk extends SealedWorld {
  readonly one: SealedDevice
  readonly liar: SealedDevice
  readonly three: SealedDevice
  readonly group: ConversationId
}

/** Ada began it; Bob lies; Eve listens. All have read all, and all have written. */
async function talked(): Promise<Talk> {
  const world = await createSealedWorld()
  const [one, liar, three] = [
    await world.addDevice(ada),
    await world.addDevice(bob),
    await world.addDevice(eve),
  ]
  const group = await one.beginGroup(bob, eve)
  for (const writer of [one, liar, three]) {
    await writer.read(group)
    expect(await writer.write(group, writer.entry(group, text(writer.user.slice(0, 1))))).toBe('sealed')
  }
  for (const reader of [one, liar, three]) await reader.read(group)
  return { ...world, one, liar, three, group }
}

/** The honest relay refuses it with `code`; told by one that does not, everybody skips it for `why`, and goes on. */
async function nobodyTakes(
  { relay, one, three, group }: Talk,
  forged: Uint8Array,
  { code, why }: { readonly code: string; readonly why: string },
): Promise<void> {
  expect(relay.append(forged)).toBe(code)
  force(relay, group, forged)
  expect(await readTexts(one, group)).toEqual([why])
  expect(await readTexts(three, group)).toEqual([why])
  expect(await three.write(group, three.entry(group, text('on')))).toBe('sealed')
  expect(await readTexts(one, group)).toEqual(['on'])
}

const idOf = (device: SealedDevice, group: ConversationId) => {
  const { epoch, chains } = device.service.core.keeper.log(group).record.log
  if (epoch === undefined) throw new Error('no epoch')
  return { epoch: epoch.n, epochId: epoch.id, chains }
}

describe('an entry', () => {
  test('[OE2] in the name of a device of somebody else', async () => {
    const talk = await talked()
    const { one, liar, group } = talk
    const chain = idOf(liar, group).chains.get(one.device)
    const place = {
      device: one.device,
      counter: (chain?.counter ?? 0) + 1,
      prevOwn: chain?.entryId ?? noHash,
    }
    const forged = forge(liar, group, { letters: 'I am Ada', ...place })
    await nobodyTakes(talk, forged, { code: 'invalid', why: 'signature' })
  })

  test('[OE2] dated back into an epoch that is over', async () => {
    const talk = await talked()
    const { one, liar, three, group, clock } = talk
    const { epochId } = idOf(liar, group)
    clock.advance(7 * 86_400_000)
    for (const each of [liar, three, one]) orThrow(await each.service.own.tend())
    expect(await one.write(group, one.entry(group, text('new')))).toBe('sealed')
    for (const reader of [liar, three]) await reader.read(group)
    await nobodyTakes(talk, forge(liar, group, { letters: 'long ago', epochId }), {
      code: 'stale-epoch',
      why: 'epoch',
    })
  })

  test('[OE2][OE6] of somebody who was taken out and has the old key', async () => {
    const talk = await talked()
    const { one, liar, three, group } = talk
    const old = forge(liar, group, { letters: 'I was here' })
    orThrow(await one.service.plan(group, { kind: 'remove', users: [bob], isUrgent: true }))
    expect(await one.write(group)).toBe('sealed')
    await three.read(group)
    await nobodyTakes(talk, old, { code: 'not-linked', why: 'device' })
    const { entries } = talk.relay.logs.get(group) ?? { entries: [] }
    const verified = entries[1]
    if (verified === undefined) throw new Error('there is a second entry')
    // Put in the place of what was verified long ago, for a reader who turns back to it.
    for (const { seq, head } of [verified, retold([...entries.slice(0, 1), { bytes: old }])[1] ?? verified]) {
      const lie = { ...verified, seq, head, bytes: old }
      expect(orThrow(await three.service.open(group, [lie])).entries.map(textOf)).toEqual(['another log'])
    }
  })

  test('[OE2] second of two with one counter', async () => {
    const talk = await talked()
    const { one, liar, three, group, relay } = talk
    const [first, second] = [forge(liar, group, { letters: 'yes' }), forge(liar, group, { letters: 'no' })]
    expect(relay.append(first)).toBe('sealed')
    for (const reader of [one, three]) expect(await readTexts(reader, group)).toEqual(['yes'])
    await nobodyTakes(talk, second, { code: 'counter', why: 'counter' })
  })

  test('[OE2] about a log that nobody else has seen', async () => {
    const talk = await talked()
    const { seq, head } = talk.liar.service.core.keeper.log(talk.group).record.log
    const elsewhere = { seenSeq: seq, seenHead: Uint8Array.from(head, (byte) => byte ^ 1) }
    const forged = forge(talk.liar, talk.group, { letters: 'elsewhere', ...elsewhere })
    await nobodyTakes(talk, forged, { code: 'invalid', why: 'seen' })
  })

  test('[OE5] sealed with another key than the epoch has: it keeps its place in the chain, and nobody reads it', async () => {
    const { relay, one, liar, three, group } = await talked()
    expect(relay.append(forge(liar, group, { letters: 'for some', key: new Uint8Array(32).fill(3) }))).toBe(
      'sealed',
    )
    for (const reader of [one, liar, three]) expect(await readTexts(reader, group)).toEqual(['key'])
    expect(await liar.write(group, liar.entry(group, text('for all')))).toBe('sealed')
    for (const reader of [one, three]) expect(await readTexts(reader, group)).toEqual(['for all'])
  })

  test('[OE15] [SL6] whose text a relay has dropped keeps its place and is named; another text cannot stand for it', async () => {
    const { one, liar, three, group, relay } = await talked()
    const taken = forge(liar, group, { letters: 'taken back' })
    expect(relay.append(taken)).toBe('sealed')
    await one.read(group)
    const last = relay.logs.get(group)?.entries.at(-1)
    if (last === undefined) throw new Error('the log has an end')
    const poisoned = Uint8Array.from(last.bytes, (byte, index) =>
      index === last.bytes.length - 1 ? byte ^ 1 : byte,
    )
    const opened = orThrow(await one.service.open(group, [{ ...last, bytes: poisoned }])).entries
    expect(opened.map(({ kind }) => kind)).toEqual(['skipped'])
    const erased = last.bytes.slice(0, contentHeaderBytes + signatureBytes)
    const shown = orThrow(await three.service.open(group, [{ ...last, bytes: erased }])).entries
    expect(shown).toMatchObject([{ kind: 'skipped', why: 'erased' }])
    await liar.read(group)
    expect(await liar.write(group, liar.entry(group, text('something else')))).toBe('sealed')
    expect(await readTexts(three, group)).toEqual(['something else'])
  })
})

describe('an epoch', () => {
  test('[OE4] with the wraps of the one before: whoever finds no key in it reads nothing, and believes nothing', async () => {
    const { relay, one, liar, three, group, clock } = await talked()
    const before = relay.logs.get(group)?.entries[0]?.bytes ?? new Uint8Array()
    clock.advance(7 * 86_400_000)
    for (const each of [one, three, liar]) orThrow(await each.service.own.tend())
    const made = orThrow(await liar.service.seal(group, [], { afresh: true }))
    const [epoch, old] = [decodeSealed(made[0]?.bytes ?? new Uint8Array()), decodeSealed(before)]
    if (!epoch.ok || !old.ok || epoch.value.kind !== 'epoch' || old.value.kind !== 'epoch')
      throw new Error('epochs')
    const { primitives } = liar.service.core
    const olds = new Map(old.value.body.wraps.map((wrap) => [wrap.device, wrap]))
    const wraps = epoch.value.body.wraps.map((wrap) => ({
      ...(olds.get(wrap.device) ?? wrap),
      generation: wrap.generation,
    }))
    const body = encodeEpochBody({ ...epoch.value.body, wraps })
    const header = encodeEpochHeader({ ...epoch.value, bodyHash: primitives.sha256(body) })
    const replayed = joinSealed(header, signEntry(primitives, liar.service.own.signingKey(), header), body)
    expect(relay.append(replayed)).toBe('sealed')
    for (const reader of [one, three]) {
      expect(await readTexts(reader, group)).toEqual(['control'])
      const kept = reader.service.core.keeper.log(group).record.log.epoch
      expect(kept && reader.service.core.keeper.epoch(group, kept.id)?.key).toBeUndefined()
      expect(await reader.write(group, reader.entry(group, text('?')))).toBe('not-linked')
    }
    expect(entryIdOf(replayed)).not.toEqual(epoch.value.id)
  })
})
