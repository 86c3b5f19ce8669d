import { encode as encodeCbor } from 'cborg'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Result } from '../../../core/base/result.ts'
import { decodeClientFrame, encodeClientFrame } from '../../../core/protocol/client-frame-codec.ts'
import type { FrameFailure } from '../../../core/protocol/frame.ts'
import { workspaceId } from '../../../core/protocol/ids.ts'
import { maxFrameBytes } from '../../../core/protocol/limits.ts'
import { decodeRelayFrame, encodeRelayFrame } from '../../../core/protocol/relay-frame-codec.ts'
import { anyBytes, anyClientFrame, anyRelayFrame } from './arbitraries.ts'

interface Direction {
  readonly name: string
  readonly encoded: fc.Arbitrary<{ readonly frame: unknown; readonly bytes: Uint8Array }>
  readonly decode: (bytes: Uint8Array) => Result<unknown, FrameFailure>
}

const directions: ReadonlyArray<Direction> = [
  {
    name: 'client to relay',
    encoded: anyClientFrame.map((frame) => ({ frame, bytes: encodeClientFrame(frame) })),
    decode: decodeClientFrame,
  },
  {
    name: 'relay to client',
    encoded: anyRelayFrame.map((frame) => ({ frame, bytes: encodeRelayFrame(frame) })),
    decode: decodeRelayFrame,
  },
]

describe.each(directions)('$name', ({ encoded, decode }) => {
  test('[FR1] what is encoded is read back as it was', () => {
    fc.assert(
      fc.property(encoded, ({ frame, bytes }) => {
        expect(decode(bytes)).toEqual({ ok: true, value: frame })
      }),
    )
  })

  test('[FR2] no bytes make the decoder throw', () => {
    fc.assert(
      fc.property(anyBytes(0, 300), (bytes) => {
        expect(typeof decode(bytes).ok).toBe('boolean')
      }),
      { numRuns: 2_000 },
    )
  })

  test('[FR2] a frame with any one byte changed or cut short is read or refused, never thrown', () => {
    fc.assert(
      fc.property(encoded, fc.nat(), fc.integer({ min: 0, max: 255 }), ({ bytes }, place, value) => {
        const changed = bytes.slice()
        changed[place % bytes.length] = value
        expect(typeof decode(changed).ok).toBe('boolean')
        expect(decode(bytes.slice(0, place % bytes.length)).ok).toBe(false)
      }),
    )
  })

  test('[FR3] bytes after the body are refused', () => {
    fc.assert(
      fc.property(encoded, ({ bytes }) => {
        expect(decode(Uint8Array.of(...bytes, 0)).ok).toBe(false)
      }),
    )
  })

  test('[FR4] a frame over its limit is refused unread', () => {
    expect(decode(new Uint8Array(maxFrameBytes + 1))).toEqual({
      ok: false,
      failure: { kind: 'too-long', bytes: maxFrameBytes + 1 },
    })
  })

  test('[FR6] nothing behind the frame in the same buffer can be read', () => {
    fc.assert(
      fc.property(encoded, fc.nat(), ({ bytes }, cut) => {
        const length = cut % bytes.length
        // the rest of the frame lies right behind, as in a pooled buffer
        expect(decode(bytes.subarray(0, length)).ok).toBe(false)
      }),
    )
  })
})

test('[FR5] a number in more bytes than it needs is refused', () => {
  const ping = (...now: ReadonlyArray<number>): Uint8Array => Uint8Array.of(4, ...now)
  expect(decodeClientFrame(ping(0x05))).toEqual({ ok: true, value: { kind: 'ping', now: 5 } })
  expect(decodeClientFrame(ping(0x85, 0x00)).ok).toBe(false)
  expect(decodeClientFrame(ping(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f)).ok).toBe(false)
})

test('[FR6] a list that announces more items than its bytes can hold is refused', () => {
  const announced = Uint8Array.of(130, 0xff, 0xff, 0xff, 0xff, 0x0f)
  expect(decodeRelayFrame(announced)).toMatchObject({ ok: false, failure: { kind: 'malformed' } })
})

test('[FR8] a directory in any encoding but the one is refused', () => {
  const changes = [
    { kind: 'workspace', id: workspaceId('a'.repeat(32)), name: 'Office', role: 'member' },
  ] as const
  const bytes = encodeRelayFrame({ kind: 'directory', version: 1, changes })
  expect(decodeRelayFrame(bytes).ok).toBe(true)
  const name = bytes.findIndex((_, at) => String.fromCharCode(...bytes.subarray(at, at + 6)) === 'Office')
  const notUtf8 = bytes.with(name, 0xff)
  expect(decodeRelayFrame(notUtf8)).toMatchObject({ ok: false, failure: { kind: 'malformed' } })
  const [head, length] = [bytes.subarray(0, 2), bytes[2] ?? 0] // 135, version 1, then one byte of length
  expect(length).toBeLessThan(127)
  const longerList = Uint8Array.of(...head, length + 1, 0x98, 1, ...bytes.subarray(4))
  expect(decodeRelayFrame(longerList)).toMatchObject({ ok: false, failure: { kind: 'malformed' } })
})

test('[FR9] a change of a kind that this version does not know is passed over; one of a known kind is read strictly', () => {
  const known = {
    kind: 'workspace',
    id: workspaceId('a'.repeat(32)),
    name: 'Office',
    role: 'member',
  } as const
  const frame = (changes: ReadonlyArray<unknown>): Uint8Array => {
    const body = encodeCbor(changes)
    const { length } = body
    const size = length < 128 ? [length] : [0x80 | (length & 0x7f), length >> 7]
    return Uint8Array.of(135, 1, ...size, ...body)
  }
  const later = { kind: 'holiday', from: 1, days: [1, 2, { deep: Uint8Array.of(3) }] }
  expect(decodeRelayFrame(frame([later, known]))).toMatchObject({ ok: true, value: { changes: [known] } })
  const spoilt = { ...known, colour: 'red' }
  expect(decodeRelayFrame(frame([later, spoilt]))).toMatchObject({ failure: { kind: 'malformed' } })
  expect(decodeRelayFrame(frame([later, 'a change']))).toMatchObject({
    failure: { kind: 'malformed' },
  })
})
