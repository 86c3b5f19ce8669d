export interface Metric {
  readonly metric: string
  readonly unit: string
  readonly ours: number
  /** The same metric of each peer, measured in the same run. */
  readonly peers: Readonly<Record<string, number>>
}

export interface BenchDeps {
  /** What follows the benchmark's name on the command line, but for `--json`. */
  readonly args: ReadonlyArray<string>
  /** Tells what goes on; standard output is for the results. */
  readonly say: (line: string) => void
  /** An empty folder that goes when the benchmark ends. */
  readonly folder: string
}

export interface Benchmark {
  /** One line; the flags too. */
  readonly about: string
  readonly run: (deps: BenchDeps) => Promise<ReadonlyArray<Metric>>
}

/** The value below which the share `q` (0 to 1) of `values` lies. Throws `RangeError` on none. */
export function quantile(values: ReadonlyArray<number>, q: number): number {
  const ordered = Float64Array.from(values).sort()
  const value = ordered[Math.min(ordered.length - 1, Math.floor(q * ordered.length))]
  if (value === undefined) throw new RangeError('no values to take a quantile of')
  return value
}

/** Three significant digits: more would be noise. */
export const rounded = (value: number): number => Number(value.toPrecision(3))
