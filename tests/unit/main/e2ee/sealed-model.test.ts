/** Whole sealed conversations at random, run by the real holders of keys over a relay that judges. */
import * as fc from 'fast-check'
import { test } from 'vitest'
import { createSealedModel, type SealedModel } from '../../../support/sealed-model.ts'
import { someUser } from '../../../support/sealed-holders.ts'

const users = [1, 2, 3, 4].map(someUser)
const user = fc.constantFrom(...users)
const who = fc.nat(7)

type Step =
  | {
      readonly do: 'post' | 'leave' | 'revoke' | 'back' | 'away' | 'restart' | 'crash' | 'read'
      readonly who: number
    }
  | { readonly do: 'add' | 'remove' | 'link'; readonly who: number; readonly user: (typeof users)[number] }
  | {
      readonly do: 'role'
      readonly who: number
      readonly user: (typeof users)[number]
      readonly role: 'admin' | 'member'
    }
  | { readonly do: 'pass'; readonly days: number }

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant('post' as const), who }) },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constantFrom('revoke', 'back', 'away', 'restart', 'crash', 'read'), who }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('leave' as const), who }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constantFrom('add', 'remove', 'link'), who, user }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('role' as const),
      who,
      user,
      role: fc.constantFrom('admin', 'member'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('pass' as const), days: fc.integer({ min: 1, max: 9 }) }),
  },
)

async function run(model: SealedModel, taken: Step): Promise<void> {
  if (taken.do === 'pass') return model.pass(taken.days)
  const holder = model.holders[taken.who % model.holders.length]
  if (holder === undefined) return
  switch (taken.do) {
    case 'post':
      return model.post(holder)
    case 'leave':
      return model.change(holder, { kind: 'leave' })
    case 'add':
    case 'remove':
      return model.change(holder, { kind: taken.do, users: [taken.user] })
    case 'role':
      return model.change(holder, { kind: 'role', user: taken.user, role: taken.role })
    case 'link':
      return model.link(taken.user)
    case 'revoke':
      return model.revoke(holder)
    case 'away':
    case 'back':
      return model.setAway(holder, taken.do === 'away')
    case 'restart':
      return model.restart(holder)
    case 'crash':
      return model.restart(holder, 'crashed')
    case 'read':
      return model.read(holder)
  }
}

test('[OE5][OE6][SO2][SO3][SO5] whoever comes, goes, sleeps or starts again: all read what was written while they were there, and nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 25 }), async (steps) => {
      const model = await createSealedModel(users, 3)
      for (const each of steps) await run(model, each)
      await model.settle()
    }),
    { numRuns: 6 },
  )
}, 60_000)
