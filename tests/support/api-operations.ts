/** The operations of the API, and how their examples become requests to a real relay. */
import * as v from 'valibot'
import { type AppDeps, operationsOf } from '../../sync-server/http/app.ts'
import type { Operation } from '../../sync-server/http/operation.ts'
import { sample } from '../../sync-server/http/samples.ts'

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only what operations are is looked at here; none is run
const { most, ofFiles } = operationsOf({} as AppDeps)
export const operations: ReadonlyArray<Operation> = [...most, ...ofFiles]

/** What stands in examples, and what stands for it on a real relay. */
export type Real = ReadonlyMap<string, string>

export interface ExampleRequest {
  readonly path: string
  readonly method: Operation['method']
  readonly body: object | undefined
}

const parts = v.object({
  params: v.optional(v.record(v.string(), v.string()), {}),
  query: v.optional(v.record(v.string(), v.string()), {}),
  body: v.optional(v.record(v.string(), v.unknown())),
})

/** The request of an operation's example; `changes` are fields of the body that must be others. */
export function exampleRequest(
  { path, method, example: { params, query, body } }: Operation,
  real: Real,
  changes: object = {},
): ExampleRequest {
  let text = JSON.stringify({ params, query, body: body && { ...body, ...changes } })
  for (const [from, to] of real) text = text.replaceAll(from, to)
  const filled = v.parse(parts, JSON.parse(text))
  const address = path.replaceAll(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(filled.params[name] ?? ''),
  )
  const search = new URLSearchParams(filled.query).toString()
  return { path: search === '' ? address : `${address}?${search}`, method, body: filled.body }
}

const names = new Map(Object.entries(sample).map(([name, id]) => [id, name]))

/** The samples that an example names, by their names. */
export function samplesIn({ example: { params, query, body } }: Operation): ReadonlyArray<string> {
  const text = JSON.stringify({ params, query, body })
  return [...names].filter(([id]) => text.includes(id)).map(([, name]) => name)
}
