/** Bytes with a few small changes of the kinds that upset a reader of CBOR. */
import * as fc from 'fast-check'
import { concatBytes } from '../../core/base/bytes.ts'

/** Any number as the length of any sort of item, in any of its widths. */
export const aHead = fc
  .tuple(fc.integer({ min: 0, max: 7 }), fc.constantFrom(24, 25, 26, 27, 31), fc.uint8Array({ maxLength: 8 }))
  .map(([major, width, length]) => Uint8Array.of(major * 32 + width, ...length))

const at = fc.nat({ max: 2 ** 20 })
const aChange = fc.oneof(
  fc.record({ at, removed: fc.constant(1), added: fc.uint8Array({ minLength: 1, maxLength: 1 }) }),
  fc.record({ at, removed: fc.integer({ min: 1, max: 16 }), added: fc.constant(new Uint8Array()) }),
  fc.record({ at, removed: fc.constant(0), added: fc.uint8Array({ maxLength: 16 }) }),
  fc.record({ at, removed: fc.constant(0), added: aHead }),
)

/** One to four bytes, runs or lengths are other ones. */
export const mutatedBytes = (start: fc.Arbitrary<Uint8Array>): fc.Arbitrary<Uint8Array> =>
  fc.tuple(start, fc.array(aChange, { minLength: 1, maxLength: 4 })).map(([bytes, changes]) =>
    changes.reduce((changed, change) => {
      const place = change.at % (changed.length + 1)
      return concatBytes(changed.subarray(0, place), change.added, changed.subarray(place + change.removed))
    }, bytes),
  )
