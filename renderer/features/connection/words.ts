/** Words about what lies between this device, its disk and the server. */
import type { CommandFailure, ServerFailure, TokenFailure } from '../../../core/bridge/contract.ts'
import type { ConnectionState, Notice, StoreTrouble } from '../../../core/engine/engine.ts'
import type { OutboxFailure } from '../../../core/storage/outbox.ts'
import type { StoreFailure } from '../../../core/storage/local-store.ts'
import type { Progress } from '../../../core/sync/history.ts'
import { counted } from '../../ui/words.ts'

export const words = {
  signInAgain: 'Sign in again',
  signedOut:
    'The server asks you to sign in again. You can read and write meanwhile; what you write is kept here.',
  signInAgainTitle: 'Sign in again',
  signInAgainText: 'Your password opens the way to the server again. Nothing on this device is touched.',
  password: 'Password',
  understood: 'OK',
  getUpdate: 'Get the newest version',
} as const

const wait = (queued: number): string =>
  `${counted(queued, { one: 'message', other: 'messages' })} ${queued === 1 ? 'waits' : 'wait'}`

/** `clockTime` is a time as people read it. */
const inSync = (clockTime: string | undefined): string =>
  clockTime === undefined ? '' : ` In sync as of ${clockTime}.`

/** How far a device is that still fetches older messages. */
export const historyText = ({ done, total }: Progress): string =>
  `Fetching history: ${Math.floor((100 * done) / Math.max(1, total))}%`

/** The state in full. `syncedAt` is when this device last had everything, as people read it. */
export function connectionText(state: ConnectionState, syncedAt: string | undefined): string {
  const { queued } = state
  switch (state.kind) {
    case 'online':
      return queued === 0 ? 'In sync' : `Sending ${counted(queued, { one: 'message', other: 'messages' })}`
    case 'connecting':
      return queued === 0 ? `Connecting.${inSync(syncedAt)}` : `Connecting. ${wait(queued)}.`
    case 'offline':
      return queued === 0
        ? `Offline. You can keep writing.${inSync(syncedAt)}`
        : `Offline. You can keep writing; ${wait(queued)}.`
    case 'signed-out':
      return queued === 0 ? `Signed out.${inSync(syncedAt)}` : `Signed out. ${wait(queued)}.`
    case 'stopped':
      return queued === 0 ? 'Not connected' : `Not connected. ${wait(queued)}.`
  }
}

/** The state in a word or two, for where there is little room. */
export function connectionShortText({ kind, queued }: ConnectionState): string {
  const waiting = queued === 0 ? '' : ` · ${queued.toLocaleString('en')} ${queued === 1 ? 'waits' : 'wait'}`
  switch (kind) {
    case 'online':
      return queued === 0 ? 'In sync' : `Sending ${queued.toLocaleString('en')}`
    case 'connecting':
      return `Connecting${waiting}`
    case 'offline':
      return `Offline${waiting}`
    case 'signed-out':
      return `Signed out${waiting}`
    case 'stopped':
      return `Not connected${waiting}`
  }
}

export function stoppedText(why: Extract<ConnectionState, { kind: 'stopped' }>['why']): string {
  switch (why) {
    case 'device-revoked':
      return 'This device was removed from your account, so it no longer gets or sends messages. Sign out and in again to use it.'
    case 'version-unsupported':
      return 'This version of Tidings is too old for the server. Update it to send and receive; what you wrote is kept.'
    case 'replaced':
      return 'Tidings is connected from another window of this profile. Reload this one to use it here.'
  }
}

export function serverFailureText(failure: ServerFailure): string {
  switch (failure.kind) {
    case 'unreachable':
      return 'The server could not be reached. Check the network and try again.'
    case 'too-many-requests':
      return `Too many tries. Wait ${counted(failure.retryAfterSeconds, { one: 'second', other: 'seconds' })} and try again.`
    case 'server-error':
      return `The server had a problem of its own. Try again later. (${failure.detail})`
  }
}

