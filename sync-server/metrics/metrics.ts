/** `/metrics`: what the tallies and the process say, in the text form that Prometheus reads. Read when asked, no sooner. */
import { performance } from 'node:perf_hooks'
import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import { type Durations, durationBounds, type Tallies } from './tallies.ts'

export interface Metrics {
  readonly text: () => Promise<string>
  readonly contentType: string
}

export interface MetricsDeps {
  readonly tallies: Tallies
  /** What nobody has to count, now. */
  readonly present: () => {
    readonly rooms: number
    /** By door. */
    readonly sockets: Readonly<Record<'rooms' | 'json', number>>
    /** At all doors together. */
    readonly strangers: number
  }
}

type Labels = Readonly<Record<string, string>>
interface Series {
  readonly labels: Labels
  readonly value: number
}
type Definition = { readonly name: string; readonly help: string } & (
  | { readonly type: 'counter' | 'gauge'; readonly read: () => ReadonlyArray<Series> }
  | { readonly type: 'histogram'; readonly read: () => Durations }
)

export function createMetrics(deps: MetricsDeps): Metrics {
  const registry = new Registry()
  const { tallies } = deps
  const ofRelay = [
    ...socketDefinitions(deps),
    ...entryDefinitions(tallies),
    ...otherDefinitions(tallies),
    ...requestDefinitions(tallies),
  ]
  for (const definition of [...ofRelay, ...processDefinitions]) {
    registry.registerMetric(metricOf(definition))
  }
  return { text: () => registry.metrics(), contentType: registry.contentType }
}

const one = (value: number): ReadonlyArray<Series> => [{ labels: {}, value }]
const byDoor = (doors: Readonly<Record<string, Readonly<Record<string, number>>>>): ReadonlyArray<Series> =>
  Object.entries(doors).flatMap(([door, codes]) =>
    Object.entries(codes).map(([code, value]) => ({ labels: { door, code }, value })),
  )
const by = (label: string, values: Readonly<Record<string, number>>): ReadonlyArray<Series> =>
  Object.entries(values).map(([name, value]) => ({ labels: { [label]: name }, value }))

/** docs/guides/operations.md tells what each is for; a test compares the two. */
const socketDefinitions = ({ tallies, present }: MetricsDeps): ReadonlyArray<Definition> => [
  {
    name: 'tidings_sockets',
    help: 'Open sockets by door.',
    type: 'gauge',
    read: () => by('door', { sync: tallies.sockets, ...present().sockets }),
  },
  {
    name: 'tidings_strangers',
    help: 'Sockets at all doors whose person is not known yet.',
    type: 'gauge',
    read: () => one(present().strangers),
  },
  {
    name: 'tidings_rooms',
    help: 'Rooms of y-websocket clients in use.',
    type: 'gauge',
    read: () => one(present().rooms),
  },
]

const entryDefinitions = (tallies: Tallies): ReadonlyArray<Definition> => [
  {
    name: 'tidings_entries_total',
    help: 'Entries committed by kind.',
    type: 'counter',
    read: () => by('kind', tallies.entries),
  },
  {
    name: 'tidings_entries_waiting',
    help: 'Entries that have come in and are in no log yet.',
    type: 'gauge',
    read: () => one(tallies.waiting),
  },
  {
    name: 'tidings_entries_waiting_seconds',
    help: 'For how long the oldest of these has waited.',
    type: 'gauge',
    read: () => one(secondsSince(tallies)),
  },
  {
    name: 'tidings_commit_seconds',
    help: 'From the beginning of a commit until it is on the disk.',
    type: 'histogram',
    read: () => tallies.commits,
  },
  {
    name: 'tidings_delivery_seconds',
    help: 'From when an entry came in until it was handed to its readers.',
    type: 'histogram',
    read: () => tallies.deliveries,
  },
  {
    name: 'tidings_refusals_total',
    help: 'Requests refused on sockets by door and code.',
    type: 'counter',
    read: () => byDoor(tallies.refusals),
  },
  {
    name: 'tidings_goodbyes_total',
    help: 'Sockets that the relay ended by door and code.',
    type: 'counter',
    read: () => byDoor(tallies.goodbyes),
  },
]

