import { expect, test, vi } from 'vitest'
import type { PageBridge } from '../../../../core/bridge/contract.ts'
import { createAppLinks } from '../../../../renderer/platform/app-links.ts'

function setup(...links: ReadonlyArray<string>) {
  const waiting = [...links]
  let hear = (): void => undefined
  let asked = 0
  const bridge: PageBridge = {
    call: async () => {
      asked++
      const token = waiting.shift()
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the one call that it makes
      return (token === undefined ? undefined : { kind: 'invitation', token }) as never
    },
    listen: (name, listener) => {
      expect(name).toBe('shell.linkOpened')
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- an event that says nothing
      hear = () => listener(undefined as never)
      return () => undefined
    },
  }
  /** Main says that there is a link; without one, another window has it by then. */
  const open = (...link: ReadonlyArray<string>): void => {
    waiting.push(...link)
    hear()
  }
  return { links: createAppLinks(bridge), open, asked: () => asked }
}

test('[DT5] the link that opened the app is there at once, another when main says so, and it goes when it was followed', async () => {
  const { links, open } = setup('first')
  await vi.waitFor(() => expect(links.waiting.read()).toEqual({ kind: 'invitation', token: 'first' }))
  open('second')
  await vi.waitFor(() => expect(links.waiting.read()).toEqual({ kind: 'invitation', token: 'second' }))
  links.done()
  expect(links.waiting.read()).toBeUndefined()
})

test('[DT5] what another window took first leaves this one where it is', async () => {
  const { links, open, asked } = setup('first')
  await vi.waitFor(() => expect(links.waiting.read()).toEqual({ kind: 'invitation', token: 'first' }))
  open()
  await vi.waitFor(() => expect(asked()).toBe(2))
  await new Promise(setImmediate)
  expect(links.waiting.read()).toEqual({ kind: 'invitation', token: 'first' })
})

test('[DT6] a link pressed in the app waits like one that opened it', () => {
  const { links } = setup()
  links.wait({ kind: 'invitation', token: 'pressed' })
  expect(links.waiting.read()).toEqual({ kind: 'invitation', token: 'pressed' })
})
