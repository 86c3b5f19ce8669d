/** What the programs that seal and open for the benchmark `e2ee` are told, and what they answer. */
import * as v from 'valibot'

export const speedOrder = v.object({
  messages: v.number(),
  /** Bytes of each. */
  size: v.number(),
})
export type SpeedOrder = v.InferOutput<typeof speedOrder>

export const speedAnswer = v.object({
  sealMs: v.number(),
  openMs: v.number(),
  /** From then until what was opened may be answered: every signature was checked, and the answer was sealed. */
  checkMs: v.optional(v.number()),
  /** Bytes that an entry has more than what was sealed in it, the usual one. */
  overheadBytes: v.number(),
})
export type SpeedAnswer = v.InferOutput<typeof speedAnswer>
