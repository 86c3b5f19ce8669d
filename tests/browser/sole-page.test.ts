import { expect, onTestFinished, test } from 'vitest'
import { createSolePage, type Claim } from '../../renderer/platform/sole-page.ts'

const never = (): Promise<void> => Promise.resolve()

/** Two pages of one origin share locks and channels; so do two of these in one page. */
const page = createSolePage(navigator.locks)
const other = createSolePage(navigator.locks)

function createPromise(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = (): void => undefined
  const promise = new Promise<void>((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}

let names = 0
const freshName = (): string => `sole-page-test-${names++}`

function keep(claim: Claim | undefined): Claim {
  expect(claim).toBeDefined()
  if (claim === undefined) throw new Error('no claim')
  onTestFinished(claim.release)
  return claim
}

test('one page has it; another gets it once it is released', async () => {
  const name = freshName()
  const claim = keep(await page.claim(name, 'if-free', never))
  expect(await other.claim(name, 'if-free', never)).toBeUndefined()
  claim.release()
  await expect.poll(async () => (await other.claim(name, 'if-free', never)) !== undefined).toBe(true)
})

test('who takes over waits until the other has tidied up', async () => {
  const name = freshName()
  const order: Array<string> = []
  const { promise: tidied, resolve: tidy } = createPromise()
  await page.claim(name, 'if-free', async () => {
    order.push('asked to let go')
    await tidied
    order.push('tidied')
  })
  const taken = other.claim(name, 'take-over', never).then((claim) => {
    order.push('taken over')
    return claim
  })
  await expect.poll(() => order).toEqual(['asked to let go'])
  tidy()
  keep(await taken)
  expect(order).toEqual(['asked to let go', 'tidied', 'taken over'])
})

test('a page that does not answer loses it all the same, and is told', async () => {
  const name = freshName()
  const { promise: lost, resolve: lose } = createPromise()
  // The lock alone, as a page holds it whose script no longer runs.
  const held = navigator.locks.request(name, () => new Promise<void>(() => undefined))
  held.catch(() => lose())
  await expect
    .poll(async () => (await navigator.locks.query()).held?.some((lock) => lock.name === name))
    .toBe(true)
  keep(await other.claim(name, 'take-over', never))
  await lost
}, 10_000)