const otherDefinitions = (tallies: Tallies): ReadonlyArray<Definition> => [
  {
    name: 'tidings_store_troubles_total',
    help: 'How often the store could not be written or read.',
    type: 'counter',
    read: () => one(tallies.storeTroubles),
  },
  {
    name: 'tidings_presence_changes_total',
    help: 'Changes of who is there that a workspace was told.',
    type: 'counter',
    read: () => one(tallies.presenceChanges),
  },
  {
    name: 'tidings_uploads_total',
    help: 'Files that arrived whole.',
    type: 'counter',
    read: () => one(tallies.uploads),
  },
  {
    name: 'tidings_upload_bytes_total',
    help: 'Bytes of files that arrived.',
    type: 'counter',
    read: () => one(tallies.uploadBytes),
  },
  {
    name: 'tidings_webhook_deliveries_total',
    help: 'Attempts to tell webhooks something by outcome.',
    type: 'counter',
    read: () => by('outcome', tallies.webhookDeliveries),
  },
  {
    name: 'tidings_file_scans_total',
    help: 'Looks at files for malware by outcome.',
    type: 'counter',
    read: () => by('outcome', tallies.fileScans),
  },
  {
    name: 'tidings_letters_waiting',
    help: 'Letters that the mail server has not taken yet.',
    type: 'gauge',
    read: () => one(tallies.lettersWaiting),
  },
  {
    name: 'tidings_letters_total',
    help: 'Attempts to send letters by outcome.',
    type: 'counter',
    read: () => by('outcome', tallies.letters),
  },
]

const requestDefinitions = (tallies: Tallies): ReadonlyArray<Definition> => [
  {
    name: 'tidings_http_requests_total',
    help: 'HTTP requests answered by operation and status.',
    type: 'counter',
    read: () => Array.from(tallies.requests, requestSeries),
  },
  {
    name: 'tidings_http_request_seconds',
    help: 'From when an HTTP request came in until its answer was sent.',
    type: 'histogram',
    read: () => tallies.requestTimes,
  },
]

const secondsSince = ({ now, waitingSince }: Tallies): number =>
  waitingSince === undefined ? 0 : (now() - waitingSince) / 1_000

function requestSeries([name, value]: readonly [string, number]): Series {
  const [operation = '', status = ''] = name.split(' ')
  return { labels: { operation, status }, value }
}

/** Named as everywhere; prom-client's own would watch garbage collection all the time. */
const processDefinitions: ReadonlyArray<Definition> = [
  {
    name: 'process_cpu_seconds_total',
    help: 'Processor time used.',
    type: 'counter',
    read: () => {
      const { user, system } = process.cpuUsage()
      return one((user + system) / 1e6)
    },
  },
  {
    name: 'process_resident_memory_bytes',
    help: 'Memory that the process holds.',
    type: 'gauge',
    read: () => one(process.memoryUsage.rss()),
  },
  {
    name: 'process_start_time_seconds',
    help: 'When the process began, in seconds since 1970.',
    type: 'gauge',
    read: () => one(Math.round(performance.timeOrigin / 1_000)),
  },
  {
    name: 'nodejs_heap_size_used_bytes',
    help: 'What lives on the heap of JavaScript.',
    type: 'gauge',
    read: () => one(process.memoryUsage().heapUsed),
  },
  {
    name: 'nodejs_eventloop_busy_seconds_total',
    help: 'Time in which the event loop had something to do.',
    type: 'counter',
    read: () => one(performance.eventLoopUtilization().active / 1_000),
  },
]

function metricOf(definition: Definition) {
  switch (definition.type) {
    case 'counter':
      return counterOf(definition.name, definition.help, definition.read)
    case 'gauge':
      return gaugeOf(definition.name, definition.help, definition.read)
    case 'histogram':
      return histogramOf(definition.name, definition.help, definition.read)
  }
}

type Read = () => ReadonlyArray<Series>
/** prom-client refuses labels that were not announced. */
const labelNames = ['door', 'kind', 'code', 'operation', 'status', 'outcome']

function counterOf(name: string, help: string, read: Read): Counter {
  const counter: Counter = new Counter({
    name,
    help,
    labelNames,
    registers: [],
    collect: () => {
      counter.reset()
      for (const { labels, value } of read()) counter.inc(labels, value)
    },
  })
  return counter
}

function gaugeOf(name: string, help: string, read: Read): Gauge {
  const gauge: Gauge = new Gauge({
    name,
    help,
    labelNames,
    registers: [],
    collect: () => {
      for (const { labels, value } of read()) gauge.set(labels, value)
    },
  })
  return gauge
}

/** Its buckets were counted already: prom-client only writes them down, by what it asks its own histograms for. */
function histogramOf(name: string, help: string, read: () => Durations): Histogram {
  const bounds = durationBounds.map((ms) => ms / 1_000)
  const histogram: Histogram = new Histogram({ name, help, buckets: bounds, registers: [] })
  const getForPromString = async () => {
    const { buckets, sum, count } = read()
    let upTo = 0
    const within = [...bounds, '+Inf'].map((le, index) => {
      upTo += buckets[index] ?? 0
      return { metricName: `${name}_bucket`, labels: { le }, value: upTo }
    })
    const totals = [
      { metricName: `${name}_sum`, labels: {}, value: sum / 1_000 },
      { metricName: `${name}_count`, labels: {}, value: count },
    ]
    return { name, help, type: 'histogram', aggregator: 'sum', values: [...within, ...totals] }
  }
  return Object.assign(histogram, { getForPromString })
}
