/** The load of the benchmark `chain`: the same for every system, which only brings two people in a room. */
import { createInterface } from 'node:readline'
import * as v from 'valibot'

/** Two people who see the same room; each shows what the other posts. */
export interface ChainRoom {
  readonly post: (person: 0 | 1, text: string) => void
  /** Calls `listener` with each text that a person sees of the other, once, when it is in their view. */
  readonly onSeen: (listener: (text: string) => void) => void
}

export const chainOrder = v.object({
  /** Posted one by one at an even pace. */
  steady: v.number(),
  perSecond: v.number(),
  /** Then so many bursts of posts that are due at once. */
  bursts: v.number(),
  burstSize: v.number(),
})
export type ChainOrder = v.InferOutput<typeof chainOrder>

/** Milliseconds from when a post was due, which is never later than when it was made, until the other person saw it. */
export const chainAnswer = v.object({ steady: v.array(v.number()), burst: v.array(v.number()) })
export type ChainAnswer = v.InferOutput<typeof chainAnswer>

/** Says that it is ready, then plays each order that comes as a line, until there are no more. */
export async function serveChain(room: ChainRoom): Promise<void> {
  const due = new Map<string, number>()
  let latencies: Array<number> = []
  let allSeen = (): void => {}
  room.onSeen((text) => {
    const since = due.get(text)
    if (since === undefined) return
    latencies.push(performance.now() - since)
    due.delete(text)
    if (due.size === 0) allSeen()
  })
  let posted = 0
  const post = (moment: number): void => {
    const text = `${posted} ${filler.slice(posted % 60)}`
    due.set(text, moment)
    room.post(posted % 2 === 0 ? 0 : 1, text)
    posted++
  }
  const settle = async (): Promise<ReadonlyArray<number>> => {
    if (due.size > 0) await new Promise<void>((resolve) => (allSeen = resolve))
    const done = latencies
    latencies = []
    return done
  }
  console.log('ready')
  for await (const line of createInterface({ input: process.stdin })) {
    const order = v.parse(chainOrder, JSON.parse(line))
    await paced(order.steady, 1_000 / order.perSecond, post)
    const steady = await settle()
    const burst: Array<number> = []
    for (let count = 0; count < order.bursts; count++) {
      const moment = performance.now()
      for (let size = 0; size < order.burstSize; size++) post(moment)
      burst.push(...(await settle()))
    }
    console.log(JSON.stringify({ steady, burst }))
  }
}

/** 90 to 150 characters, as people write. */
const filler = 'the quick brown fox jumps over the lazy dog while five boxing wizards look on, and then '
  .repeat(2)
  .slice(0, 150)

/** A post that its turn comes too late for counts from when it was due: a busy system does not get to choose. */
async function paced(count: number, every: number, post: (due: number) => void): Promise<void> {
  const start = performance.now()
  for (let index = 0; index < count; index++) {
    const due = start + index * every
    const wait = due - performance.now()
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    post(Math.min(due, performance.now()))
  }
}
