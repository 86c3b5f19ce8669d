/** Files of a chat client: sealed here, put up in pieces that go on after a cut, fetched and checked (FI*). */
import { sha256 } from '@noble/hashes/sha2.js'
import * as v from 'valibot'
import { bytesEqual, bytesToHex, concatBytes } from '../base/bytes.ts'
import { type Clock, millis } from '../base/clock.ts'
import type { Random } from '../base/random.ts'
import { fail, ok, type Result } from '../base/result.ts'
import { attachmentBody, attachmentToAnswer } from '../protocol/attachments-api.ts'
import {
  filePaths,
  largestFile,
  maxPieceBytes,
  offsetHeader,
  pieceAnswer,
  startedFileAnswer,
} from '../protocol/files-api.ts'
import { attachmentId, type AttachmentId, randomId } from '../protocol/ids.ts'
import { createFileOpener, createFileSealer, type SecretStreams } from '../sealed/sealed-file.ts'
import { type RetryPolicy, retryDelay } from '../sync/retry.ts'
import { askRelay, type ChatApiDeps, type ChatFailure, fetchBytes } from './api.ts'
import type { ChatAttachment } from './room.ts'

export interface ChatFile {
  readonly name: string
  /** A media type without parameters. */
  readonly type: string
  readonly bytes: Uint8Array
}

export interface ChatFiles {
  /** Resolves once all of it is on the relay: then a message can name it. */
  readonly attach: (room: string, file: ChatFile) => Promise<Result<ChatAttachment, ChatFailure>>
  /** All of a file, once it was found to be what the message says. */
  readonly open: (attachment: ChatAttachment) => Promise<Result<Uint8Array, ChatFailure>>
}

export interface ChatFilesDeps extends ChatApiDeps {
  readonly sodium: SecretStreams | undefined
  readonly clock: Clock
  readonly random: Random
}

type Done<Value> = Promise<Result<Value, ChatFailure>>

const passing = new Set(['unreachable', 'unavailable', 'too-many-requests', 'file-offset'])
const policy: RetryPolicy = { first: millis(1_000), longest: millis(30_000) }
const mostTries = 8

const noSodium = fail({
  code: 'no-sodium',
  detail: 'Files are sealed: give the client libsodium as `sodium`.',
})

export const createChatFiles = (deps: ChatFilesDeps): ChatFiles => ({
  attach: async (room, { name, type, bytes }) => {
    if (deps.sodium === undefined) return noSodium
    if (bytes.length > largestFile)
      return fail({ code: 'file-too-large', detail: `${largestFile} bytes are the most.` })
    const id = randomId(attachmentId, deps.random)
    const sealer = createFileSealer(deps.sodium, { id, size: bytes.length }, deps.random)
    const sealed = concatBytes(...sealer.write(bytes), ...sealer.end())
    const hash = sha256(sealed)
    for (let tries = 1; ; tries++) {
      const done = await putUp(deps, { id, room, sealed, hash })
      if (done.ok)
        return ok(attachmentToAnswer({ id, name, type, size: bytes.length, sha256: hash, seal: sealer.seal }))
      if (!passing.has(done.failure.code) || tries === mostTries) return done
      await pause(deps, tries - 1)
    }
  },
  open: async (attachment) => {
    if (deps.sodium === undefined) return noSodium
    const read = v.safeParse(attachmentBody, attachment)
    if (!read.success) return damaged('this attachment is none')
    const opener = createFileOpener(deps.sodium, read.output, read.output.seal)
    if (!opener.ok) return damaged(opener.failure)
    const sealed = await fetchBytes(deps, filePaths.file(read.output.id))
    if (!sealed.ok) return sealed
    if (!bytesEqual(sha256(sealed.value), read.output.sha256)) return damaged('swapped')
    const opened = opener.value.write(sealed.value)
    const ended = opened.ok ? opener.value.end() : opened
    return opened.ok && ended.ok ? ok(concatBytes(...opened.value)) : damaged('malformed')
  },
})

const damaged = (why: string): Result<never, ChatFailure> =>
  fail({ code: 'file-damaged', detail: `The file is not what the message says: ${why}.` })

const pause = ({ clock, random }: ChatFilesDeps, failures: number): Promise<void> =>
  new Promise((resolve) => void clock.after(retryDelay(failures, policy, random), () => resolve()))

interface Upload {
  readonly id: AttachmentId
  readonly room: string
  readonly sealed: Uint8Array
  readonly hash: Uint8Array
}

/** From where an earlier try has ended. */
async function putUp(deps: ChatFilesDeps, { id, room, sealed, hash }: Upload): Done<void> {
  const path = filePaths.file(id)
  const json = { 'content-type': 'application/json' }
  const announced = JSON.stringify({ conversation: room, size: sealed.length })
  const started = await askRelay(
    deps,
    { path, method: 'PUT', headers: json, body: announced },
    startedFileAnswer,
  )
  if (!started.ok) return started
  for (let at = started.value.offset; at < sealed.length; at += maxPieceBytes) {
    const headers = { 'content-type': 'application/octet-stream', [offsetHeader]: String(at) }
    const body = sealed.slice(at, at + maxPieceBytes)
    const added = await askRelay(deps, { path, method: 'PATCH', headers, body }, pieceAnswer)
    if (!added.ok) return added
  }
  const body = JSON.stringify({ sha256: bytesToHex(hash) })
  return askRelay(deps, { path: filePaths.finish(id), method: 'POST', headers: json, body }, nothing)
}

/** Of a call whose answer has no body. */
const nothing = v.pipe(
  v.undefined(),
  v.transform((): void => undefined),
)
