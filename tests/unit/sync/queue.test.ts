import { expect, test } from 'vitest'
import { createQueue } from '../../../core/sync/queue.ts'

test('tasks run one after the other, in the order of their asking', async () => {
  const { run } = createQueue()
  const events: Array<string> = []
  const task = (name: string) => async (): Promise<string> => {
    events.push(`${name} begins`)
    await Promise.resolve()
    events.push(`${name} ends`)
    return name
  }
  expect(await Promise.all([run(task('one')), run(task('two'))])).toEqual(['one', 'two'])
  expect(events).toEqual(['one begins', 'one ends', 'two begins', 'two ends'])
})

test('a task that fails tells its asker and holds up nobody', async () => {
  const { run } = createQueue()
  const failing = run(() => Promise.reject(new Error('no')))
  const next = run(() => 'next')
  await expect(failing).rejects.toThrow('no')
  expect(await next).toBe('next')
})

test('idle waits for what was asked before', async () => {
  const { run, idle } = createQueue()
  let isDone = false
  void run(async () => {
    await Promise.resolve()
    isDone = true
  })
  await idle()
  expect(isDone).toBe(true)
})
