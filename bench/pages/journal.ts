import { decode, encode } from 'cborg'
import * as v from 'valibot'
import { Defect } from '../../core/base/defect.ts'
import { ok } from '../../core/base/result.ts'
import { conversationIdSchema } from '../../core/protocol/id-schemas.ts'
import type { Outbox } from '../../core/storage/outbox.ts'

const done = v.object({ ok: v.literal(true) })
const contents = v.object({
  pending: v.array(
    v.object({ conversation: conversationIdSchema, counter: v.number(), bytes: v.instance(Uint8Array) }),
  ),
  counters: v.array(v.strictTuple([conversationIdSchema, v.number()])),
})

async function call<Schema extends v.GenericSchema>(
  name: string,
  body: unknown,
  schema: Schema,
): Promise<v.InferOutput<Schema>> {
  const response = await fetch(`/journal/${name}`, { method: 'POST', body: Uint8Array.from(encode(body)) })
  const answer = v.safeParse(schema, decode(new Uint8Array(await response.arrayBuffer())))
  if (!answer.success) throw new Defect(`the journal failed to ${name}`)
  return answer.output
}

/** The journal of the program that serves this page: a file that is synced before it answers, as in main. */
export function createServedOutbox(): Outbox {
  return {
    open: async () => ok((await call('open', {}, v.object({ ok: v.literal(true), value: contents }))).value),
    append: async (entries) => {
      await call('append', entries, done)
      return ok(undefined)
    },
    remove: async (entries) => {
      await call('remove', entries, done)
      return ok(undefined)
    },
  }
}