function tokenFailureText(failure: TokenFailure): string {
  switch (failure.kind) {
    case 'locked':
      return 'This profile is locked. Unlock it with your password first.'
    case 'expired':
      return 'Your sign-in has run out. Sign in again, then repeat this.'
    case 'unreachable':
    case 'too-many-requests':
    case 'server-error':
      return serverFailureText(failure)
  }
}

export function commandFailureText(failure: CommandFailure): string {
  switch (failure.kind) {
    case 'name-taken':
      return 'This name is taken. Choose another one.'
    case 'forbidden':
      return 'Your role in this workspace does not allow that.'
    case 'not-found':
      return 'It is no longer there.'
    case 'locked':
    case 'expired':
    case 'unreachable':
    case 'too-many-requests':
    case 'server-error':
      return tokenFailureText(failure)
  }
}

export function outboxFailureText(failure: OutboxFailure): string {
  switch (failure.kind) {
    case 'locked':
      return 'This profile is locked, so nothing can be kept safe. Unlock it and send again.'
    case 'full':
      return 'The disk is full, so your message could not be kept safe. Free some space and send again.'
    case 'counter':
      return 'Another window wrote meanwhile. Reload this one and send again.'
    case 'failed':
      return `Your message could not be written to the disk. Try again. (${failure.detail})`
  }
}

export function noticeText(notice: Notice): string {
  switch (notice.kind) {
    case 'device-outdated':
      return 'This device was restored from an older copy. What you wrote on it was sent again in a new place; nothing is missing and nothing is there twice.'
    case 'sent-again': {
      const { messages } = notice
      const what = counted(messages, { one: 'message', other: 'messages' })
      return `The server had lost messages, perhaps because it was restored from a backup. ${what} of yours ${messages === 1 ? 'was' : 'were'} sent again.`
    }
    case 'log-changed':
      return 'The history on the server is not the one it had before, perhaps because it was restored from a backup. What this device has is kept and compared with it.'
    case 'forged':
      return 'The server passed on something that its sender had no right to write. It was left out; there is nothing you need to do.'
    case 'receipt-false':
      return 'The server could not prove that it keeps what you sent: its signature is not right. Tell whoever runs it.'
    case 'word-broken':
      return 'The server no longer has messages that it had confirmed with its signature. What this device has is kept. Tell whoever runs it.'
    case 'withheld':
      return 'The server did not send all the messages that it has. They are asked for again; there is nothing you need to do.'
  }
}

/** What the person should know of this device's own storage. */
export function storeTroubleText(trouble: StoreTrouble): string {
  switch (trouble.kind) {
    case 'full':
      return 'The disk of this device is full. What you write is still kept safe and sent, but new messages cannot be kept here. Free some space; Tidings then goes on by itself.'
    case 'failed':
      return `The storage of this device does not answer as it should. What you write is still kept safe and sent. If this stays, restart Tidings. (${trouble.detail})`
    case 'repaired':
      return `${trouble.parts === 1 ? 'A part' : `${trouble.parts} parts`} of what was stored on this device could not be read and ${trouble.parts === 1 ? 'was' : 'were'} taken out. The messages come back from the server; what you sent and what waits to be sent is safe.`
    case 'lost':
      return 'The messages stored on this device were gone. They come back from the server, and what you wrote that was not sent yet is still here. Only drafts may be lost.'
  }
}

export function storeFailureText(failure: StoreFailure): string {
  switch (failure.kind) {
    case 'full':
      return 'The disk is full. New messages cannot be kept on this device until there is space.'
    case 'damaged':
      return `A part of what this device keeps is damaged and is fetched again from the server. (${failure.where})`
    case 'closed':
      return 'The storage of this device was closed. Reload this window.'
    case 'failed':
      return `The storage of this device does not answer as it should. Reload this window. (${failure.detail})`
  }
}
