import * as fc from 'fast-check'

/** What a bad disk, a bad cable or a bad peer does to bytes: changes some, leaves some out, puts some in, says some twice. */
const mutation = fc.record({
  what: fc.constantFrom('change', 'cut', 'drop', 'insert', 'repeat', 'blow up'),
  at: fc.nat({ max: 100_000 }),
  length: fc.integer({ min: 1, max: 40 }),
  fill: fc.uint8Array({ minLength: 1, maxLength: 40 }),
})
type Mutation = typeof mutation extends fc.Arbitrary<infer Value> ? Value : never

/** Of what `from` makes, with one to four mutations. */
export const anyMutated = (from: fc.Arbitrary<Uint8Array>): fc.Arbitrary<Uint8Array> =>
  fc
    .tuple(from, fc.array(mutation, { minLength: 1, maxLength: 4 }))
    .map(([bytes, all]) => all.reduce(mutate, bytes))

function mutate(bytes: Uint8Array, { what, at, length, fill }: Mutation): Uint8Array {
  const place = at % (bytes.length + 1)
  const [before, after] = [bytes.subarray(0, place), bytes.subarray(place)]
  switch (what) {
    case 'change':
      return Uint8Array.of(...before, ...fill.subarray(0, after.length), ...after.subarray(fill.length))
    case 'cut':
      return before.slice()
    case 'drop':
      return Uint8Array.of(...before, ...after.subarray(length))
    case 'insert':
      return Uint8Array.of(...before, ...fill, ...after)
    case 'repeat':
      return Uint8Array.of(...before, ...after.subarray(0, length), ...after)
    case 'blow up': // a length or a number far beyond what is there
      return Uint8Array.of(...before, 0xff, 0xff, 0xff, 0xff, 0x0f, ...after.subarray(1))
  }
}
