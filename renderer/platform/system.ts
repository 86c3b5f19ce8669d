import { millis, type Clock } from '../../core/base/clock.ts'
import type { Random } from '../../core/base/random.ts'

export const systemClock: Clock = {
  now: () => millis(Date.now()),
  after: (delay, run) => {
    const timer = setTimeout(run, delay)
    return () => clearTimeout(timer)
  },
}

export const systemRandom: Random = {
  bytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
}

/** Resolves in a task of its own: what waits to be drawn or was typed meanwhile comes before. */
export function breathe(): Promise<void> {
  const { port1, port2 } = new MessageChannel()
  return new Promise((resolve) => {
    port1.addEventListener('message', () => {
      port1.close()
      resolve()
    })
    port1.start()
    port2.postMessage(undefined)
  })
}

/** As `VerifyReceipt`: Ed25519 by WebCrypto. */
export async function verifyReceipt(
  key: Uint8Array,
  text: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  const [rawKey, signed, proof] = [new Uint8Array(key), new Uint8Array(text), new Uint8Array(signature)]
  const imported = await crypto.subtle.importKey('raw', rawKey, 'Ed25519', false, ['verify'])
  return crypto.subtle.verify('Ed25519', imported, proof, signed)
}
