/** What happens in a run, step by step: all of it follows from the seed, so that a run can be played again. */
import { fraction, type Random } from '../../core/base/random.ts'
import { createSeededRandom } from '../support/seeded-random.ts'

/** What may befall a device whose disk is not what it was; one kind a device, for one copy of everything has to remain. */
const storeFaults = ['store deleted', 'stored value damaged', 'store file damaged'] as const
const journalFaults = ['journal damaged'] as const
const diskFaults = ['old disk restored'] as const
const deviceFaults = [
  'device killed',
  'connection cut',
  'network away',
  'network slow',
  'network swallows',
  'cut within a frame',
  'device disk full',
  'clock jumped',
  'journal torn',
] as const
const relayFaults = ['relay killed', 'relay stopped', 'relay disk full'] as const
const restoreFaults = ['old relay restored'] as const

export const faultKinds = [
  ...deviceFaults,
  ...relayFaults,
  ...storeFaults,
  ...journalFaults,
  ...diskFaults,
  ...restoreFaults,
] as const
export type FaultKind = (typeof faultKinds)[number]

export interface FaultStep {
  readonly do: 'fault'
  readonly kind: FaultKind
  /** Unused by faults of the relay. */
  readonly device: number
  /** In [0, 1): how much, how far, how long. */
  readonly amount: number
  /** Milliseconds until it strikes. */
  readonly wait: number
  /** Steps until it is over. */
  readonly lasts: number
}

export type Step =
  | { readonly do: 'post'; readonly device: number; readonly conversation: number; readonly count: number }
  | {
      readonly do: 'edit' | 'redact' | 'react'
      readonly device: number
      readonly conversation: number
      readonly pick: number
    }
  /** Gives everybody so many milliseconds to get in sync. */
  | { readonly do: 'calm'; readonly ms: number }
  /** A copy of a device's disk, or of the relay's, for a restore later on. */
  | { readonly do: 'copy disk'; readonly device: number }
  | { readonly do: 'copy relay' }
  | FaultStep

export interface Plan {
  readonly seed: number
  readonly devices: number
  readonly conversations: number
  readonly steps: ReadonlyArray<Step>
}

/** What of a device may be lost: the store, the journal, or both back to an older state. */
type Weakness = 'none' | 'store' | 'journal' | 'disk'

interface Draw {
  readonly random: Random
  /** Whole, in [from, to]. */
  readonly between: (from: number, to: number) => number
  readonly pick: <Value>(values: ReadonlyArray<Value>) => Value | undefined
}

function createDraw(seed: number): Draw {
  const random = createSeededRandom(seed)
  const between: Draw['between'] = (from, to) => from + Math.floor(fraction(random) * (to - from + 1))
  return { random, between, pick: (values) => values[between(0, values.length - 1)] }
}

export function makePlan(seed: number): Plan {
  const draw = createDraw(seed)
  const [devices, conversations] = [draw.between(2, 3), draw.between(2, 3)]
  // A relay that forgets needs every device to have kept what it wrote.
  const isRelayRestored = draw.between(0, 3) === 0
  const weaknesses = Array.from({ length: devices }, (): Weakness =>
    isRelayRestored ? 'none' : (draw.pick(['none', 'store', 'journal', 'disk'] as const) ?? 'none'),
  )
  const steps: Array<Step> = [...drawWrites(draw, devices, conversations), { do: 'calm', ms: 300 }]
  if (isRelayRestored) steps.push(...drawWrites(draw, devices, conversations), { do: 'copy relay' })
  for (const [device, weakness] of weaknesses.entries()) {
    if (weakness === 'disk') steps.push({ do: 'copy disk', device })
  }
  const faults = draw.between(8, 20)
  for (let fault = 0; fault < faults; fault++) {
    const next = drawFault(draw, weaknesses, isRelayRestored)
    steps.push(...drawWrites(draw, devices, conversations), ...drawBurst(draw, next, conversations), next)
    if (draw.between(0, 3) === 0) steps.push({ do: 'calm', ms: 200 })
  }
  steps.push(...drawWrites(draw, devices, conversations))
  return { seed, devices, conversations, steps }
}

function drawWrites(draw: Draw, devices: number, conversations: number): ReadonlyArray<Step> {
  return Array.from({ length: draw.between(1, 3) }, (): Step => {
    const where = { device: draw.between(0, devices - 1), conversation: draw.between(0, conversations - 1) }
    const what = draw.pick(['post', 'post', 'post', 'burst', 'edit', 'redact', 'react'] as const) ?? 'post'
    if (what === 'post') return { do: 'post', ...where, count: 1 }
    if (what === 'burst') return { do: 'post', ...where, count: draw.between(3, 15) }
    return { do: what, ...where, pick: draw.between(0, 1_000) }
  })
}

/** What is killed half of the time is so while it writes. */
function drawBurst(draw: Draw, { kind, device }: FaultStep, conversations: number): ReadonlyArray<Step> {
  if ((kind !== 'device killed' && kind !== 'relay killed') || draw.between(0, 1) === 0) return []
  const conversation = draw.between(0, conversations - 1)
  return [{ do: 'post', device, conversation, count: draw.between(5, 20) }]
}

function drawFault(draw: Draw, weaknesses: ReadonlyArray<Weakness>, isRelayRestored: boolean): FaultStep {
  const device = draw.between(0, weaknesses.length - 1)
  const kinds = kindsFor(weaknesses[device] ?? 'none', isRelayRestored)
  return {
    do: 'fault',
    kind: draw.pick(kinds) ?? 'device killed',
    device,
    amount: fraction(draw.random),
    wait: draw.between(0, 2) === 0 ? draw.between(1, 40) : 0,
    lasts: draw.between(0, 4),
  }
}

function kindsFor(weakness: Weakness, isRelayRestored: boolean): ReadonlyArray<FaultKind> {
  const usual: ReadonlyArray<FaultKind> = [...deviceFaults, 'device killed', ...relayFaults]
  if (isRelayRestored) return [...usual, ...restoreFaults]
  switch (weakness) {
    case 'none':
      return usual
    case 'store':
      return [...usual, ...storeFaults, ...storeFaults]
    case 'journal':
      // A store that a full disk kept from writing has what only the journal knows.
      return [...usual.filter((kind) => kind !== 'device disk full'), ...journalFaults, ...journalFaults]
    case 'disk':
      return [...usual, ...diskFaults, ...diskFaults]
  }
}

export function stepText(step: Step): string {
  const { do: what, ...rest } = step
  const fields = Object.entries(rest).map(([name, value]) =>
    name === 'kind'
      ? String(value)
      : `${name} ${typeof value === 'number' ? Number(value.toFixed(4)) : value}`,
  )
  return [what, ...fields].join(', ')
}
