/** The OpenAPI 3.1 document of the API, made of the operations themselves. */
import type { StaticDocumentSpec } from '@fastify/swagger'
import { toJsonSchema } from '@valibot/to-json-schema'
import type * as v from 'valibot'
import { type ApiCode, problemAnswer } from '../../core/protocol/api.ts'
import { permissions } from '../../core/protocol/permissions.ts'
import { type Access, type Operation, tags } from './operation.ts'
import { problems } from './problems.ts'

type Json = Readonly<Record<string, unknown>>

export function createOpenApi(
  operations: ReadonlyArray<Operation>,
  url: string | undefined,
): StaticDocumentSpec['document'] {
  const paths: Record<string, Record<string, Json>> = {}
  for (const operation of operations) {
    const path = operation.path.replaceAll(/:(\w+)/g, '{$1}')
    ;(paths[path] ??= {})[operation.method.toLowerCase()] = describe(operation)
  }
  const document: Json = {
    openapi: '3.1.0',
    info: {
      title: 'Tidings relay',
      version: '1',
      description:
        'Open conversations, their people and their files. What is said in sealed conversations passes through here as ' +
        'bytes that the relay cannot read: use the client library for those.',
    },
    ...(url === undefined ? {} : { servers: [{ url }] }),
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      securitySchemes: {
        user: { type: 'http', scheme: 'bearer', description: 'An access token, good for 15 minutes.' },
        administrator: {
          type: 'http',
          scheme: 'bearer',
          description: 'The text of admin.token in the data folder.',
        },
      },
      schemas: { Problem: schemaOf(problemAnswer) },
    },
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the library's type knows 3.0 and 2.0 alone
  return document as object as StaticDocumentSpec['document']
}

function describe(operation: Operation): Json {
  const { id, tag, summary, description, access, action, example } = operation
  const rule = action === undefined ? '' : ` ${ruleText(action)}`
  return {
    operationId: id,
    tags: [tag],
    summary,
    description: `${description ?? ''}${rule}`.trim(),
    // The address of an incoming webhook is all that it takes.
    security: access === 'anyone' || access === 'webhook' ? [] : [{ [access]: [] }],
    parameters: [
      ...parameters('path', operation.params, example.params),
      ...parameters('query', operation.query, example.query),
      ...parameters('header', operation.headers, example.headers),
    ],
    ...(takesBody(operation) && { requestBody: { required: true, content: bodyOf(operation) } }),
    responses: { ...successes(operation), ...refusals(operation) },
  }
}

const takesBody = ({ body, media }: Operation): boolean => body !== undefined || media !== undefined

const bodyOf = ({ body, media = 'application/json', example }: Operation): Json => ({
  [media]: body === undefined ? {} : withExample(schemaOf(body), example.body),
})

function successes({ answer, stream, status, example }: Operation): Json {
  if (stream !== undefined) {
    const content = { [stream.media]: {} }
    return {
      '200': { description: 'The answer.', content },
      ...(stream.part && { '206': { description: 'The part that was asked for.', content } }),
    }
  }
  if (answer === undefined) return { '204': { description: 'Done.' } }
  const content = { 'application/json': withExample(schemaOf(answer), example.answer) }
  return { [String(status ?? 200)]: { description: 'The answer.', content } }
}

const withExample = (schema: Json, example: object | undefined): Json => ({
  schema,
  ...(example && { example }),
})

function ruleText(action: keyof typeof permissions): string {
  const rule = permissions[action]
  const who = [
    ...rule.workspace.map((role) => `${role} of the workspace`),
    ...('conversation' in rule ? rule.conversation.map((role) => `${role} of the conversation`) : []),
    ...('author' in rule ? ['author'] : []),
  ]
  return `Allowed (\`${action}\`): ${who.join(', ')}.`
}

function parameters(
  where: 'path' | 'query' | 'header',
  schema: v.GenericSchema | undefined,
  example: Readonly<Record<string, string>> = {},
): ReadonlyArray<Json> {
  if (schema === undefined) return []
  const { properties = {}, required = [] } = schemaOf(schema)
  if (typeof properties !== 'object' || properties === null || !Array.isArray(required)) return []
  return Object.entries<unknown>({ ...properties }).map(([name, each]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: each,
    ...(example[name] === undefined ? {} : { example: example[name] }),
  }))
}

/** Of what comes in: the form that people write. What JSON Schema cannot say (a transform) is checked all the same. */
const schemaOf = (schema: v.GenericSchema): Json => {
  const { $schema: _, ...rest } = toJsonSchema(schema, { typeMode: 'input', errorMode: 'ignore' })
  return rest
}

/** What is open to anyone says itself whether it is limited. `forbidden`: a bot whose token does not open it. */
const refusalsOfAsker: Readonly<Record<Access, ReadonlyArray<ApiCode>>> = {
  anyone: [],
  user: ['unauthorized', 'forbidden', 'too-many-requests'],
  webhook: ['unauthorized', 'too-many-requests'],
  administrator: ['unauthorized', 'too-many-requests'],
}

/** By what every such call may be refused, beside what it names itself. @internal */
export function problemsOf(operation: Operation): ReadonlySet<ApiCode> {
  const { access, params, query, body, problems: own = [] } = operation
  return new Set<ApiCode>([
    ...own,
    ...refusalsOfAsker[access],
    ...(params === undefined ? [] : (['not-found'] as const)),
    ...(query === undefined && body === undefined ? [] : (['bad-request'] as const)),
    ...(takesBody(operation) ? (['too-large'] as const) : []),
    'unavailable',
    'internal',
  ])
}

function refusals(operation: Operation): Json {
  const byStatus = new Map<number, Array<ApiCode>>()
  for (const code of problemsOf(operation)) {
    const { status } = problems[code]
    byStatus.set(status, [...(byStatus.get(status) ?? []), code])
  }
  const entries = [...byStatus].toSorted(([one], [other]) => one - other)
  return Object.fromEntries(
    entries.map(([status, codes]) => [
      String(status),
      {
        description: codes.map((code) => `\`${code}\`: ${problems[code].title}`).join('\n\n'),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  )
}
