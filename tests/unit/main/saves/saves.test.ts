import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import { createSaves } from '../../../../main/saves/saves.ts'
import { placeIn } from '../../../../main/saves/in-folder.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

test('[XP4] a file has its name once it is finished, and never takes the place of another', async () => {
  const folder = path.join(temporaryFolder(), 'saved')
  const saves = createSaves(placeIn(folder))
  for (const text of ['first', 'second']) {
    const { ticket } = orThrow(await saves.begin('a.json'))
    orThrow(await saves.write(ticket, bytes(text)))
    expect((await readdir(folder)).filter((name) => !name.startsWith('.'))).toHaveLength(
      text === 'first' ? 0 : 1,
    )
    orThrow(await saves.finish(ticket))
    expect(await saves.write(ticket, bytes('more'))).toMatchObject({ failure: { kind: 'cancelled' } })
  }
  expect(await readdir(folder)).toEqual(['a (2).json', 'a.json'])
  expect(await readFile(path.join(folder, 'a.json'), 'utf8')).toBe('first')
})

test('[XP4] what is called off or cannot be written leaves nothing', async () => {
  const folder = temporaryFolder()
  const saves = createSaves(placeIn(folder))
  const { ticket } = orThrow(await saves.begin('a.json'))
  orThrow(await saves.write(ticket, bytes('secret')))
  await saves.cancel(ticket)
  expect(await saves.finish(ticket)).toMatchObject({ failure: { kind: 'cancelled' } })
  expect(await readdir(folder)).toEqual([])
  const nowhere = createSaves(async () => path.join(folder, 'missing', 'a.json'))
  expect(await nowhere.begin('a.json')).toMatchObject({ failure: { kind: 'disk' } })
  expect(await createSaves(async () => undefined).begin('a.json')).toMatchObject({
    failure: { kind: 'cancelled' },
  })
})
