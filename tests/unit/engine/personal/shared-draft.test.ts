import { describe, expect, test } from 'vitest'
import { millis } from '../../../../core/base/clock.ts'
import { createCell } from '../../../../core/base/readable.ts'
import { ok } from '../../../../core/base/result.ts'
import { draftsIn, sharedDrafts } from '../../../../core/engine/personal/shared-draft.ts'
import type { KeptSettings } from '../../../../core/engine/personal/settings.ts'
import { channelNumber } from '../../../support/fake-engine.ts'
import { messageId } from '../../../support/shown-message.ts'

const [here, elsewhere] = [channelNumber(1), channelNumber(2)]
const root = messageId(1)

function setupSettings(): KeptSettings {
  const all = createCell<ReadonlyMap<string, string>>(new Map())
  const said = new Set<string>()
  return {
    all,
    set: async (key, value) => {
      const next = new Map(all.read())
      if (value === undefined) next.delete(key)
      else next.set(key, value)
      said.add(key)
      all.write(next)
      return ok(undefined)
    },
    timeOf: (key) => (said.has(key) ? millis(7) : undefined),
    look: () => undefined,
    rewrite: async () => undefined,
    close: async () => undefined,
  }
}

describe('[PS8] what waits in a thread', () => {
  test('is apart from what waits in its conversation, and no conversation is marked for it', async () => {
    const settings = setupSettings()
    const drafts = sharedDrafts(settings, here)
    expect(drafts.of(root).read()).toBeUndefined()
    await drafts.of(root).say('a reply')
    expect(drafts.of(root).read()).toEqual({ text: 'a reply', time: 7 })
    expect(drafts.of(undefined).read()).toBeUndefined()
    expect(drafts.threads()).toEqual([root])
    expect(draftsIn(settings.all.read())).toEqual(new Set())
    await drafts.of(undefined).say('for all')
    expect(draftsIn(settings.all.read())).toEqual(new Set([here]))
    await drafts.of(root).say('')
    expect(drafts.of(root).read()).toEqual({ text: '', time: 7 })
    expect(drafts.threads()).toEqual([])
  })

  test('does not show under a message of another conversation that was given the same id', async () => {
    const settings = setupSettings()
    await sharedDrafts(settings, here).of(root).say('a secret')
    const others = sharedDrafts(settings, elsewhere)
    expect(others.of(root).read()).toBeUndefined()
    expect(others.threads()).toEqual([])
  })

  test('counts with the others: of 201 the last stays on its device', async () => {
    const settings = setupSettings()
    for (let number = 0; number < 100; number++) {
      await sharedDrafts(settings, channelNumber(number)).of(undefined).say('one')
      await sharedDrafts(settings, here).of(messageId(number)).say('two')
    }
    await sharedDrafts(settings, here).of(messageId(100)).say('one too many')
    expect(settings.all.read().size).toBe(200)
    await sharedDrafts(settings, here).of(messageId(99)).say('changed')
    expect(sharedDrafts(settings, here).of(messageId(99)).read()?.text).toBe('changed')
  })
})
