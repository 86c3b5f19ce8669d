/** A Slack export read with no care at all, for peers: nothing is checked, nothing converted. */
import { json } from 'node:stream/consumers'
import yauzl from 'yauzl'

/** The records of each day, one day at a time. */
export async function* exportDays(file: string): AsyncGenerator<ReadonlyArray<Record<string, string>>> {
  const zip = await yauzl.openPromise(file, { lazyEntries: true })
  for await (const entry of zip.eachEntry()) {
    if (!/^[^/]+\/[\d-]+\.json$/.test(entry.fileName)) continue
    const records: unknown = await json(await zip.openReadStreamPromise(entry))
    if (isRecords(records)) yield records
  }
}

/** Files may hold other values too; peers store whatever it is. */
const isRecords = (value: unknown): value is ReadonlyArray<Record<string, string>> => Array.isArray(value)
