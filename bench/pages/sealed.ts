/** The page of the benchmark `e2ee`: the product's own engine over the bridge to main. The runner calls `bench`. */
import { createCell } from '../../core/base/readable.ts'
import { orThrow } from '../../core/base/defect.ts'
import type { Engine, OpenConversation } from '../../core/engine/engine.ts'
import { conversationId } from '../../core/protocol/ids.ts'
import { createOpenAccount } from '../../renderer/platform/open-account.ts'
import { breathe, systemClock, systemRandom, verifyReceipt } from '../../renderer/platform/system.ts'
import { watchLongTasks } from './long-tasks.ts'
import { until } from './until.ts'

interface SealedBench {
  /**
   * Milliseconds until all that this device has missed lies in its store; how many entries of all logs main had verified by then,
   * and how many messages `conversation` shows.
   */
  readonly comeUp: (
    conversation: string,
  ) => Promise<{ readonly ms: number; readonly entries: number; readonly messages: number }>
  readonly longestTask: () => number
  readonly longestGap: () => number
}

const { bridge } = window
const tasks = watchLongTasks()

async function start(): Promise<Engine> {
  const state = await bridge.call('session.read', {})
  if (state.kind !== 'open') throw new Error(`the session is ${state.kind}`)
  const openAccount = createOpenAccount({
    bridge,
    clock: systemClock,
    random: systemRandom,
    breathe,
    verifyReceipt,
    longestSealed: createCell(0),
    report: (report) => console.error(JSON.stringify(report)),
  })
  return orThrow(await openAccount(state.account, () => console.error('the engine failed')))
}

async function countVerified(): Promise<number> {
  const rows = await bridge.call('sealed.conversations', {})
  const positions = await Promise.all(
    rows.map(({ id }) => bridge.call('sealed.position', { conversation: id })),
  )
  return positions.reduce((sum, position) => sum + orThrow(position).seq, 0)
}

async function messagesOf(opened: OpenConversation): Promise<number> {
  await until(opened.view, () => !opened.view.read().opening && opened.view.read().messages.length > 0)
  return opened.view.read().messages.length
}

const bench: SealedBench = {
  longestTask: tasks.longest,
  longestGap: tasks.longestGap,
  comeUp: async (conversation) => {
    const [began, moment] = [performance.now(), Date.now()]
    const engine = await start()
    await until(engine.connection, () => {
      const { kind, syncedAt = 0 } = engine.connection.read()
      return kind === 'online' && syncedAt >= moment
    })
    await until(engine.progress, () => engine.progress.read() === undefined)
    const ms = performance.now() - began
    const entries = await countVerified()
    const opened = engine.open(conversationId(conversation))
    if (opened === undefined) throw new Error('the newest conversation is not there')
    const messages = await messagesOf(opened)
    await engine.close()
    return { ms, entries, messages }
  },
}

Object.assign(window, { bench })
