/** What waited before it was sent is written anew, with its whole time. */
import { describe, expect, test } from 'vitest'
import { orThrow } from '../../../core/base/defect.ts'
import type { OpDraft } from '../../../core/conversation/draft.ts'
import type { OpId } from '../../../core/protocol/ids.ts'
import { alice, bob, createTestDevice, type TestDevice } from '../../support/conversations.ts'

const draft: OpDraft = { kind: 'post', text: 'secret', expiresAfter: 60 }

/** Alice has written something that lasts for a minute. `pass`: what she wrote comes to Bob, in its order. */
function setup(isWaiting: (message: OpId) => boolean = () => false) {
  const device = createTestDevice({ user: alice, client: 11, isWaiting })
  const peer = createTestDevice({ user: bob, client: 22, clock: device.clock })
  for (const { conversation } of [device, peer]) conversation.loadSegment(0, [])
  const post = orThrow(device.conversation.write(device.client, draft))
  const pass = (update: Uint8Array): void => void orThrow(peer.conversation.merge(0, device.writer, update))
  return { device, peer, post, pass, id: post.op.id }
}

const shownBy = ({ conversation }: TestDevice) => conversation.messages.read()

describe('[EX5] what is written anew', () => {
  test('is the same message at the same moment, lasts from now on, and what stood there before is erased', () => {
    const { device, peer, post, pass, id } = setup()
    const [before] = shownBy(device)
    device.clock.advance(90_500)
    const anew = device.conversation.prolong(device.client, id)
    expect(anew?.op).toEqual({ ...post.op, expiresAfter: 60 + 91, waited: 91 })
    expect(shownBy(device)).toEqual([{ ...before, expiresAt: (before?.at.time ?? 0) + 151_000 }])
    pass(post.update)
    expect(shownBy(peer)).toMatchObject([{ text: '', expired: true }])
    pass(anew?.update ?? new Uint8Array())
    expect(shownBy(peer)).toEqual(shownBy(device))
    expect(peer.conversation.subLogs(0).get(device.client)?.[0]).toBeUndefined()
    expect(peer.conversation.opCount(0)).toBe(2)
  })

  test('has its time anew as often as it waits, at most a year in all', () => {
    const { device, id } = setup()
    device.clock.advance(90_000)
    device.conversation.prolong(device.client, id)
    expect(device.conversation.prolong(device.client, id)).toBeUndefined() // nothing has gone by
    device.clock.advance(600_000)
    expect(device.conversation.prolong(device.client, id)?.op).toMatchObject({
      expiresAfter: 750,
      waited: 690,
    })
    device.clock.advance(366 * 86_400_000)
    const [year] = [365 * 86_400]
    expect(device.conversation.prolong(device.client, id)?.op).toMatchObject({
      expiresAfter: year,
      waited: year,
    })
  })

  test('is one’s own alone, under the clientID that wrote it, and what has a time', () => {
    const { device, peer, post, pass, id } = setup()
    const lasting = orThrow(device.conversation.write(device.client, { kind: 'post', text: 'for good' }))
    pass(post.update)
    device.clock.advance(10_000)
    expect(peer.conversation.prolong(peer.client, id)).toBeUndefined()
    expect(device.conversation.prolong(12, id)).toBeUndefined()
    expect(device.conversation.prolong(device.client, lasting.op.id)).toBeUndefined()
  })

  test('is taken back as any other, whole', () => {
    const { device, peer, post, pass, id } = setup()
    device.clock.advance(90_000)
    const anew = device.conversation.prolong(device.client, id)
    device.clock.advance(60_000)
    expect(device.conversation.expire(device.client)).toEqual([id])
    const gone = orThrow(
      device.conversation.write(device.client, { kind: 'redact', target: id, expired: true }),
    )
    for (const { update } of [post, ...(anew === undefined ? [] : [anew]), gone]) pass(update)
    expect(shownBy(peer)).toMatchObject([{ text: '', expired: true, at: post.op.at }])
    expect(peer.conversation.subLogs(0).get(device.client)).toMatchObject([undefined, undefined, {}])
    expect(device.conversation.prolong(device.client, id)).toBeUndefined()
  })
})

test('[EX6] what waits is shown whatever its time, and gone by it once it waits no more', () => {
  let waits = true
  const { device, peer, pass, post, id } = setup((message) => waits && message === id)
  device.clock.advance(90_000)
  expect(device.conversation.expire(device.client)).toEqual([])
  expect(shownBy(device)).toMatchObject([{ text: 'secret' }])
  expect(device.conversation.expiring(device.client)).toEqual({ next: undefined, own: new Map() })
  pass(post.update)
  expect(shownBy(peer)).toMatchObject([{ text: '', expired: true }])
  waits = false
  expect(device.conversation.expire(device.client)).toEqual([id])
  expect(shownBy(device)).toMatchObject([{ text: '', expired: true }])
})
