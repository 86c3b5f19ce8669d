import path from 'node:path'
import { parseArgs } from 'node:util'
import { conversationId } from '../core/protocol/ids.ts'
import { ensureBuilt } from '../scripts/lib/build.mjs'
import { type Benchmark, rounded } from './lib/benchmark.ts'
import { startChild } from './lib/child.ts'
import { writeGeneratedExport } from './lib/generated-export.ts'
import {
  bundle,
  callPage,
  freshPage,
  heapMb,
  rendererProcesses,
  servePages,
  startBrowser,
} from './lib/measured-page.ts'
import { residentMb } from './lib/process-usage.ts'
import { importClient, readMessages, toSegments } from './lib/stored-channel.ts'

/**
 * Resident memory of the page's process with the engine, and of the shell's, with many long conversations stored and three
 * open, read back five segments each. All conversations have the same messages: what is measured is not what they say.
 */
export const memory: Benchmark = {
  about: 'with many conversations stored [--export EXPORT.zip] [--conversations 50] [--messages 100000]',
  run: async ({ args, say, folder }) => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        export: { type: 'string' },
        conversations: { type: 'string', default: '50' },
        messages: { type: 'string', default: '100000' },
      },
    })
    const file = values.export === undefined ? path.join(folder, 'export.zip') : path.resolve(values.export)
    if (values.export === undefined) await writeGeneratedExport(file, Number(values.messages))
    const { messages, people } = await readMessages(file, Number(values.messages))
    const ids = Array.from({ length: Number(values.conversations) }, (_, index) =>
      `${index}`.padStart(32, 'c'),
    )
    const { segments, ops } = toSegments(conversationId(ids[0] ?? ''), messages, people)
    const module = await bundle(path.join(import.meta.dirname, 'pages/store-page.ts'))
    const server = await servePages(
      new Map([['tidings', module]]),
      (pathname) => segments[Number(pathname.split('/')[2])],
    )
    try {
      const address = `${server.origin}/tidings.html`
      const profile = path.join(folder, 'browser')
      const conversations = ids.map((id) => ({ id, source: '/segments', ops }))
      say(`Storing ${conversations.length} x ${messages.length} messages…`)
      const filling = await startBrowser(profile)
      const order = { conversations, client: importClient, people: [...people.values()] }
      await callPage(await freshPage(filling, address), 'fill', order)
      await filling.close()
      const page = await measurePage(profile, address, ids.slice(0, 3))
      say(`page ${page.rss} MB, of it ${page.heap} MB objects; after closing ${page.closedHeap} MB`)
      const shell = await measureShell(folder, say)
      say(`shell ${shell} MB`)
      return [{ metric: 'memory_mb', unit: 'MB', ours: rounded(page.rss + shell), peers: {} }]
    } finally {
      server.close()
    }
  },
}

const segmentsBack = 5

async function measurePage(
  profile: string,
  address: string,
  ids: ReadonlyArray<string>,
): Promise<{ readonly rss: number; readonly heap: number; readonly closedHeap: number }> {
  const context = await startBrowser(profile)
  const page = await freshPage(context, address)
  for (const id of ids) {
    await callPage(page, 'open', id)
    await callPage(page, 'loadOlder', segmentsBack)
  }
  const heap = rounded(await heapMb(page))
  const browser = context.browser()
  const sizes = browser === null ? [] : (await rendererProcesses(browser)).map(residentMb)
  await callPage(page, 'closeAll')
  const closedHeap = rounded(await heapMb(page))
  await context.close()
  return { rss: Math.max(0, ...sizes), heap, closedHeap }
}

/** The program beside the page: journal, vault, sign-in. */
async function measureShell(folder: string, say: (line: string) => void): Promise<number> {
  await ensureBuilt(say)
  const root = path.join(import.meta.dirname, '..')
  const args = [path.join(root, 'out/browser-shell/index.js'), '--profile-dir', path.join(folder, 'profile')]
  const shell = startChild(args, {}, root)
  try {
    await shell.nextLine()
    return rounded(residentMb(shell.pid))
  } finally {
    await shell.stop()
  }
}
