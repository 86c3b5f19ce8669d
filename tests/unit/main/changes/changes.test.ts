import { rmSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { fail, ok } from '../../../../core/base/result.ts'
import { createChanges } from '../../../../main/changes/changes.ts'
import { createSeededRandom } from '../../../support/seeded-random.ts'
import { createVirtualClock } from '../../../support/virtual-clock.ts'

import { archive, join, of, type Outcome, setup, topic } from './changes-kit.ts'

test('[MG2] what is changed out of reach is on the disk, sealed, shown as made after a new start, and done once, in order', async () => {
  const { open, sent, file } = setup()
  const first = open()
  expect(await first.ask(topic('Oars of ash', 'Boats'))).toEqual(ok('waits'))
  expect(await first.ask(archive(true))).toEqual(ok('waits'))
  expect(await first.ask(join(false))).toEqual(ok('waits'))
  await first.close()
  expect((await readFile(file)).includes('Oars')).toBe(false)
  expect(sent).toEqual([])

  const next = open()
  expect((await next.all()).waiting.map(({ state, effect }) => [state, effect])).toEqual([
    ['waiting', { topic: 'Oars of ash' }],
    ['waiting', { archived: true }],
    ['waiting', { joined: false }],
  ])
  next.reached(true)
  await expect.poll(() => sent).toEqual([topic('Oars of ash', 'Boats'), archive(true), join(false)])
  await expect
    .poll(async () => (await next.all()).waiting.map(({ state }) => state))
    .toEqual(Array(3).fill('done'))
  await next.close()
  const last = open()
  expect(await last.all()).toEqual({ waiting: [], refused: [] })
  last.reached(true)
  await last.close()
  expect(sent.length).toBe(3)
})

test('[MG10] a later change of the same thing takes the place of one that waits, and what sets it back takes it back', async () => {
  const { open, sent } = setup()
  const changes = open()
  await changes.ask(topic('Oars', 'Boats'))
  await changes.ask({
    kind: 'update',
    ...of,
    set: { topic: 'Sails', icon: '⛵' },
    was: { topic: 'Oars', icon: '' },
  })
  const effects = async () => (await changes.all()).waiting.map(({ effect }) => effect)
  expect(await effects()).toEqual([{ topic: 'Sails', icon: '⛵' }])
  await changes.ask(topic('Boats', 'Sails'))
  expect(await effects()).toEqual([{ icon: '⛵' }])
  await changes.ask(archive(true))
  await changes.ask(archive(true))
  expect(await changes.ask(archive(false))).toEqual(ok('done'))
  await changes.ask(join(false))
  await changes.ask(join(true))
  expect(await effects()).toEqual([{ icon: '⛵' }])
  changes.reached(true)
  await expect.poll(() => sent).toMatchObject([{ set: { icon: '⛵' } }])
  expect(Object.keys(sent[0]?.kind === 'update' ? sent[0].set : {})).toEqual(['icon'])
  await changes.close()
})

test('[MG10] what may be at the relay already is not taken back by silence: its opposite is said', async () => {
  const { open, sent, answers } = setup()
  const changes = open()
  answers(() => fail({ kind: 'unreachable' }))
  changes.reached(true)
  expect(await changes.ask(archive(true))).toEqual(ok('waits'))
  answers(() => ok(undefined))
  expect(await changes.ask(archive(false))).toEqual(ok('done'))
  expect(sent).toEqual([archive(true), archive(false)])
  await changes.close()
})

test('[MG11] a refusal is told to who waits for it, else it stays until it is seen, also after a new start; what comes after it goes on', async () => {
  const { open, answers, told, sent } = setup()
  answers(({ kind }) => (kind === 'archive' ? fail({ kind: 'forbidden' }) : ok(undefined)))
  const changes = open()
  await changes.ask(archive(true))
  await changes.ask(topic('Oars', 'Boats'))
  changes.reached(true)
  await expect.poll(() => sent.length).toBe(2)
  await expect.poll(() => told()?.waiting.map(({ state }) => state)).toEqual(['done'])
  expect(told()?.refused).toEqual([{ id: 1, edit: archive(true), failure: { kind: 'forbidden' } }])
  expect(await changes.ask(archive(true))).toEqual(fail({ kind: 'forbidden' }))
  expect(told()?.refused.length).toBe(1)
  await changes.close()
  const next = open()
  expect((await next.all()).refused.length).toBe(1)
  await next.dismiss(1)
  expect(await next.all()).toEqual({ waiting: [], refused: [] })
  await next.close()
  const last = open()
  expect((await last.all()).refused).toEqual([])
  await last.close()
})

test.each([
  { kind: 'unreachable' },
  { kind: 'expired' },
  { kind: 'server-error', detail: 'a proxy answered' },
  { kind: 'too-many-requests', retryAfterSeconds: 3 },
] as const)('[MG2] while the relay has not said no ($kind) it waits, and is tried again', async (failure) => {
  const { open, answers, sent, clock } = setup()
  answers(() => fail(failure))
  const changes = open()
  changes.reached(true)
  expect(await changes.ask(archive(true))).toEqual(ok('waits'))
  answers(() => ok(undefined))
  await expect
    .poll(() => {
      clock.advance(60_000)
      return sent.length
    })
    .toBe(2)
  await changes.close()
})

test('[MG2] what cannot be written to the disk is not changed, and what cannot be read is said to be lost', async () => {
  const { open, file, lines } = setup()
  const nowhere = createChanges({
    file: path.join(file, 'nowhere', 'changes'),
    key: new Uint8Array(32).fill(7),
    random: createSeededRandom(1),
    clock: createVirtualClock(),
    carryOut: async () => ok(undefined),
    changed: () => undefined,
    report: () => undefined,
  })
  expect(await nowhere.ask(archive(true))).toMatchObject({ ok: false, failure: { kind: 'edit-not-kept' } })
  expect((await nowhere.all()).waiting).toEqual([])
  await nowhere.close()
  await writeFile(file, Uint8Array.of(1, 2, 3))
  const changes = open()
  expect((await changes.all()).waiting).toEqual([])
  expect(lines.length).toBe(1)
  await changes.close()
})

test('[MG2] what is asked behind a change that is tried is answered as soon as that has to wait, or nothing is in reach', async () => {
  const { open, answers, sent } = setup()
  const changes = open()
  let answer = (_: Outcome): void => undefined
  answers(() => new Promise((resolve) => (answer = resolve)))
  changes.reached(true)
  const first = changes.ask(archive(true))
  await expect.poll(() => sent.length).toBe(1)
  const second = changes.ask(topic('Oars', 'Boats'))
  answer(fail({ kind: 'unreachable' }))
  expect(await first).toEqual(ok('waits'))
  expect(await second).toEqual(ok('waits'))
  const third = changes.ask(join(false))
  changes.reached(false)
  expect(await third).toEqual(ok('waits'))
  answer(fail({ kind: 'unreachable' }))
  await changes.close()
})

test('[MG10] what was sent when everything ended may be there: its opposite is said after the next start', async () => {
  const { open, file, answers, sent } = setup()
  const changes = open()
  let onDisk: Buffer | undefined
  answers(async () => {
    onDisk = await readFile(file)
    return fail({ kind: 'unreachable' })
  })
  changes.reached(true)
  expect(await changes.ask(archive(true))).toEqual(ok('waits'))
  await changes.close()
  if (onDisk !== undefined) await writeFile(file, onDisk) // as if it had ended before the answer came
  answers(() => ok(undefined))
  const next = open()
  expect(await next.ask(archive(false))).toEqual(ok('waits'))
  next.reached(true)
  await expect.poll(() => sent.at(-1)).toEqual(archive(false))
  await next.close()
})

test('[MG2] an answer that comes while all ends counts: what was done is not done once more', async () => {
  const { open, answers, sent } = setup()
  const changes = open()
  let answer = (_: Outcome): void => undefined
  answers(() => new Promise((resolve) => (answer = resolve)))
  changes.reached(true)
  void changes.ask(join(false))
  await expect.poll(() => sent.length).toBe(1)
  const closed = changes.close()
  answer(ok(undefined))
  await closed
  const next = open()
  expect((await next.all()).waiting).toEqual([])
  await next.close()
})

test('[MG11] of a name that is taken nothing else is refused with it', async () => {
  const { open, answers, sent, told } = setup()
  answers((edit) =>
    edit.kind === 'update' && edit.set.name !== undefined ? fail({ kind: 'name-taken' }) : ok(undefined),
  )
  const changes = open()
  await changes.ask(topic('Oars', 'Boats'))
  await changes.ask({ kind: 'update', ...of, set: { name: 'pier' }, was: { name: 'quay' } })
  changes.reached(true)
  await expect.poll(() => sent.at(-1)).toEqual(topic('Oars', 'Boats'))
  await expect.poll(() => told()?.waiting.map(({ state }) => state)).toEqual(['done'])
  expect(told()?.refused.map(({ edit }) => edit)).toEqual([
    { kind: 'update', ...of, set: { name: 'pier' }, was: { name: 'quay' } },
  ])
  await changes.close()
})

test('[MG2] no two changes have one id, however long ago the first was done', async () => {
  const { open, clock } = setup()
  const changes = open()
  changes.reached(true)
  await changes.ask(topic('Oars', 'Boats'))
  const [first] = (await changes.all()).waiting
  clock.advance(20_000)
  await changes.ask(topic('Sails', 'Oars'))
  const [second] = (await changes.all()).waiting
  expect([first?.id, second?.id]).toEqual([1, 2])
  await changes.close()
})

test('[MG2] what is not on the disk yet is not sent, for it may not get there', async () => {
  const { open, answers, sent, clock, file } = setup()
  const changes = open()
  answers(() => fail({ kind: 'unreachable' }))
  changes.reached(true)
  await changes.ask(topic('Oars', 'Boats'))
  rmSync(path.dirname(file), { recursive: true })
  const asked = changes.ask(topic('Sails', 'Oars'))
  expect((await changes.all()).waiting.map(({ effect }) => effect)).toEqual([{ topic: 'Sails' }])
  clock.advance(60_000)
  expect(await asked).toMatchObject({ failure: { kind: 'edit-not-kept' } })
  clock.advance(60_000)
  await changes.close()
  expect(sent).not.toContainEqual(topic('Sails', 'Boats'))
})
