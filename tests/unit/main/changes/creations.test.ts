import { expect, test } from 'vitest'
import { fail, ok } from '../../../../core/base/result.ts'
import type { DirectoryEdit } from '../../../../core/bridge/changes-contract.ts'
import { conversationId, documentId } from '../../../../core/protocol/ids.ts'
import {
  archive,
  conversation,
  create,
  join,
  of,
  type Outcome,
  setup,
  topic,
  workspace,
} from './changes-kit.ts'

test('[MG13] what is to be made waits with what it will be, over a new start, before what is changed of it, until the directory tells of it', async () => {
  const { open, sent, answers } = setup()
  const plan: DirectoryEdit = {
    kind: 'create-document',
    conversation: conversationId('3'.repeat(32)),
    called: 'Plan',
    workspace,
    document: documentId('4'.repeat(32)),
    title: 'Plan',
  }
  const first = open()
  expect(await first.ask(create('quay'))).toEqual(ok('waits'))
  expect(await first.ask(plan)).toEqual(ok('waits'))
  await first.ask(topic('Oars', 'Boats'))
  await first.ask(archive(true))
  await first.close()
  const next = open()
  const made = { kind: 'channel', id: conversation, workspace, name: 'quay', topic: 'Oars', role: 'admin' }
  expect((await next.all()).waiting).toMatchObject([
    { state: 'waiting', makes: made },
    { state: 'waiting', makes: { kind: 'document', title: 'Plan' } },
    { state: 'waiting', effect: { archived: true } },
  ])
  next.reached(true)
  await expect
    .poll(async () => (await next.all()).waiting.map(({ state }) => state))
    .toEqual(['done', 'done', 'done'])
  const asked = [{ ...create('quay'), topic: 'Oars' }, plan, archive(true)]
  expect(sent).toEqual(asked)
  await next.close()
  // Whoever ends before the directory has told of it asks again: it is made once (CM10).
  const last = open()
  answers(() => ok(undefined))
  last.reached(true)
  await expect.poll(() => sent).toEqual([...asked, ...asked.slice(0, 2)])
  const { waiting } = await last.all()
  for (const { id } of waiting) await last.settled(id)
  expect((await last.all()).waiting).toEqual([])
  await last.close()
  const over = open()
  expect((await over.all()).waiting).toEqual([])
  await over.close()
})

test('[MG14] whoever waits for the answer is told of a refusal there, and of what was not made nothing is shown', async () => {
  const { open, answers, told } = setup()
  const changes = open()
  changes.reached(true)
  let answer = (_: Outcome): void => undefined
  answers(() => new Promise((resolve) => (answer = resolve)))
  const asked = changes.ask(create('quay'))
  await expect.poll(() => told() !== undefined).toBe(true)
  expect(told()?.waiting).toEqual([])
  answer(fail({ kind: 'name-taken' }))
  expect(await asked).toEqual(fail({ kind: 'name-taken' }))
  expect(await changes.all()).toEqual({ waiting: [], refused: [] })
  await changes.close()
})

test('[MG14][MG15] what was refused later stays with what waits for it until another name is chosen, or it is given up', async () => {
  const { open, answers, sent } = setup()
  answers((edit) =>
    edit.kind === 'create' && edit.name !== 'berths' ? fail({ kind: 'name-taken' }) : ok(undefined),
  )
  const first = open()
  await first.ask(create('quay'))
  await first.ask(join(false))
  first.reached(true)
  await expect.poll(async () => (await first.all()).refused.length).toBe(1)
  await first.close()
  const changes = open()
  changes.reached(true)
  const states = async () => (await changes.all()).waiting.map(({ state }) => state)
  expect((await states()).toSorted()).toEqual(['refused', 'waiting'])
  const rename = (name: string): DirectoryEdit => ({
    kind: 'update',
    ...of,
    set: { name },
    was: { name: 'quay' },
  })
  expect(await changes.ask(rename('pier'))).toEqual(fail({ kind: 'name-taken' }))
  expect((await changes.all()).refused).toMatchObject([{ edit: { kind: 'create', name: 'pier' } }])
  expect(await changes.ask(rename('berths'))).toEqual(ok('done'))
  await expect.poll(() => sent.at(-1)).toEqual(join(false))
  expect(sent.map(({ kind }) => kind)).toEqual(['create', 'create', 'create', 'join'])
  expect((await changes.all()).refused).toEqual([])

  const other = conversationId('6'.repeat(32))
  changes.reached(false)
  await changes.ask({ ...create('dock'), conversation: other })
  await changes.ask({ ...archive(true), conversation: other })
  changes.reached(true)
  await expect.poll(async () => (await changes.all()).refused.length).toBe(1)
  const [refused] = (await changes.all()).refused
  await changes.dismiss(refused?.id ?? 0)
  const ofOther = async () => (await changes.all()).waiting.filter((each) => each.conversation === other)
  expect(await ofOther()).toMatchObject([{ id: refused?.id, state: 'given-up' }])
  await changes.close()
  const last = open()
  expect((await last.all()).waiting.map(({ state }) => state)).toContain('given-up')
  await last.settled(refused?.id ?? 0)
  expect((await last.all()).waiting.filter(({ state }) => state === 'given-up')).toEqual([])
  await last.close()
})
