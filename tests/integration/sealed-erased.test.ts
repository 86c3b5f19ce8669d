/** What is taken back in a sealed conversation leaves the relay: its disk, and whoever reads the log later. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { orThrow } from '../../core/base/defect.ts'
import { contentHeaderBytes, signatureBytes } from '../../core/protocol/sealed-layout.ts'
import { until } from '../support/until.ts'
import { beginSealed, createWorld, hasTexts, isOnRelay, link, write } from '../support/own-devices.ts'

const named = contentHeaderBytes + signatureBytes

/** Bodies in the log by their places; only content entries have ciphertexts. */
function contentsIn(folder: string): ReadonlyMap<number, Buffer> {
  const database = new DatabaseSync(path.join(folder, 'relay.db'), { readOnly: true })
  const rows = database.prepare('SELECT row, body FROM entries').all()
  database.close()
  const bodies = rows.flatMap(({ row, body }) =>
    body instanceof Uint8Array && body[1] === 1 ? [[Number(row), Buffer.from(body)] as const] : [],
  )
  return new Map(bodies)
}

const diskOf = (folder: string): Buffer =>
  Buffer.concat(
    readdirSync(folder)
      .filter((name) => name.startsWith('relay.db'))
      .map((name) => readFileSync(path.join(folder, name))),
  )

test(
  '[CS20] [ER4] what its writer takes back leaves the disk of the relay, and whoever reads later goes on past it',
  { timeout: 120_000 },
  async () => {
    const { relay, workspace, start } = await createWorld()
    const [ada, bob] = [await start('ada'), await start('bob')]
    const dm = await beginSealed(ada, workspace, bob)
    const here = await write(ada, dm, 'a secret walnut', 'kept')
    const there = await bob.open(dm)
    await until(there.view, hasTexts('a secret walnut', 'kept'))
    const before = contentsIn(relay.folder)
    const [walnut] = here.view.read().messages
    if (walnut === undefined) throw new Error('it was written')
    orThrow(await here.redact(walnut.id))
    await until(there.view, hasTexts('', 'kept'))
    const changed = (): ReadonlyArray<number> => {
      const now = contentsIn(relay.folder)
      return [...before].flatMap(([row, body]) => (now.get(row)?.equals(body) === true ? [] : [row]))
    }
    await expect.poll(changed, { timeout: 30_000 }).toHaveLength(1)
    const [row = 0] = changed()
    const [old, left] = [before.get(row), contentsIn(relay.folder).get(row)]
    expect(left?.subarray(0, named)).toEqual(old?.subarray(0, named))
    await relay.restart()
    const gone = old?.subarray(named, named + 64) ?? Buffer.alloc(0)
    expect(gone).toHaveLength(64)
    expect(diskOf(relay.folder).includes(gone)).toBe(false)
    expect(diskOf(relay.folder).includes(left ?? '')).toBe(true)

    const phone = await start('bob', { deviceName: 'Phone of Bob' })
    await link(bob, phone)
    const later = await phone.open(dm)
    await until(later.view, hasTexts('', 'kept'))
    orThrow(await here.post('and on'))
    for (const { view } of [later, there]) await until(view, hasTexts('', 'kept', 'and on'))
    await until(here.view, isOnRelay)
    for (const each of [ada, bob, phone]) expect(each.engine().notices.read()).toEqual([])
  },
)
