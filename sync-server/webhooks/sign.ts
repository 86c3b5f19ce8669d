/** Signatures as https://www.standardwebhooks.com describes them: HMAC-SHA256 over `id.timestamp.body`. */
import { createHmac } from 'node:crypto'
import type { Millis } from '../../core/base/clock.ts'
import type { WebhookSecrets } from '../store/webhook-store.ts'

export const secretBytes = 32

/** As it is told to who has to verify. */
export const secretText = (secret: Uint8Array): string => `whsec_${Buffer.from(secret).toString('base64')}`

/** The secrets that sign at this moment. */
export const signingSecrets = (
  { newest, previous }: WebhookSecrets,
  now: Millis,
): ReadonlyArray<Uint8Array> =>
  previous !== undefined && previous.until > now ? [newest, previous.secret] : [newest]

export function signedHeaders(
  id: string,
  body: string,
  secrets: ReadonlyArray<Uint8Array>,
  now: Millis,
): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(now / 1_000))
  const signatures = secrets.map((secret) => {
    const signature = createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64')
    return `v1,${signature}`
  })
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  }
}
