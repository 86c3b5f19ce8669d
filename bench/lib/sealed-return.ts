/** A device comes back to sealed conversations: the real relay, main as in the browser shell, a real Chromium with the engine. */
import path from 'node:path'
import * as v from 'valibot'
import { screenEntries } from '../../core/protocol/limits.ts'
import { startChild } from './child.ts'
import { callPage, freshPage, startBrowser } from './measured-page.ts'
import { buildShellPage } from './sealed-page.ts'

export interface ReturnOrder {
  readonly conversations: number
  /** Messages of each that the device has, then those that it has missed. */
  readonly held: number
  readonly missed: number
}

export interface Returned {
  readonly ms: number
  readonly longestTaskMs: number
}

const root = path.join(import.meta.dirname, '../..')
const program = (name: string): string => path.join(import.meta.dirname, name)
const hostAnswer = v.object({ user: v.string(), page: v.string() })
const comeUpAnswer = v.object({ ms: v.number(), entries: v.number(), messages: v.number() })

/** `relay` is its address, `folder` an empty one. */
export async function measureReturn(
  order: ReturnOrder,
  {
    relay,
    folder,
    say,
  }: { readonly relay: string; readonly folder: string; readonly say: (line: string) => void },
): Promise<Returned> {
  await buildShellPage(path.join(root, 'bench/pages/sealed.html'), path.join(folder, 'out'))
  const ends: Array<() => Promise<void>> = []
  try {
    const writer = startChild(
      [program('sealed-writer.ts'), relay, folder, String(order.conversations)],
      {},
      root,
    )
    ends.push(writer.stop)
    const workspace = await writer.nextLine()
    const host = startChild([program('sealed-host.ts'), relay, folder], {}, root)
    ends.push(host.stop)
    const { user, page } = v.parse(hostAnswer, JSON.parse(await host.ask(workspace)))
    say(`tidings: beginning ${order.conversations} sealed conversations of ${order.held} messages…`)
    await writer.ask(user)
    const newest = await writer.ask(String(order.held))
    const browser = await startBrowser(path.join(folder, 'browser'))
    ends.push(() => browser.close())
    const visit = () => comeUp(() => freshPage(browser, page), newest, say)
    await visit()
    await browser.pages()[0]?.goto('about:blank')
    say('tidings: writing what the device misses…')
    await writer.ask(String(order.missed))
    say('tidings: coming back…')
    const { ms, entries, messages, longestTaskMs } = await visit()
    const each = order.held + order.missed
    if (messages !== Math.min(each, screenEntries)) throw new Error(`${messages} messages are shown`)
    // An epoch and a claim stand before the messages.
    if (entries < order.conversations * (each + 2)) throw new Error(`only ${entries} entries were opened`)
    return { ms, longestTaskMs }
  } finally {
    for (const end of ends.toReversed()) await end()
  }
}

type OpenPage = () => ReturnType<typeof freshPage>

async function comeUp(
  open: OpenPage,
  newest: string,
  say: (line: string) => void,
): Promise<Returned & v.InferOutput<typeof comeUpAnswer>> {
  const page = await open()
  page.on('console', (message) => message.type() === 'error' && console.error(message.text()))
  const ask = async (name: string): Promise<number> => v.parse(v.number(), await callPage(page, name))
  for (const name of ['longestTask', 'longestGap']) await ask(name)
  const { ms, entries, messages } = v.parse(comeUpAnswer, await callPage(page, 'comeUp', newest))
  const [longestTaskMs, gap] = [await ask('longestTask'), await ask('longestGap')]
  const [took, task, late] = [ms, longestTaskMs, gap].map(Math.round)
  say(`tidings: all there after ${took} ms, longest task ${task} ms, latest timer ${late} ms`)
  return { ms, entries, messages, longestTaskMs }
}
