import { expect, test, vi } from 'vitest'
import type { PageBridge } from '../../../../core/bridge/contract.ts'
import { createAppLinks } from '../../../../renderer/platform/app-links.ts'

function setup(...links: ReadonlyArray<string>) {
  const waiting = [...links]
  let hear = (): void => undefined
  const bridge: PageBridge = {
    call: async () => {
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
  return { links: createAppLinks(bridge), open: (link: string) => (waiting.push(link), hear()) }
}

test('[DT5] the link that opened the app is there at once, another when main says so, and it goes when it was followed', async () => {
  const { links, open } = setup('first')
  await vi.waitFor(() => expect(links.waiting.read()).toEqual({ kind: 'invitation', token: 'first' }))
  open('second')
  await vi.waitFor(() => expect(links.waiting.read()).toEqual({ kind: 'invitation', token: 'second' }))
  links.done()
  expect(links.waiting.read()).toBeUndefined()
})

test('[DT5] where another window took it, this one goes nowhere', async () => {
  const { links } = setup()
  await Promise.resolve()
  expect(links.waiting.read()).toBeUndefined()
})
