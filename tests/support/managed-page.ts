/** A page that is told of policies which nobody has set on this machine, where the system's own places are root's. */
import type { BrowserContext } from 'playwright-core'
import * as v from 'valibot'
import type { PolicyState } from '../../core/policy/resolve.ts'
import { decodeMessage, encodeMessage } from '../../main/browser-page/messages.mjs'

const question = v.object({ id: v.number(), args: v.looseTuple([v.literal('policy.read')]) })

/** As `prepare` of a start. */
export const managedBy =
  (state: PolicyState) =>
  async (context: BrowserContext): Promise<void> =>
    context.routeWebSocket(/\/ipc$/u, (page) => {
      const main = page.connectToServer()
      page.onMessage((message) => {
        const asked = v.safeParse(question, decodeMessage(new Uint8Array(Buffer.from(message))))
        if (asked.success) {
          page.send(Buffer.from(encodeMessage({ id: asked.output.id, value: state })))
        } else main.send(message)
      })
    })
