/** Reads a conversation from this device and hands it to main, part by part. */
import { toBase64 } from 'lib0/buffer'
import type { Clock } from '../../../core/base/clock.ts'
import { imageTypeOf } from '../../../core/base/image-head.ts'
import { fail, ok, type Result } from '../../../core/base/result.ts'
import type { PageBridge } from '../../../core/bridge/contract.ts'
import { maxBridgePiece } from '../../../core/bridge/files-contract.ts'
import type { SaveFailure } from '../../../core/bridge/saves-contract.ts'
import type { Message } from '../../../core/conversation/message.ts'
import type { Attachment } from '../../../core/conversation/op.ts'
import { coverageOf, historyOf } from './history.ts'
import { type ExportHead, writeJson } from './to-json.ts'
import type { UserId } from '../../../core/protocol/ids.ts'
import type { LocalStore, StoreFailure } from '../../../core/storage/local-store.ts'
import type { PageFiles } from '../attachments/page-files.ts'
import type { Named } from '../markup/mentions.ts'
import { writeHtml } from './to-html.ts'
import { words } from './words.ts'

export type ExportFailure = SaveFailure | { readonly kind: 'unreadable'; readonly failure: StoreFailure }

export interface ExportAsk {
  readonly store: Pick<LocalStore, 'conversations' | 'segment'>
  readonly about: Pick<ExportHead, 'conversation' | 'name' | 'workspace' | 'sealed'>
  readonly format: 'html' | 'json'
  readonly withPictures: boolean
  readonly fileName: string
  /** Undefined for who is not, or no more, in the workspace. */
  readonly memberOf: (user: UserId) => Named | undefined
  /** Names of the channels that a text may name. */
  readonly channels: ReadonlySet<string>
  readonly isModerator: (user: UserId) => boolean
  readonly progress: (done: number, total: number) => void
  readonly stop: AbortSignal
}

export interface ExportDeps {
  readonly bridge: Pick<PageBridge, 'call'>
  readonly files: Pick<PageFiles, 'open'>
  readonly clock: Pick<Clock, 'now'>
}

export interface Exported {
  readonly place: string
  readonly messages: number
}

const maxPicture = 5_000_000
const maxPictures = 200_000_000

/** A file that is not finished is not there: whatever goes wrong, and when it is stopped. */
export async function exportConversation(
  deps: ExportDeps,
  ask: ExportAsk,
): Promise<Result<Exported, ExportFailure>> {
  const { bridge } = deps
  const coverage = await coverageOf(ask, ask.about.conversation)
  if (!coverage.ok) return fail({ kind: 'unreadable', failure: coverage.failure })
  const begun = await bridge.call('saves.begin', { name: ask.fileName })
  if (!begun.ok) return begun
  const { ticket } = begun.value
  try {
    const head = { ...ask.about, made: deps.clock.now(), coverage: coverage.value }
    const written = await writeAll(deps, ask, head, ticket)
    if (!written.ok) return written
    const finished = await bridge.call('saves.finish', { ticket })
    return finished.ok ? ok({ place: finished.value, messages: written.value }) : finished
  } finally {
    await bridge.call('saves.cancel', { ticket }) // of a file that is finished nothing is left to call off
  }
}

async function writeAll(
  deps: ExportDeps,
  ask: ExportAsk,
  head: ExportHead,
  ticket: number,
): Promise<Result<number, ExportFailure>> {
  const { conversation, coverage } = head
  const pictures = new Map<string, string>()
  const { memberOf, channels } = ask
  const nameOf = (user: UserId): string => memberOf(user)?.name ?? words.someone
  const writer =
    ask.format === 'html' ? writeHtml(head, { nameOf, memberOf, channels, pictures }) : writeJson(head)
  const write = createSink(deps, ticket)
  const begun = await write(writer.head)
  if (!begun.ok) return begun
  const room = { left: ask.format === 'html' && ask.withPictures ? maxPictures : 0 }
  let count = 0
  let done = 0
  for await (const part of historyOf({ ...deps, ...ask }, conversation, coverage.held)) {
    if (ask.stop.aborted) return fail({ kind: 'cancelled' })
    if (!part.ok) return fail({ kind: 'unreadable', failure: part.failure })
    for (const message of part.value) {
      await takePictures(deps, message, pictures, room)
      const told = await write(writer.part([message]))
      if (!told.ok) return told
      if (ask.stop.aborted) return fail({ kind: 'cancelled' })
      pictures.clear()
    }
    count += part.value.length
    ask.progress(++done, coverage.held.length)
  }
  const footed = await write(writer.foot((user) => memberOf(user)?.name))
  if (!footed.ok) return footed
  const ended = await write(undefined)
  return ended.ok ? ok(count) : ended
}

async function takePictures(
  { files }: ExportDeps,
  { attachments = [], redacted }: Message,
  pictures: Map<string, string>,
  room: { left: number },
): Promise<void> {
  if (redacted) return
  for (const attachment of attachments) {
    if (!isPicture(attachment) || attachment.size > Math.min(maxPicture, room.left)) continue
    const opened = await files.open(attachment)
    if (!opened.ok) continue // it is named in the list all the same
    const bytes = new Uint8Array(await opened.value.arrayBuffer())
    const type = imageTypeOf(bytes)
    if (type === undefined) continue
    room.left -= bytes.length
    pictures.set(attachment.id, `data:${type};base64,${toBase64(bytes)}`)
  }
}

const isPicture = ({ type }: Attachment): boolean => type.startsWith('image/')

type Sink = (text: string | undefined) => Promise<Result<void, SaveFailure>>

/** A call for each message would take long. Undefined: all that waits goes now. */
function createSink(deps: ExportDeps, ticket: number): Sink {
  let waiting = ''
  return async (text) => {
    waiting += text ?? ''
    if (text !== undefined && waiting.length < maxBridgePiece / 4) return ok(undefined)
    const written = await writeText(deps, ticket, waiting)
    waiting = ''
    return written
  }
}

async function writeText(
  { bridge }: ExportDeps,
  ticket: number,
  text: string,
): Promise<Result<void, SaveFailure>> {
  const bytes = new TextEncoder().encode(text)
  for (let at = 0; at < bytes.length; at += maxBridgePiece) {
    const written = await bridge.call('saves.write', { ticket, bytes: bytes.slice(at, at + maxBridgePiece) })
    if (!written.ok) return written
  }
  return ok(undefined)
}
