/** The operations of the API, and how their examples become requests to a real relay. */
import * as v from 'valibot'
import { type AppDeps, operationsOf } from '../../sync-server/http/app.ts'
import type { Operation } from '../../sync-server/http/operation.ts'
import { sample } from '../../sync-server/http/samples.ts'
import type { TestRelay } from './relay.ts'

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only what operations are is looked at here; none is run
const { most, ofFiles, posting } = operationsOf({} as AppDeps)
export const operations: ReadonlyArray<Operation> = [...most, ...ofFiles, ...posting]

/** What stands in examples, and what stands for it on a real relay. */
export type Real = ReadonlyMap<string, string>

export interface ExampleRequest {
  readonly path: string
  readonly method: Operation['method']
  readonly body: object | undefined
}

/** What `/openapi.json` says of the answers of a call: by status the types of what comes. */
export type Documented = ReadonlyMap<string, ReadonlyMap<string, ReadonlyArray<string>>>

const document = v.object({
  paths: v.record(
    v.string(),
    v.record(
      v.string(),
      v.object({
        operationId: v.string(),
        responses: v.record(
          v.string(),
          v.object({ content: v.optional(v.record(v.string(), v.unknown()), {}) }),
        ),
      }),
    ),
  ),
})

/** As a real relay tells it. */
export async function readDocument({ url }: Pick<TestRelay, 'url'>): Promise<Documented> {
  const { paths } = v.parse(document, await (await fetch(`${url}/openapi.json`)).json())
  const calls = Object.values(paths).flatMap((methods) => Object.values(methods))
  return new Map(
    calls.map(({ operationId, responses }) => [
      operationId,
      new Map(Object.entries(responses).map(([status, { content }]) => [status, Object.keys(content)])),
    ]),
  )
}

/** Throws if an answer is another than the document has it. */
export function holdToDocument(documented: Documented, id: string, { status, headers }: Response): void {
  const types = documented.get(id)?.get(String(status))
  const type = headers.get('content-type')?.split(';')[0]
  if (types === undefined || types[0] !== type) {
    throw new Error(`${id}: ${status} ${type} where the document says ${JSON.stringify(types)}`)
  }
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

/** Bytes in place of a body in JSON. */
export interface ExampleBytes {
  readonly body: Uint8Array<ArrayBuffer>
  readonly headers: Readonly<Record<string, string>>
}

const jsonHeaders = { 'content-type': 'application/json' }

/** Makes the request of an example, and holds the answer to what its operation says of it. */
export async function runExample(
  { url, adminToken }: Pick<TestRelay, 'url' | 'adminToken'>,
  id: string,
  {
    real,
    token,
    bytes,
    documented,
  }: {
    readonly real: Real
    readonly token: string
    readonly bytes: ExampleBytes | undefined
    readonly documented: Documented
  },
): Promise<unknown> {
  const operation = operations.find((each) => each.id === id)
  if (operation === undefined) throw new Error(`no operation ${id}`)
  const { access, answer: schema, stream, example } = operation
  const { path, method, body } = exampleRequest(operation, real)
  const content = bytes ?? (body && { body: JSON.stringify(body), headers: jsonHeaders })
  const authorization = `Bearer ${access === 'administrator' ? adminToken() : token}`
  const headers = { ...example.headers, ...content?.headers, ...(access !== 'anyone' && { authorization }) }
  const response = await fetch(url + path, { method, headers, ...(content && { body: content.body }) })
  const text = await response.text()
  const expected = schema === undefined && stream === undefined ? 204 : (operation.status ?? 200)
  if (response.status !== expected) {
    throw new Error(`${method} ${path} was answered with ${response.status}: ${text}`)
  }
  holdToDocument(documented, id, response)
  if (stream !== undefined) return text
  if (schema !== undefined) return checked(schema, JSON.parse(text))
  if (text !== '') throw new Error(`${method} ${path} was answered with ${text}`)
  return undefined
}

/** As it came: what the schema makes of it may be something else. */
function checked(schema: v.GenericSchema, answer: unknown): unknown {
  v.parse(schema, answer)
  return answer
}
