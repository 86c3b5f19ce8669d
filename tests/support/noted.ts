/** Notifications as a page of the browser shell makes them, without a system that would show them. */
import type { Page } from 'playwright-core'

interface Noted {
  readonly title: string
  readonly tag: string
  readonly body: string
  isClosed: boolean
}

/** Takes the place of the system's notifications, which no test can see or press. What was shown is in `window.noted`. */
export function stubNotifications(): void {
  const noted: Array<Noted & EventTarget> = []
  class Stub extends EventTarget {
    static permission: NotificationPermission = 'default'
    static readonly requestPermission = async (): Promise<NotificationPermission> =>
      (Stub.permission = 'granted')
    constructor(title: string, { tag = '', body = '' }: NotificationOptions) {
      super()
      noted.push(Object.assign(this, { title, tag, body, isClosed: false }))
      queueMicrotask(() => this.dispatchEvent(new Event('show')))
    }
    readonly close = (): void => void Object.assign(this, { isClosed: true })
  }
  Object.assign(globalThis, { Notification: Stub, noted })
}

declare global {
  var noted: ReadonlyArray<Noted & EventTarget>
}

export const noted = (page: Page): Promise<ReadonlyArray<Noted>> =>
  page.evaluate(() =>
    globalThis.noted.map(({ title, tag, body, isClosed }) => ({ title, tag, body, isClosed })),
  )

export const isNoted = (page: Page, body: string): Promise<unknown> =>
  page.waitForFunction((text) => globalThis.noted.some((note) => note.body === text), body)

export const pressNoted = (page: Page): Promise<void> =>
  page.evaluate(() => void globalThis.noted.at(-1)?.dispatchEvent(new Event('click')))
