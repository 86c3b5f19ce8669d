/** A workspace's audit lines over REST. */
import * as v from 'valibot'

const wholeNumber = v.pipe(v.string(), v.regex(/^\d{1,15}$/, 'a whole number'), v.transform(Number))

export const auditQuery = v.strictObject({
  /** The number of the last line that one has. */
  after: v.optional(wholeNumber, '0'),
  limit: v.optional(v.pipe(wholeNumber, v.minValue(1, '1 to 1000'), v.maxValue(1_000, '1 to 1000')), '100'),
})

/** Lowercase hex of a SHA-256. */
const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))

export const auditAnswer = v.object({
  lines: v.array(
    v.object({
      /** 1, 2… without a gap. */
      number: v.number(),
      /** Milliseconds since 1970. */
      time: v.number(),
      /** JSON, byte for byte as it was hashed. */
      line: v.string(),
      /** SHA-256 over the 32 bytes of the line before (zeros for the first) and `number\ntime\nline` as UTF-8. */
      hash,
    }),
  ),
  /** Whether there are lines after these. */
  more: v.boolean(),
})

export const auditProofAnswer = v.object({
  kind: v.picklist(['whole', 'broken']),
  /** Of a whole chain: how many lines it has. */
  lines: v.optional(v.number()),
  /** Of a broken one: the first line that is not where or what it was. */
  number: v.optional(v.number()),
  fault: v.optional(v.picklist(['missing', 'changed'])),
})

export const auditPaths = {
  lines: (workspace: string) => `/v1/workspaces/${workspace}/audit`,
  proof: (workspace: string) => `/v1/workspaces/${workspace}/audit/proof`,
} as const
