/** The scanner's protocol against a real socket, and scanners that do not keep to it. */
import { onTestFinished, expect, test } from 'vitest'
import { createClamd, scannerPatienceMs } from '../../../../sync-server/scans/clamd.ts'
import { eicar, type Manner, startScanner } from '../../../support/scanner.ts'
import { createVirtualClock } from '../../../support/virtual-clock.ts'

async function setup(manner: Manner = 'honest') {
  const scanner = await startScanner()
  onTestFinished(scanner.close)
  scanner.behave(manner)
  const clock = createVirtualClock()
  const scan = createClamd({ address: { kind: 'tcp', host: '127.0.0.1', port: scanner.port }, clock })
  const end = new AbortController()
  const look = (...parts: ReadonlyArray<Uint8Array | string>) => scan(streamOf(parts), end.signal)
  return { scanner, clock, look, end }
}

async function* streamOf(parts: ReadonlyArray<Uint8Array | string>) {
  for (const part of parts) yield typeof part === 'string' ? new TextEncoder().encode(part) : part
}

test('[SC4] a scanner sees the bytes as they are, and its word is taken', async () => {
  const { scanner, look, clock } = await setup()
  expect(await look('hello ', 'world')).toEqual({ kind: 'clean' })
  expect(await look(eicar.slice(0, 20), eicar.slice(20))).toEqual({
    kind: 'infected',
    name: 'Eicar-Test-Signature',
  })
  const large = new Uint8Array(3_000_000).map((_, index) => index % 251)
  expect(await look(large)).toEqual({ kind: 'clean' })
  expect(await look()).toEqual({ kind: 'clean' })
  expect(scanner.scanned.map((each) => each.length)).toEqual([11, eicar.length, large.length, 0])
  expect(scanner.scanned[2]?.equals(large)).toBe(true)
  expect(clock.pending()).toBe(0)
})

test.each([
  ['hasty', 'a strange answer'],
  ['strange', 'a strange answer'],
  ['endless', 'a strange answer'],
  ['too-small', 'larger than the scanner takes'],
  ['gone', 'no answer'],
] as const)('[SC4] one that is %s decides nothing', async (manner, detail) => {
  const { look, clock } = await setup(manner)
  const found = await look(new Uint8Array(5_000_000))
  expect(found.kind).toBe('failed')
  // A connection that is cut while much is being sent may end as one that was reset.
  if (found.kind === 'failed') expect([detail, 'ECONNRESET', 'EPIPE']).toContain(found.detail)
  expect(clock.pending()).toBe(0)
})

test('[SC4] one that says nothing is given up, and so is one that is not there', async () => {
  const { look, clock, scanner } = await setup('silent')
  const looking = look('hello')
  await expect.poll(scanner.connections).toBe(1)
  await expect.poll(clock.pending).toBe(1)
  clock.advance(scannerPatienceMs)
  expect(await looking).toEqual({ kind: 'failed', detail: 'no answer' })
  await scanner.close()
  expect(await look('hello')).toEqual({ kind: 'failed', detail: 'ECONNREFUSED' })
})

test('[SC4] when the relay stops nothing is waited for; what cannot be read is no verdict', async () => {
  const { look, end, scanner } = await setup('silent')
  const looking = look('hello')
  await expect.poll(scanner.connections).toBe(1)
  end.abort()
  expect(await looking).toEqual({ kind: 'failed', detail: 'stopped' })
  expect(await look('hello')).toEqual({ kind: 'failed', detail: 'stopped' })
  const { look: another } = await setup()
  async function* broken(): AsyncGenerator<Uint8Array, void, undefined> {
    yield new Uint8Array(10)
    throw new Error('the disk')
  }
  const scan = createClamd({
    address: { kind: 'tcp', host: '127.0.0.1', port: 1 },
    clock: createVirtualClock(),
  })
  expect(await another('fine')).toEqual({ kind: 'clean' })
  expect((await scan(streamOf(['x']), new AbortController().signal)).kind).toBe('failed')
  const { scanner: good } = await setup()
  const honest = createClamd({
    address: { kind: 'tcp', host: '127.0.0.1', port: good.port },
    clock: createVirtualClock(),
  })
  await expect(honest(broken(), new AbortController().signal)).rejects.toThrow('the disk')
})
