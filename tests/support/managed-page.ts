/** A page that is told what is otherwise on another machine: policies, whose places are root's, or a keystore that opens what it keeps. */
import type { BrowserContext } from 'playwright-core'
import * as v from 'valibot'
import type { PolicyState } from '../../core/policy/resolve.ts'
import { decodeMessage, encodeMessage } from '../../main/browser-page/messages.mjs'

const question = v.object({ id: v.number(), args: v.looseTuple([v.string()]) })

/** As `prepare` of a start. */
export const managedBy =
  (state: PolicyState, answers: Readonly<Record<string, unknown>> = {}) =>
  async (context: BrowserContext): Promise<void> =>
    context.routeWebSocket(/\/ipc$/u, (page) => {
      const main = page.connectToServer()
      page.onMessage((message) => {
        const asked = v.safeParse(question, decodeMessage(new Uint8Array(Buffer.from(message))))
        const [name] = asked.success ? asked.output.args : []
        const all: Readonly<Record<string, unknown>> = { ...answers, 'policy.read': state }
        if (asked.success && name !== undefined && Object.hasOwn(all, name)) {
          page.send(Buffer.from(encodeMessage({ id: asked.output.id, value: all[name] })))
        } else main.send(message)
      })
    })
