/** A device as a process of its own: started, driven and killed by the conductor (`device-process.ts`). */
import { flushCompileCache } from 'node:module'
import * as v from 'valibot'
import type { OpenConversation } from '../../core/engine/engine.ts'
import type { SendFailure } from '../../core/engine/send-failure.ts'
import type { Result } from '../../core/base/result.ts'
import { type ConversationId, opId } from '../../core/protocol/ids.ts'
import { until } from '../support/until.ts'
import { type DeviceApp, startDeviceApp } from './device-app.ts'
import { type Answer, type Command, requestSchema, type SeenMessage } from './device-messages.ts'

let app: DeviceApp | undefined
let clockOffset = 0
let reports: Array<string> = []
const opened = new Map<ConversationId, OpenConversation>()
const failed = (why: string): Answer => ({ kind: 'failed', why })
const done: Answer = { kind: 'done' }

process.on('message', (message) => {
  const { request, command } = v.parse(requestSchema, message)
  void answer(command).then((given) => process.send?.({ request, answer: given }))
})
process.once('disconnect', () => process.exit(0)) // the conductor is gone
flushCompileCache() // whoever is killed writes no cache, and starts slowly ever after

async function answer(command: Command): Promise<Answer> {
  switch (command.kind) {
    case 'start':
      return start(command)
    case 'stop':
      await stop()
      return done
    case 'post':
      return write(command.conversation, (conversation) => conversation.post(command.text))
    case 'edit':
      return write(command.conversation, ({ edit }) => edit(opId(command.target), command.text))
    case 'redact':
      return write(command.conversation, ({ redact }) => redact(opId(command.target)))
    case 'react':
      return write(command.conversation, ({ react }) => react(opId(command.target), command.emoji, true))
    case 'clock':
      clockOffset = command.offset
      return done
    case 'wake':
      app?.engine.wake()
      return done
    case 'settle':
      return settle()
    case 'view':
      return view(command.conversation)
    case 'status':
      return {
        kind: 'status',
        connection: JSON.stringify(app?.engine.connection.read() ?? 'off'),
        trouble: JSON.stringify(app?.engine.trouble.read() ?? 'none'),
        reports,
      }
  }
}

async function start(command: Extract<Command, { kind: 'start' }>): Promise<Answer> {
  clockOffset = command.clockOffset
  reports = []
  const started = await startDeviceApp({
    ...command,
    clockOffset: () => clockOffset,
    report: (line) => void reports.push(line),
  })
  if (!started.ok) return failed(started.failure)
  app = started.value
  return done
}

async function stop(): Promise<void> {
  await app?.close()
  app = undefined
  opened.clear()
}

function open(conversation: ConversationId): OpenConversation | undefined {
  const known = opened.get(conversation)
  if (known !== undefined) return known
  const fresh = app?.engine.open(conversation)
  if (fresh !== undefined) opened.set(conversation, fresh)
  return fresh
}

async function write(
  conversation: ConversationId,
  change: (conversation: OpenConversation) => Promise<Result<string, SendFailure>>,
): Promise<Answer> {
  const there = open(conversation)
  if (there === undefined) return failed('the directory has no such channel')
  const written = await change(there)
  return written.ok ? { kind: 'written', id: written.value } : failed(JSON.stringify(written.failure))
}

async function settle(): Promise<Answer> {
  if (app === undefined) return failed('not running')
  await until(app.engine.connection, ({ kind, queued }) => kind === 'online' && queued === 0)
  return done
}

/** Pages back to the beginning first, as far as it can. */
async function view(conversation: ConversationId): Promise<Answer> {
  const there = open(conversation)
  if (there === undefined) return { kind: 'view', whole: false, before: 'no such channel', messages: [] }
  await until(there.view, ({ opening }) => !opening)
  while (there.view.read().before === 'more' && !there.view.read().opening) await there.loadOlder()
  const { messages, before, opening, preview } = there.view.read()
  const seen = messages.map(
    ({ id, author, at, clamped, text, edited, redacted, reactions, delivery }): SeenMessage => ({
      id,
      author,
      at: { time: at.time, counter: at.counter },
      clamped: clamped === true,
      text,
      edited,
      redacted,
      reactions: reactions.map(({ emoji, users }) => ({ emoji, users: [...users] })),
      delivery: delivery && (delivery.kind === 'refused' ? `refused: ${delivery.code}` : delivery.kind),
    }),
  )
  const state = `${before}${opening ? ', opening' : ''}${preview ? ', preview' : ''}`
  return { kind: 'view', whole: state === 'beginning', before: state, messages: seen }
}
