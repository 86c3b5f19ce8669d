import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { StoreWrite } from '../../../core/storage/local-store.ts'
import { createWorld, type Device, openIn, settled, textsOf, type World } from '../../support/devices.ts'
import { anyMutated } from '../../support/mutated.ts'
import { messageId } from '../../support/shown-message.ts'

const texts = ['one', 'two', 'three']

interface Setup {
  readonly world: World
  readonly device: Device
}

/** A device whose store holds something of every kind. */
async function setup(): Promise<Setup> {
  const world = createWorld()
  const device = world.device(1)
  await device.start()
  await world.deliverAll()
  const opened = openIn(device)
  for (const text of texts) {
    void opened.post(text)
    await world.deliverAll()
  }
  opened.setDraft('a draft')
  opened.setDraft('a reply', messageId(1))
  world.clock.advance(20_000)
  await world.deliverAll()
  await device.engine().close()
  device.kill()
  return { world, device }
}

const placeOf = (write: StoreWrite): string => (write.kind === 'value' ? write.key : write.kind)

function withBytes(write: StoreWrite, bytes: (before: Uint8Array) => Uint8Array): StoreWrite {
  switch (write.kind) {
    case 'conversation':
      return { ...write, record: write.record && bytes(write.record) }
    case 'append-tail':
      return { ...write, update: bytes(write.update) }
    case 'segment':
      return { ...write, blob: write.blob && bytes(write.blob) }
    case 'value':
      return { ...write, value: write.value && bytes(write.value) }
  }
}

/** Spoils what lies under a name that begins so, and starts again. */
async function startSpoilt(
  { world, device }: Setup,
  place: string,
  bytes: (before: Uint8Array) => Uint8Array,
): Promise<ReadonlyArray<string>> {
  let isSpoilt = false
  device.spoil((write) => {
    if (!placeOf(write).startsWith(place)) return write
    isSpoilt = true
    return withBytes(write, bytes)
  })
  expect(isSpoilt).toBe(true)
  await device.start()
  await world.deliverAll()
  const opened = openIn(device)
  await world.deliverAll()
  world.clock.advance(3_000)
  await settled()
  await world.deliverAll()
  return textsOf(opened)
}

const places = ['conversation', 'append-tail', 'claims/', 'directory', 'draft/', 'relay-epoch', 'synced-at']

describe.each(places)('a store whose record "%s" makes no sense', (place) => {
  test('[CR67] whatever bytes are there, the device starts and shows everything', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), async (bytes) => {
        expect(await startSpoilt(await setup(), place, () => bytes)).toEqual(texts)
      }),
      { numRuns: 15 },
    )
  })

  test('[CR67] whatever became of the bytes that were there, the device starts', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), async (seed) => {
        await startSpoilt(await setup(), place, (before) => {
          const [mutated] = fc.sample(anyMutated(fc.constant(before)), { numRuns: 1, seed })
          return mutated ?? before
        })
      }),
      { numRuns: 15 },
    )
  })
})
