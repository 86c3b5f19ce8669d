/** A program that webhooks are told to: a real HTTP server, which answers as the test says. */
import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { onTestFinished } from 'vitest'
import * as v from 'valibot'
import type { Certificate } from './certificates.ts'

const told = v.object({
  id: v.string(),
  type: v.string(),
  timestamp: v.string(),
  data: v.looseObject({
    workspace: v.string(),
    conversation: v.optional(v.object({ id: v.string(), name: v.string() })),
    user: v.optional(v.object({ id: v.string(), name: v.string() })),
    message: v.optional(v.looseObject({ id: v.string(), text: v.string(), deleted: v.boolean() })),
  }),
})
type Told = v.InferOutput<typeof told>

export interface Received {
  readonly headers: IncomingHttpHeaders
  readonly body: string
  readonly told: Told
}

export interface WebhookReceiver {
  readonly url: string
  readonly received: ReadonlyArray<Received>
  /** Resolves once so many have come; the test's own time limit bounds it. */
  readonly waitFor: (count: number) => Promise<ReadonlyArray<Received>>
  /** 204 until it is said otherwise. */
  readonly answerBy: (answer: (response: ServerResponse, number: number) => void) => void
  readonly close: () => void
}

/** With a certificate it speaks TLS. */
export async function startReceiver(certificate?: Certificate): Promise<WebhookReceiver> {
  const received: Array<Received> = []
  const waiting = new Set<() => void>()
  let answer: Parameters<WebhookReceiver['answerBy']>[0] = (response) => void response.writeHead(204).end()
  const listen = (request: IncomingMessage, response: ServerResponse): void => {
    const parts: Array<Buffer> = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const body = Buffer.concat(parts).toString()
      received.push({ headers: request.headers, body, told: v.parse(told, JSON.parse(body)) })
      answer(response, received.length)
      for (const look of waiting) look()
    })
  }
  const server = certificate === undefined ? createServer(listen) : createTlsServer(certificate, listen)
  server.on('tlsClientError', () => {}) // whoever does not believe its certificate goes away
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const bound = server.address()
  const port = bound !== null && typeof bound === 'object' ? bound.port : 0
  return {
    url: `http${certificate === undefined ? '' : 's'}://127.0.0.1:${port}/hook`,
    received,
    waitFor: (count) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (received.length < count) return
          waiting.delete(look)
          resolve(received)
        }
        waiting.add(look)
        look()
      }),
    answerBy: (by) => {
      answer = by
    },
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** The same until the test is over. */
export async function useReceiver(certificate?: Certificate): Promise<WebhookReceiver> {
  const receiver = await startReceiver(certificate)
  onTestFinished(receiver.close)
  return receiver
}

/** As whoever knows the secret checks it. */
export function isSigned({ headers, body }: Received, secret: string): boolean {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
  const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`
  const wanted = `v1,${createHmac('sha256', key).update(signed).digest('base64')}`
  return String(headers['webhook-signature']).split(' ').includes(wanted)
}
