import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { quantile } from '../../../bench/lib/benchmark.ts'
import { exportDays } from '../../../bench/lib/export-days.ts'
import { writeGeneratedExport } from '../../../bench/lib/generated-export.ts'
import { orThrow } from '../../../core/base/defect.ts'
import { openSlackExport } from '../../../sync-server/import/slack-reader.ts'
import { defaultZipLimits } from '../../../sync-server/import/zip-archive.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

test('the generated export is a sound one, holds what was asked for and is the same each time', async () => {
  const folder = temporaryFolder()
  const [file, again] = [path.join(folder, 'a.zip'), path.join(folder, 'b.zip')]
  await writeGeneratedExport(file, 2_500)
  await writeGeneratedExport(again, 2_500)
  expect(readFileSync(file).equals(readFileSync(again))).toBe(true)

  const chat = orThrow(await openSlackExport(file, defaultZipLimits))
  const days = []
  for (const day of chat.channels.flatMap(({ files }) => files)) days.push(await chat.read(day))
  chat.close()
  const messages = days.flatMap((day) => day.messages)
  expect([...chat.problems, ...days.flatMap(({ problems }) => problems)]).toEqual([])
  expect(messages).toHaveLength(2_500)
  expect(messages.some(({ thread }) => thread !== undefined)).toBe(true)
  expect(messages.some(({ reactions }) => reactions.length > 0)).toBe(true)

  let asPeersSeeIt = 0
  for await (const day of exportDays(file)) asPeersSeeIt += day.length
  expect(asPeersSeeIt).toBe(2_500)
})

test.each([
  [[5], 0.99, 5],
  [[3, 1, 2], 0.5, 2],
  [Array.from({ length: 100 }, (_, index) => index + 1), 0.95, 96],
])('a quantile is a value that was measured', (values, q, expected) => {
  expect(quantile(values, q)).toBe(expected)
})

test('there is no quantile of nothing', () => {
  expect(() => quantile([], 0.5)).toThrow(RangeError)
})
