import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { type BenchDeps, type Benchmark, type Metric, rounded } from './lib/benchmark.ts'
import { exportDays } from './lib/export-days.ts'
import { writeGeneratedExport } from './lib/generated-export.ts'
import { measureRun, type MeasuredRun } from './lib/measured-run.ts'
import { ensurePeer, type PeerName, peerProgram } from './lib/peers.ts'

/** The real `npm run import` on an empty relay, beside a Yjs document a channel as Hocuspocus and y-leveldb keep it. */
export const importing: Benchmark = {
  about: 'a Slack export into an empty relay [--messages 50000] [--file EXPORT.zip]',
  run: async ({ args, say, folder }) => {
    const { values } = parseArgs({
      args: [...args],
      options: { file: { type: 'string' }, messages: { type: 'string', default: '50000' } },
    })
    const file = values.file === undefined ? path.join(folder, 'export.zip') : path.resolve(values.file)
    if (values.file === undefined) await writeGeneratedExport(file, Number(values.messages))
    const messages = await countMessages(file)
    const ours = await importOurs(file, { folder, say })
    const peers = new Map<string, MeasuredRun>()
    for (const [name, peer] of peerNames) peers.set(name, await importPeer(peer, file, { folder, say }))
    const metric = (name: string, unit: string, of: (run: MeasuredRun) => number): Metric => ({
      metric: name,
      unit,
      ours: rounded(of(ours)),
      peers: Object.fromEntries(Array.from(peers, ([peer, run]) => [peer, rounded(of(run))])),
    })
    return [
      metric('messages_per_second', 'messages/s', ({ seconds }) => messages / seconds),
      metric('peak_rss_mb', 'MB', ({ peakRssMb }) => peakRssMb),
    ]
  },
}

const peerNames: ReadonlyArray<readonly [string, PeerName]> = [
  ['hocuspocus-sqlite', 'hocuspocus'],
  ['y-leveldb', 'y-leveldb'],
]

type Surroundings = Pick<BenchDeps, 'folder' | 'say'>

async function importOurs(file: string, { folder, say }: Surroundings): Promise<MeasuredRun> {
  say('tidings…')
  const root = path.join(import.meta.dirname, '..')
  const env = { ...process.env, TIDINGS_DATA: path.join(folder, 'tidings'), INIT_CWD: root }
  const args = [path.join(root, 'scripts/admin.mjs'), 'import', file, '--workspace', 'Bench']
  return measureRun(process.execPath, args, { cwd: root, env })
}

async function importPeer(peer: PeerName, file: string, { folder, say }: Surroundings): Promise<MeasuredRun> {
  await ensurePeer(peer, say)
  say(`${peer}…`)
  const data = path.join(folder, peer)
  await mkdir(data)
  return measureRun(process.execPath, [peerProgram(peer, 'import.mjs'), file, data], { cwd: data })
}

async function countMessages(file: string): Promise<number> {
  let messages = 0
  for await (const day of exportDays(file)) messages += day.length
  return messages
}
