/** What others are told of oneself among the changes that wait. */
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { bytesToHex } from '../../../../core/base/bytes.ts'
import { fail, ok } from '../../../../core/base/result.ts'
import { type DirectoryEdit, directoryEditSchema } from '../../../../core/bridge/changes-contract.ts'
import { bytesToText } from '../../../../core/protocol/byte-schemas.ts'
import { decodeMessage, encodeMessage } from '../../../../main/browser-page/messages.mjs'
import { sha256 } from '../../../../sync-server/sha256.ts'
import { pngOf } from '../../../support/pictures.ts'
import { setup, topic } from './changes-kit.ts'

const name = (to: string, was: string): DirectoryEdit => ({
  kind: 'own-name',
  set: { displayName: to },
  was: { displayName: was },
})
const status = (to: string, was: string): DirectoryEdit => ({
  kind: 'own-status',
  set: { status: to },
  was: { status: was },
})

test('[SX4] [MG2] one’s own name and status text wait over a new start, each as one change, apart from those of a channel', async () => {
  const { open, sent } = setup()
  const first = open()
  expect(await first.ask(status('at sea', ''))).toEqual(ok('waits'))
  await first.ask(name('Ana B.', 'Ana'))
  await first.ask(topic('Oars', 'Boats'))
  await first.ask(status('in port', 'at sea'))
  await first.close()
  const changes = open()
  expect((await changes.all()).waiting).toMatchObject([
    { own: true, effect: { status: 'in port' } },
    { own: true, effect: { name: 'Ana B.' } },
    { effect: { topic: 'Oars' } },
  ])
  changes.reached(true)
  const all = [status('in port', ''), name('Ana B.', 'Ana'), topic('Oars', 'Boats')]
  await expect.poll(() => sent).toEqual(all)
  await changes.close()
})

test('[SX4] [MG10] a status text that is set back is asked of nobody, unless the relay may have heard of it', async () => {
  const { open, sent, answers, clock } = setup()
  const changes = open()
  await changes.ask(status('at sea', ''))
  expect(await changes.ask(status('', 'at sea'))).toEqual(ok('done'))
  expect((await changes.all()).waiting).toEqual([])

  answers(() => fail({ kind: 'unreachable' }))
  changes.reached(true)
  expect(await changes.ask(status('at sea', ''))).toEqual(ok('waits'))
  changes.reached(false)
  expect(await changes.ask(status('', 'at sea'))).toEqual(ok('waits'))
  answers(() => ok(undefined))
  changes.reached(true)
  clock.advance(5_000)
  await expect.poll(() => sent).toEqual([status('at sea', ''), status('', '')])
  await changes.close()
})

test('[SX6] a status text and its end are changed as one, and set back as one', async () => {
  const { open, sent } = setup()
  const ending = (to: string, statusUntil: number, was: string): DirectoryEdit => ({
    kind: 'own-status',
    set: { status: to, statusUntil },
    was: { status: was },
  })
  const changes = open()
  await changes.ask(status('at sea', ''))
  await changes.ask(ending('at sea', 5_000, 'at sea'))
  expect((await changes.all()).waiting).toMatchObject([{ effect: { status: 'at sea', statusUntil: 5_000 } }])
  await changes.ask(status('', 'at sea'))
  expect((await changes.all()).waiting).toEqual([])

  // The same text as before, but with an end.
  await changes.ask(status('in port', 'out'))
  await changes.ask(ending('out', 7_000, 'in port'))
  changes.reached(true)
  await expect.poll(() => sent).toEqual([{ ...ending('out', 7_000, 'out') }])
  await changes.close()
})

test('[SX4] [MG11] a name that is refused is told of once, until it is seen, and the status text beside it is set', async () => {
  const { open, sent, answers } = setup()
  const failure = { kind: 'server-error', code: 'bad-request', detail: 'bad-request' } as const
  answers(({ kind }) => (kind === 'own-name' ? fail(failure) : ok(undefined)))
  const first = open()
  await first.ask(name('Ana B.', 'Ana'))
  await first.ask(status('at sea', ''))
  first.reached(true)
  await expect.poll(() => sent).toEqual([name('Ana B.', 'Ana'), status('at sea', '')])
  await first.close()
  const changes = open()
  const { waiting, refused } = await changes.all()
  expect([waiting, refused]).toMatchObject([[], [{ edit: name('Ana B.', 'Ana'), failure }]])
  await changes.dismiss(refused[0]?.id ?? 0)
  expect((await changes.all()).refused).toEqual([])
  await changes.close()
})

const picture = (to: string | null, was: string | null): DirectoryEdit => ({
  kind: 'own-picture',
  set: { picture: to },
  was: { picture: was },
})
const [first, second] = [bytesToText(pngOf(2, 2)), bytesToText(pngOf(3, 3))]

test('[SX5] of two pictures that are chosen over a new start the last one is asked for, and one that is taken away again is not', async () => {
  const { open, sent } = setup()
  const before = open()
  await before.ask(picture(first, null))
  await before.ask(status('at sea', ''))
  await before.close()
  const changes = open()
  await changes.ask(picture(second, null))
  const hash = bytesToHex(sha256(pngOf(3, 3)))
  expect((await changes.all()).waiting).toMatchObject([
    { own: true, effect: { picture: hash } },
    { own: true, effect: { status: 'at sea' } },
  ])
  changes.reached(true)
  await expect.poll(() => sent).toEqual([picture(second, null), status('at sea', '')])
  changes.reached(false)
  await changes.ask(picture(first, null))
  expect(await changes.ask(picture(null, null))).toEqual(ok('done'))
  await changes.close()
})

test('[SX4] [SX5] what is cleared is told as empty: the browser shell tells nothing of what has no value', async () => {
  const { open } = setup()
  const changes = open()
  await changes.ask(status('', 'at sea'))
  await changes.ask(picture(null, '0'.repeat(64)))
  const told: unknown = decodeMessage(encodeMessage((await changes.all()).waiting))
  expect(told).toMatchObject([{ effect: { status: '' } }, { effect: { picture: '' } }])
  await changes.close()
})

test('[PF1] what is no picture is no change', () => {
  expect(v.is(directoryEditSchema, picture(first, null))).toBe(true)
  for (const text of ['', 'no base64!', bytesToText(new TextEncoder().encode('<svg/>'))])
    expect(v.is(directoryEditSchema, picture(text, null))).toBe(false)
})
