/** The title of a document among the changes that wait. */
import { expect, test } from 'vitest'
import { fail, ok } from '../../../../core/base/result.ts'
import type { DirectoryEdit } from '../../../../core/bridge/changes-contract.ts'
import { documentId } from '../../../../core/protocol/ids.ts'
import { conversation, setup, workspace } from './changes-kit.ts'

const plan = { conversation, called: 'Plan', workspace, document: documentId('4'.repeat(32)) }
const title = (to: string, was: string): DirectoryEdit => ({
  kind: 'title',
  ...plan,
  set: { title: to },
  was: { title: was },
})
const making = (wanted: string): DirectoryEdit => ({ kind: 'create-document', ...plan, title: wanted })

test('[DO11] a title waits over a new start, a later one takes its place, and set back the relay hears of neither', async () => {
  const { open, sent } = setup()
  const first = open()
  expect(await first.ask(title('Plan B', 'Plan'))).toEqual(ok('waits'))
  expect(await first.ask(title('Plan C', 'Plan B'))).toEqual(ok('waits'))
  await first.close()
  const changes = open()
  const effects = async () => (await changes.all()).waiting.map(({ effect }) => effect)
  expect(await effects()).toEqual([{ title: 'Plan C' }])
  expect(await changes.ask(title('Plan', 'Plan C'))).toEqual(ok('done'))
  expect(await effects()).toEqual([])
  await changes.ask(title('Plan D', 'Plan'))
  changes.reached(true)
  await expect.poll(() => sent).toEqual([title('Plan D', 'Plan')])
  await changes.close()
})

test('[DO11] what the relay may have heard of is set back aloud, and what it refuses is told once', async () => {
  const { open, sent, answers } = setup()
  answers(() => fail({ kind: 'unreachable' }))
  const changes = open()
  changes.reached(true)
  expect(await changes.ask(title('Plan B', 'Plan'))).toEqual(ok('waits'))
  answers(() => fail({ kind: 'forbidden' }))
  expect(await changes.ask(title('Plan', 'Plan B'))).toEqual(fail({ kind: 'forbidden' }))
  expect(sent.at(-1)).toMatchObject({ set: { title: 'Plan' } })
  expect((await changes.all()).refused).toEqual([])
  changes.reached(false)
  await changes.ask(title('Plan E', 'Plan'))
  changes.reached(true)
  await expect.poll(async () => (await changes.all()).refused.length).toBe(1)
  await changes.close()
  const next = open()
  expect((await next.all()).refused).toMatchObject([{ edit: title('Plan E', 'Plan') }])
  await next.close()
})

test('[MG13] of a document that waits to be made the title is changed in what is asked for; once it was sent, behind it', async () => {
  const { open, sent, answers } = setup()
  const changes = open()
  await changes.ask(making('Plan'))
  expect(await changes.ask(title('Harbour plan', 'Plan'))).toEqual(ok('waits'))
  expect((await changes.all()).waiting).toMatchObject([{ makes: { title: 'Harbour plan' } }])
  answers(() => fail({ kind: 'unreachable' }))
  changes.reached(true)
  await expect.poll(() => sent).toEqual([{ ...making('Harbour plan'), called: 'Harbour plan' }])
  changes.reached(false)
  await changes.ask(title('Plan B', 'Harbour plan'))
  answers(() => ok(undefined))
  changes.reached(true)
  await expect
    .poll(() => sent.map(({ kind }) => kind))
    .toEqual(['create-document', 'create-document', 'title'])
  await changes.close()
})
