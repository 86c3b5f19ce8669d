import { expect, test } from 'vitest'
import { createToasts } from '../../../../renderer/ui/toasts.ts'
import { createVirtualClock } from '../../../support/virtual-clock.ts'

function later() {
  let resolve = (): void => undefined
  const promise = new Promise<void>((settle) => {
    resolve = settle
  })
  return { promise, resolve: () => resolve() }
}

test('what was held when the last toast went holds none that comes later', () => {
  const clock = createVirtualClock()
  const toasts = createToasts(clock)
  const dismiss = toasts.say({ text: 'one' })
  toasts.hold(true)
  dismiss()
  toasts.say({ text: 'two' })
  clock.advance(8_000)
  expect(toasts.shown.read()).toEqual([])
})

test('finishing is over once all that was begun is', async () => {
  const clock = createVirtualClock()
  const toasts = createToasts(clock)
  const first = later()
  const second = later()
  let isOver = false
  toasts.say({ text: 'ended by itself', done: () => first.promise })
  clock.advance(8_000)
  toasts.say({ text: 'ended now', done: () => second.promise })
  const finished = toasts.finish().then(() => (isOver = true))
  second.resolve()
  await new Promise(setImmediate)
  expect(isOver).toBe(false)
  first.resolve()
  await finished
  expect(isOver).toBe(true)
})

test('finishing does not wait for ever', async () => {
  const clock = createVirtualClock()
  const toasts = createToasts(clock)
  toasts.say({ text: 'never ends', done: () => new Promise(() => undefined) })
  const finished = toasts.finish()
  clock.advance(2_000)
  await finished
})

const gone = (count: number): string => `${count} gone`

test('[PS40] what a counting text says stands in one toast with one way back, the newest undone first, and with the time of the newest', () => {
  const clock = createVirtualClock()
  const toasts = createToasts(clock)
  const heard: Array<string> = []
  const say = (name: string, count?: number): (() => void) =>
    toasts.say({
      text: gone,
      ...(count !== undefined && { count }),
      undo: () => heard.push(`undo ${name}`),
      done: () => heard.push(`done ${name}`),
    })
  const texts = (): ReadonlyArray<string> => toasts.shown.read().map(({ text }) => text)
  say('first')
  const [before] = toasts.shown.read()
  toasts.say({ text: 'another', undo: () => undefined })
  clock.advance(7_000)
  say('second', 3)
  expect(texts()).toEqual(['4 gone', 'another'])
  expect(toasts.shown.read()[0]?.id).toBe(before?.id) // the focus stays on its button
  clock.advance(7_000)
  expect(heard).toEqual([])
  toasts.shown.read()[0]?.undo?.()
  toasts.shown.read()[0]?.undo?.()
  expect([heard, texts()]).toEqual([['undo second', 'undo first'], []])

  const endThird = say('third')
  say('fourth')
  endThird() // a conversation was left, say
  expect([heard.splice(0), texts()]).toEqual([['undo second', 'undo first', 'done third'], ['1 gone']])
  say('fifth')
  void toasts.finish()
  expect([heard, texts()]).toEqual([['done fourth', 'done fifth'], []])
})

test('[PS40] what is said again without a way back stands once, and is read out again', () => {
  const toasts = createToasts(createVirtualClock())
  toasts.say({ text: 'not copied' })
  const [first] = toasts.shown.read()
  toasts.say({ text: 'else' })
  toasts.say({ text: 'not copied' })
  expect(toasts.shown.read().map(({ text }) => text)).toEqual(['else', 'not copied'])
  expect(toasts.shown.read()[1]?.id).not.toBe(first?.id)
})
