import { readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { millis } from '../../../../core/base/clock.ts'
import { createTries } from '../../../../main/vault/tries.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

const longest = 5 * 60_000

function setupTries() {
  const file = path.join(temporaryFolder(), 'tries')
  let now = 1_000_000_000
  const clock = { now: () => millis(now) }
  return {
    file,
    start: () => createTries(clock, file),
    pass: (ms: number) => {
      now += ms
    },
  }
}

/** The waits after each of so many wrong ones. */
async function waitsAfter(count: number, kit: ReturnType<typeof setupTries>): Promise<ReadonlyArray<number>> {
  const tries = kit.start()
  const waits: number[] = []
  for (let wrong = 0; wrong < count; wrong++) {
    await tries.begin()
    waits.push(await tries.wait())
  }
  return waits
}

describe('wrong tries', () => {
  test('[VT12] two are free, then each costs twice as much, up to five minutes', async () => {
    const kit = setupTries()
    expect(await kit.start().wait()).toBe(0)
    const seconds = [0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300].map((each) => each * 1_000)
    expect(await waitsAfter(12, kit)).toEqual(seconds)
    kit.pass(longest - 1)
    expect(await kit.start().wait()).toBe(1)
    kit.pass(1)
    expect(await kit.start().wait()).toBe(0)
  })

  test('[VT12] a right one forgets them, and leaves no file', async () => {
    const kit = setupTries()
    await waitsAfter(5, kit)
    await kit.start().forget()
    expect(await waitsAfter(2, kit)).toEqual([0, 0])
    await kit.start().forget()
    await expect(stat(kit.file)).rejects.toThrow('ENOENT')
  })

  test('[VT13] they survive a restart; one that was not decided does not count', async () => {
    const kit = setupTries()
    await waitsAfter(3, kit)
    expect(await kit.start().wait()).toBe(2_000)
    const tries = kit.start()
    await tries.begin() // and the program ends
    expect(await kit.start().wait()).toBe(4_000)
    await tries.forgive()
    expect(await kit.start().wait()).toBe(2_000)
    expect(await readFile(kit.file, 'utf8')).toMatch(/^\{"wrong":3,"at":\d+\}$/)
  })

  test.each([-1, 1, 365 * 24])(
    '[VT14] a clock that jumps %i hours locks nobody out for longer',
    async (hours) => {
      const kit = setupTries()
      await waitsAfter(20, kit)
      kit.pass(hours * 3_600_000)
      expect(await kit.start().wait()).toBeLessThanOrEqual(longest)
      kit.pass(longest)
      expect(await kit.start().wait()).toBe(0)
    },
  )

  test.each(['', '{"wrong":-1,"at":3}', '{"wrong":1e99,"at":3}', 'not json', '{"wrong":9}'])(
    'a file of %j counts as none',
    async (text) => {
      const kit = setupTries()
      await writeFile(kit.file, text)
      expect(await kit.start().wait()).toBe(0)
    },
  )

  test('a disk that takes nothing: counted for as long as the program runs', async () => {
    const kit = setupTries()
    const tries = createTries({ now: () => millis(5) }, path.join(kit.file, 'no', 'such', 'folder'))
    for (let wrong = 0; wrong < 3; wrong++) await tries.begin()
    expect(await tries.wait()).toBe(2_000)
  })
})
