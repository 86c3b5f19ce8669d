/** The name and the colour of a workspace among the changes that wait. */
import { expect, test } from 'vitest'
import { fail, ok } from '../../../../core/base/result.ts'
import type { DirectoryEdit } from '../../../../core/bridge/changes-contract.ts'
import { workspaceId } from '../../../../core/protocol/ids.ts'
import { create, setup, workspace } from './changes-kit.ts'

const of = { workspace, called: 'Harbour' }
const name = (to: string, was: string): DirectoryEdit => ({
  kind: 'rename-workspace',
  ...of,
  set: { name: to },
  was: { name: was },
})
const accent = (to: number | null, was: number | null): DirectoryEdit => ({
  kind: 'accent',
  ...of,
  set: { accent: to },
  was: { accent: was },
})

test('[WS4] name and colour of a workspace wait over a new start, each as one change, apart from those of another', async () => {
  const { open, sent } = setup()
  const first = open()
  expect(await first.ask(name('Quay 7', 'Harbour'))).toEqual(ok('waits'))
  await first.ask(accent(20, null))
  await first.ask(name('Quay 8', 'Quay 7'))
  const elsewhere = workspaceId('7'.repeat(32))
  const other = { ...name('Pier', 'Mole'), workspace: elsewhere }
  await first.ask(other)
  await first.close()
  const changes = open()
  expect((await changes.all()).waiting).toMatchObject([
    { workspace, effect: { name: 'Quay 8' } },
    { workspace, effect: { accent: 20 } },
    { workspace: elsewhere, effect: { name: 'Pier' } },
  ])
  expect(await changes.ask(accent(null, 20))).toEqual(ok('done'))
  changes.reached(true)
  await expect.poll(() => sent).toEqual([name('Quay 8', 'Harbour'), other])
  await changes.close()
})

test('[WS4] a colour that is chosen twice is asked for once, as it was chosen last', async () => {
  const { open, sent } = setup()
  const changes = open()
  await changes.ask(accent(20, null))
  await changes.ask(accent(160, 20))
  expect((await changes.all()).waiting).toMatchObject([{ effect: { accent: 160 } }])
  changes.reached(true)
  await expect.poll(() => sent).toEqual([accent(160, null)])
  await changes.close()
})

test('[WS4] a name may be set back to one that no rule for new ones allows, and neither waits for a channel that was not made', async () => {
  const { open, sent, answers } = setup()
  answers(({ kind }) => (kind === 'create' ? fail({ kind: 'name-taken' }) : ok(undefined)))
  const first = open()
  await first.ask(create('quay'))
  first.reached(true)
  await expect.poll(async () => (await first.all()).refused.length).toBe(1)
  first.reached(false)
  await first.ask(name('Quay 7', 'Har\u0007bour'))
  await first.close()
  const changes = open()
  expect((await changes.all()).waiting).toMatchObject([{ effect: { name: 'Quay 7' } }, { state: 'refused' }])
  changes.reached(true)
  await expect.poll(() => sent.at(-1)).toMatchObject({ set: { name: 'Quay 7' } })
  await changes.close()
})

test('[WS4] [MG11] a name that is taken by then is refused once, until that is seen', async () => {
  const { open, answers } = setup()
  answers(() => fail({ kind: 'name-taken' }))
  const changes = open()
  await changes.ask(name('Quay 7', 'Harbour'))
  changes.reached(true)
  await expect
    .poll(async () => (await changes.all()).refused)
    .toMatchObject([{ edit: { called: 'Harbour' } }])
  expect((await changes.all()).waiting).toEqual([])
  await changes.close()
})
