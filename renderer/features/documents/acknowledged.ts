/**
 * Whether the relay has all that was written here. y-websocket has no acknowledgement, but the relay answers sync step 1
 * behind the commit of what came before it (YW21): asked after a change, its answer says that the change is stored.
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { messageYjsSyncStep2, writeSyncStep1 } from 'y-protocols/sync'
import { messageSync, type WebsocketProvider } from 'y-websocket'
import { type Clock, millis } from '../../../core/base/clock.ts'

export interface Acknowledged {
  readonly isSaved: () => boolean
  readonly close: () => void
}

/** Changes that come one after the other are asked about together. */
const gatherMs = 400

export function followAcknowledgement(
  provider: WebsocketProvider,
  clock: Clock,
  changed: () => void,
): Acknowledged {
  // What an earlier opening left unsent is sent with the first sync: asked about like a change.
  let made = 1
  let saved = 0
  /** What each question that is open asks about; undefined for the provider's own. */
  let asked: Array<number | undefined> = []
  let cancel: (() => void) | undefined

  const ask = (): void => {
    cancel = undefined
    const { ws } = provider
    if (!provider.synced || ws === null || ws.readyState !== WebSocket.OPEN) return
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, messageSync)
    writeSyncStep1(encoder, provider.doc)
    asked.push(made)
    ws.send(encoding.toUint8Array(encoder))
  }
  const askSoon = (): void => {
    cancel ??= clock.after(millis(gatherMs), ask)
  }
  const answered = (): void => {
    const about = asked.shift()
    if (about !== undefined) saved = about
    if (saved < made) askSoon()
    changed()
  }
  const local = (_update: Uint8Array, origin: unknown): void => {
    if (origin === provider) return
    made += 1
    askSoon()
    changed()
  }
  const status = (event: { readonly status: string }): void => {
    if (event.status === 'connected') asked = [undefined]
  }
  hearAnswers(provider, answered)
  provider.doc.on('update', local)
  provider.on('status', status)
  return {
    isSaved: () => saved === made,
    close: () => {
      cancel?.()
      provider.doc.off('update', local)
      provider.off('status', status)
    },
  }
}

/** Calls `answered` after each sync step 2 of the relay; other windows send some too, which say nothing of it. */
function hearAnswers(provider: WebsocketProvider, answered: () => void): void {
  const handle = provider.messageHandlers[messageSync]
  if (handle === undefined) return
  provider.messageHandlers[messageSync] = (encoder, decoder, from, isOfRelay, type) => {
    const isAnswer = decoding.peekVarUint(decoder) === messageYjsSyncStep2
    handle(encoder, decoder, from, isOfRelay, type)
    if (isAnswer && isOfRelay) answered()
  }
}
