import { expect, test, vi } from 'vitest'
import type { BridgeEvents, PageBridge } from '../../../../core/bridge/contract.ts'
import { createNotifier, type NotifierDeps } from '../../../../renderer/platform/notifier.ts'
import { createTestBridge } from '../../../support/test-bridge.ts'

const note = { tag: 'c1', title: 'Ben', body: 'Hello' }

class StubNote extends EventTarget {
  static permission: NotificationPermission = 'default'
  static answer: NotificationPermission = 'granted'
  static shows: 'show' | 'error' | 'throws' = 'show'
  static made: Array<StubNote> = []
  static readonly requestPermission = async (): Promise<NotificationPermission> =>
    (StubNote.permission = StubNote.answer)
  readonly said: unknown
  isClosed = false
  constructor(title: string, options: NotificationOptions) {
    super()
    if (StubNote.shows === 'throws') throw new TypeError('Illegal constructor')
    this.said = { title, ...options }
    StubNote.made.push(this)
    queueMicrotask(() => this.dispatchEvent(new Event(StubNote.shows)))
  }
  readonly close = (): void => void (this.isClosed = true)
}

function setup(shell: 'electron' | 'browser', Notification?: unknown) {
  const { bridge, asked } = createTestBridge()
  type Heard = BridgeEvents['shell.notificationPressed'] & Partial<BridgeEvents['shell.notificationReplied']>
  const heard: Array<(event: Heard) => void> = []
  const answers: Readonly<Record<string, unknown>> = {
    'app.info': { version: '1', shell },
    'shell.notify': true,
  }
  const page: PageBridge = {
    call: async (name, input) => {
      const answer: unknown = await Reflect.apply(bridge[name], undefined, [input])
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a table of answers
      return (answers[name] ?? answer) as never
    },
    listen: (_name, listener) => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the two events that it listens to
      heard.push(listener as never)
      return () => undefined
    },
  }
  const focus = vi.fn<() => void>()
  const badges: Array<number | undefined> = []
  const setAppBadge = async (count?: number): Promise<void> => void badges.push(count)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a stub of the browser's
  const window = { focus, Notification, navigator: { setAppBadge } } as NotifierDeps['page']
  return { notifier: createNotifier({ bridge: page, page: window }), asked, heard, focus, badges }
}

function stub(
  change: Partial<Pick<typeof StubNote, 'permission' | 'answer' | 'shows'>> = {},
): typeof StubNote {
  return Object.assign(
    StubNote,
    { permission: 'default', answer: 'granted', shows: 'show', made: [] },
    change,
  )
}

test('[NT8] the browser is asked by the button alone, and its answer is told as it is', async () => {
  const { notifier } = setup('browser', stub())
  expect(await notifier.standing()).toBe('not-asked')
  expect(await notifier.show(note, () => undefined)).toBe(false)
  expect(StubNote.permission).toBe('default')
  expect(await notifier.ask()).toBe('allowed')
  expect(await notifier.show(note, () => undefined)).toBe(true)
  expect(StubNote.made[0]?.said).toEqual({ ...note, silent: true })
  stub({ permission: 'denied' })
  expect(await notifier.standing()).toBe('denied')
  expect(await setup('browser').notifier.standing()).toBe('missing')
  expect(await setup('browser').notifier.show(note, () => undefined)).toBe(false)
})

test.each(['error', 'throws'] as const)('[NT8] that nothing was shown is told: %s', async (shows) => {
  const { notifier } = setup('browser', stub({ permission: 'granted', shows }))
  expect(await notifier.show(note, () => undefined)).toBe(false)
})

test('[NT7] a press closes the notification, brings the page to the front, and is told', async () => {
  const { notifier, focus } = setup('browser', stub({ permission: 'granted' }))
  const pressed = vi.fn<() => void>()
  await notifier.show(note, pressed)
  StubNote.made[0]?.dispatchEvent(new Event('click'))
  expect([StubNote.made[0]?.isClosed, focus.mock.calls.length, pressed.mock.calls.length]).toEqual([
    true,
    1,
    1,
  ])
})

test('[NT7] the desktop shows them where there is one, and tells by tag which was pressed', async () => {
  const { notifier, asked, heard, badges } = setup('electron', stub())
  const pressed = vi.fn<() => void>()
  expect(await notifier.standing()).toBe('allowed')
  expect(await notifier.ask()).toBe('allowed')
  expect(await notifier.show(note, pressed)).toBe(true)
  expect(asked).toContainEqual(['shell.notify', note])
  heard[0]?.({ tag: 'another' })
  expect(pressed).not.toHaveBeenCalled()
  heard[0]?.({ tag: 'c1' })
  heard[0]?.({ tag: 'c1' })
  expect(pressed).toHaveBeenCalledTimes(1)
  notifier.badge(4, '4 new')
  await vi.waitFor(() => expect(asked).toContainEqual(['shell.badge', { count: 4, text: '4 new' }]))
  expect(badges).toEqual([])
})

test('[NT10] what was seen meanwhile is withdrawn, in the browser and on the desktop, once', async () => {
  const browser = setup('browser', stub({ permission: 'granted' }))
  await browser.notifier.show(note, () => undefined)
  browser.notifier.withdraw('another')
  browser.notifier.withdraw(note.tag)
  await vi.waitFor(() => expect(StubNote.made[0]?.isClosed).toBe(true))
  const { notifier, asked } = setup('electron', stub())
  await notifier.show(note, () => undefined)
  for (const tag of ['another', note.tag, note.tag]) notifier.withdraw(tag)
  const withdrawn = (): ReadonlyArray<unknown> => asked.filter(([name]) => name === 'shell.withdraw')
  await vi.waitFor(() => expect(withdrawn()).toEqual([['shell.withdraw', { tag: note.tag }]]))
})

test('the number at the icon is the browser’s where there is no desktop', async () => {
  const { notifier, badges } = setup('browser')
  notifier.badge(2, '2 new')
  notifier.badge(0, '')
  await vi.waitFor(() => expect(badges).toEqual([2, 0]))
})

test('[NT9] what was written into one is handed to whoever showed it, once', async () => {
  const { notifier, heard } = setup('electron')
  const [pressed, replied] = [vi.fn<() => void>(), vi.fn<(text: string) => void>()]
  await notifier.show({ ...note, reply: 'Write' }, pressed, replied)
  heard[1]?.({ tag: 'another', text: 'x' })
  heard[1]?.({ tag: 'c1', text: 'On my way' })
  heard[1]?.({ tag: 'c1', text: 'On my way' })
  expect(replied.mock.calls).toEqual([['On my way']])
  expect(pressed).not.toHaveBeenCalled()
})
