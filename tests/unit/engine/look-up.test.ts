import { expect, test } from 'vitest'
import { millis } from '../../../core/base/clock.ts'
import { createCell } from '../../../core/base/readable.ts'
import { fail, ok } from '../../../core/base/result.ts'
import { createLookUp } from '../../../core/engine/look-up.ts'
import { type IndexProgress, nothingIndexed } from '../../../core/search/search-index.ts'
import { channelNumber } from '../../support/fake-engine.ts'
import { messageId } from '../../support/shown-message.ts'
import { createVirtualClock } from '../../support/virtual-clock.ts'

const settle = (): Promise<void> => new Promise((done) => setImmediate(done))

function setup() {
  const progress = createCell<IndexProgress>(nothingIndexed)
  let questions = 0
  const lookUp = createLookUp({
    index: {
      progress,
      find: async () => {
        questions++
        const { trouble } = progress.read()
        return trouble === undefined ? ok({ found: [], next: undefined }) : fail(trouble)
      },
    },
    clock: createVirtualClock(),
    model: { isModerator: () => false },
  })
  const ask = () => lookUp(channelNumber(1), new Set([messageId(1)]), millis(1))
  return { progress, ask, questions: () => questions }
}

test('[SE54] looking messages up does not wake the index: the question waits until it has begun', async () => {
  const { progress, ask, questions } = setup()
  const answer = ask()
  await settle()
  expect(questions()).toBe(0)
  progress.write({ ...nothingIndexed, held: 1, indexed: 1 })
  expect(await answer).toEqual([])
  expect(questions()).toBe(1)
})

test('[SE54] an index that cannot begin leaves nobody waiting', async () => {
  const { progress, ask } = setup()
  const answer = ask()
  progress.write({ ...nothingIndexed, trouble: { kind: 'failed', detail: 'no worker' } })
  expect(await answer).toBeUndefined()
})
