import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { open } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { createJournal } from '../../../main/journal/journal.ts'
import { systemRandom } from '../../../main/system.ts'
import { conversationA } from '../../contracts/outbox-contract.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const appender = path.resolve(import.meta.dirname, 'appending-child.ts')

test('kill -9 while appending: every append that was resolved is there, none is there twice', async () => {
  const file = path.join(temporaryFolder(), 'journal')
  let promised = 0
  for (let round = 0; round < 5; round++) {
    promised = await appendUntilKilled(file, promised + 40 * round + 20)
    const journal = createJournal({
      file,
      key: new Uint8Array(32).fill(5),
      random: systemRandom,
      openFile: (name) => open(name, 'r+'),
      report: (damage) => expect(damage.kind).toBe('tail'),
      compactFrom: 1_048_576,
    })
    const opened = await journal.open()
    await journal.close()
    const counters = opened.ok ? opened.value.pending.map(({ counter }) => counter) : []
    expect(counters.length).toBeGreaterThan(promised)
    expect(counters).toEqual(counters.map((_, index) => index))
    expect(opened).toMatchObject({ value: { counters: [[conversationA, counters.length]] } })
    promised = counters.length - 1
  }
})

/** Kills the child once it has told that `enough` is durable; the highest counter that it told of. */
async function appendUntilKilled(file: string, enough: number): Promise<number> {
  const child = spawn(process.execPath, [appender, file], { stdio: ['ignore', 'pipe', 'inherit'] })
  let told = -1
  for await (const line of createInterface(child.stdout)) {
    told = Number(line)
    if (told === enough) child.kill('SIGKILL')
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  expect(child.signalCode).toBe('SIGKILL')
  return told
}
