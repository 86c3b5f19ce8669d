/** What the relay must not take of a sealed conversation, from a member who lies. */
import { describe, expect, test } from 'vitest'
import { concatBytes } from '../../../core/base/bytes.ts'
import { signEntry } from '../../../core/e2ee/seal-content.ts'
import { type EpochId, epochId, userId } from '../../../core/protocol/ids.ts'
import { maxEntryBytes } from '../../../core/protocol/limits.ts'
import {
  encodeContentHeader,
  joinErased,
  joinSealed,
  standInText,
} from '../../../core/sealed/content-entry.ts'
import { signedText } from '../../../core/sealed/signed-text.ts'
import { decodeSealed } from '../../../core/sealed/sealed-entry.ts'
import { addSealedDevice, makeNextList, succeed, putList } from '../../support/sealed-accounts.ts'
import { membersOf, refused, sealedRelay } from '../../support/sealed-relay.ts'
import { as } from '../../support/sealed-talk.ts'
import { emptied } from '../../support/sealed-entries.ts'
import { fetchAll, submit, write } from '../../support/sealed-world.ts'

const { primitives, relay, setupDm, setupGroup } = sealedRelay(44)

describe('a member who lies', () => {
  test('[AD4] a chain has no second branch: counters and what they name follow on each other', async () => {
    const { ada, talk, close } = await setupDm()
    const place = { seenSeq: 1, seenHead: talk.log().head }
    const first = talk.content(ada.of, 'one', { place })
    const other = talk.content(ada.of, 'another one', { place })
    await write(talk, ada.socket, first)
    expect(await submit(ada.socket, other)).toMatchObject(refused('counter'))
    expect(await submit(ada.socket, talk.content(ada.of, 'far', { place: { counter: 9 } }))).toMatchObject(
      refused('counter'),
    )
    const forked = talk.content(ada.of, 'forked', { place: { prevOwn: new Uint8Array(32).fill(1) } })
    expect(await submit(ada.socket, forked)).toMatchObject(refused('counter'))
    expect(await submit(ada.socket, first)).toMatchObject({ kind: 'ack', seq: 2 })
    close()
  })

  test('[AD4] nothing is said again elsewhere, under another epoch, or with a log that never was', async () => {
    const { ada, bob, talk, members, close } = await setupDm()
    const elsewhere = await setupGroup()
    const replayed = elsewhere.talk.content(elsewhere.ada.of, 'for the group')
    expect(await submit(ada.socket, replayed)).toMatchObject(refused('forbidden'))
    const stale = talk.content(ada.of, 'under the old key')
    await write(talk, bob.socket, talk.epoch(bob.of, 'leaf', members))
    expect(await submit(ada.socket, stale)).toMatchObject(refused('stale-epoch'))
    const foreign: EpochId = epochId('7'.repeat(32))
    expect(
      await submit(ada.socket, talk.content(ada.of, 'x', { place: { epochId: foreign } })),
    ).toMatchObject(refused('stale-epoch'))
    for (const seen of [{ seenHead: new Uint8Array(32).fill(3) }, { seenSeq: 1 }, { seenSeq: 77 }]) {
      expect(await submit(ada.socket, talk.content(ada.of, 'seen?', { place: seen }))).toMatchObject(
        refused('invalid'),
      )
    }
    elsewhere.close()
    close()
  })

  test('[AD4] a signature of somebody else, and a body that is not the one signed, are refused', async () => {
    const { ada, bob, talk, close } = await setupDm()
    const bytes = talk.content(ada.of, 'mine')
    const entry = decodeSealed(bytes)
    if (!entry.ok || entry.value.kind !== 'content' || entry.value.ciphertext === undefined) throw new Error()
    const { header, ciphertext, ...fields } = entry.value
    const forged = joinSealed(header, signEntry(primitives, bob.of.device.key, header), ciphertext)
    expect(await submit(ada.socket, forged)).toMatchObject(refused('invalid'))
    expect(await submit(ada.socket, bytes.with(bytes.length - 1, 0))).toMatchObject(refused('malformed'))
    expect(await submit(ada.socket, bytes.subarray(0, header.length + 64))).toMatchObject(
      refused('malformed'),
    )
    const moved = encodeContentHeader({ ...fields, segment: 0xffff })
    expect(await submit(ada.socket, joinSealed(moved, fields.signature, ciphertext))).toMatchObject(
      refused('invalid'),
    )
    const long = concatBytes(bytes, new Uint8Array(maxEntryBytes))
    expect(await submit(ada.socket, long)).toMatchObject(refused('malformed'))
    close()
  })

  test('[ER5] only its writer gives a ciphertext up: for good, and not before it is in the log', async () => {
    const { ada, bob, talk, close } = await setupDm()
    const bytes = talk.content(ada.of, 'taken back')
    const leave = (of: Uint8Array, by: typeof ada): Uint8Array => {
      const entry = decodeSealed(of)
      if (!entry.ok || entry.value.kind !== 'content') throw new Error('content')
      const said = { nonce: primitives.random(24), ciphertext: primitives.random(256 + 16) }
      const text = signedText('erased', standInText(entry.value.id, said))
      return joinErased(entry.value, { ...said, signature: primitives.sign(by.of.device.key, text) })
    }
    const left = leave(bytes, ada)
    expect(await submit(ada.socket, left)).toMatchObject(refused('malformed'))
    await write(talk, ada.socket, bytes)
    expect(await submit(bob.socket, left)).toMatchObject(refused('forbidden'))
    expect(await submit(ada.socket, leave(bytes, bob))).toMatchObject(refused('invalid'))
    expect(await submit(ada.socket, emptied(bytes))).toMatchObject(refused('invalid'))
    expect((await fetchAll(bob, talk.id)).at(-1)?.bytes).toEqual(bytes)
    expect(await submit(ada.socket, left)).toMatchObject({ kind: 'ack', seq: 2 })
    for (const again of [bytes, leave(bytes, ada), left])
      expect(await submit(ada.socket, again)).toMatchObject({ kind: 'ack', seq: 2 })
    expect((await fetchAll(bob, talk.id)).at(-1)?.bytes).toEqual(left)
    close()
  })

  test('[SE7][SE9][SE11] who is no admin changes nobody, and an epoch has no ghosts', async () => {
    const { ada, bob, cyd, talk, members, close } = await setupGroup()
    expect(
      await submit(bob.socket, talk.epoch(bob.of, 'add', [...members, ...as('member', cyd.of)])),
    ).toMatchObject(refused('forbidden'))
    expect(await submit(bob.socket, talk.epoch(bob.of, 'role', as('admin', ada.of, bob.of)))).toMatchObject(
      refused('forbidden'),
    )
    const ghost = await addSealedDevice(relay(), primitives, cyd.of)
    const withGhost = [...members, { of: cyd.of, role: 'member' as const, devices: [cyd.of, ghost] }]
    expect(await submit(ada.socket, talk.epoch(ada.of, 'add', withGhost))).toMatchObject(refused('invalid'))
    const withoutOwn = membersOf((rows) =>
      rows.map((row) => (row.user === ada.of.account.user ? { ...row, devices: [] } : row)),
    )
    expect(await submit(ada.socket, talk.epoch(ada.of, 'leaf', members, withoutOwn))).toMatchObject(
      refused('invalid'),
    )
    close()
  })

  test('[SE5][SE6] a member is there by the newest list, not by an older or another one', async () => {
    const { ada, bob, talk, members, close } = await setupGroup()
    const otherList = membersOf((rows) => rows.map((row) => ({ ...row, list: new Uint8Array(32).fill(5) })))
    expect(await submit(ada.socket, talk.epoch(ada.of, 'leaf', members, otherList))).toMatchObject(
      refused('invalid'),
    )
    const future = membersOf((rows) => rows.map((row) => ({ ...row, version: row.version + 1 })))
    expect(await submit(ada.socket, talk.epoch(ada.of, 'leaf', members, future))).toMatchObject(
      refused('stale-epoch'),
    )
    const older = talk.epoch(ada.of, 'leaf', members)
    makeNextList(primitives, bob.of, {})
    await succeed(putList(relay(), bob.of))
    expect(await submit(ada.socket, older)).toMatchObject(refused('stale-epoch'))
    close()
  })

  test('[SL3] a conversation has 64 members at most', async () => {
    const { ada, talk, members, close } = await setupGroup()
    const crowd = membersOf((rows) => {
      const others = Array.from({ length: 63 }, (_, index) => (index + 1).toString(16).padStart(32, '0'))
      return [
        ...others.flatMap((id) => rows.slice(0, 1).map((row) => ({ ...row, user: userId(id), devices: [] }))),
        ...rows,
      ]
    })
    const epoch = talk.epoch(ada.of, 'add', members, crowd)
    expect(await submit(ada.socket, epoch)).toMatchObject(refused('malformed'))
    close()
  })

  test('[SE3] of two epochs that are made at once the second is told to read on', async () => {
    const { ada, bob, talk, members, close } = await setupGroup()
    const second = talk.epoch(bob.of, 'time', members)
    await write(talk, ada.socket, talk.epoch(ada.of, 'time', members))
    expect(await submit(bob.socket, second)).toMatchObject(refused('stale-epoch'))
    close()
  })

  test('[AD7] what was on its way behind a stale entry waits with it, and is not shown as refused', async () => {
    const { ada, bob, talk, members, close } = await setupDm()
    const first = talk.content(ada.of, 'one')
    const decoded = decodeSealed(first)
    if (!decoded.ok) throw new Error()
    const second = talk.content(ada.of, 'two', { place: { counter: 2, prevOwn: decoded.value.id } })
    await write(talk, bob.socket, talk.epoch(bob.of, 'leaf', members))
    const answers = await Promise.all([submit(ada.socket, first), submit(ada.socket, second)])
    expect(answers).toMatchObject([refused('stale-epoch'), refused('stale-epoch')])
    await write(talk, ada.socket, talk.content(ada.of, 'one'))
    expect(await submit(ada.socket, talk.content(ada.of, 'far', { place: { counter: 9 } }))).toMatchObject(
      refused('counter'),
    )
    close()
  })
})
