/** What the benchmark `relay` asks of its load generator, and what it gets back. */
import * as v from 'valibot'

export const order = v.variant('kind', [
  v.object({
    kind: v.literal('load'),
    rooms: v.number(),
    members: v.number(),
    /** Messages a second in all, each due at its moment. */
    rate: v.number(),
    seconds: v.number(),
    warm: v.number(),
  }),
  v.object({ kind: v.literal('idle'), connections: v.number() }),
  v.object({ kind: v.literal('strangers'), connections: v.number(), bytes: v.number() }),
  v.object({ kind: v.literal('live'), rooms: v.number(), messages: v.number() }),
  v.object({ kind: v.literal('join'), messages: v.number(), joins: v.number() }),
])
export type Order = v.InferOutput<typeof order>

export const loadAnswer = v.object({
  deliveriesPerSecond: v.number(),
  /** Share of the messages that did not come. */
  lost: v.number(),
  /** Milliseconds from when a message was due. */
  p50: v.number(),
  p99: v.number(),
  /** Cores. */
  serverCpu: v.number(),
  ownCpu: v.number(),
})
export type LoadAnswer = v.InferOutput<typeof loadAnswer>
