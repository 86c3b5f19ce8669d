/** What the API says of itself, without a relay. */
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { apiCodes } from '../../../../core/protocol/api.ts'
import { type AppDeps, operationsOf } from '../../../../sync-server/http/app.ts'
import { createOpenApi, problemsOf } from '../../../../sync-server/http/openapi.ts'
import { tags } from '../../../../sync-server/http/operation.ts'

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only what operations are is looked at here; none is run
const { most, ofFiles, posting } = operationsOf({} as AppDeps)
const operations = [...most, ...ofFiles, ...posting]

const openApi = v.object({
  paths: v.record(v.string(), v.record(v.string(), v.object({ operationId: v.string() }))),
  components: v.object({ schemas: v.record(v.string(), v.object({ type: v.literal('object') })) }),
})

test('[HA1] no two calls have one name or one address', () => {
  const distinct = (texts: ReadonlyArray<string>) => expect(new Set(texts).size).toBe(texts.length)
  distinct(operations.map(({ id }) => id))
  distinct(operations.map(({ method, path }) => `${method} ${path.replaceAll(/:\w+/g, ':')}`))
})

describe.each(operations.map((operation) => [operation.id, operation] as const))('%s', (_id, operation) => {
  const { params, query, body, answer, example, media } = operation

  test('[HA2] says what it does, and gives an example that its own schemas take', () => {
    expect(operation.summary).toMatch(/^[A-Z].*\.$/)
    expect(Object.hasOwn(tags, operation.tag)).toBe(true)
    const fits = (schema: v.GenericSchema | undefined, value: unknown) =>
      schema === undefined ? value === undefined : v.is(schema, value)
    expect(fits(params, example.params)).toBe(true)
    if (query !== undefined) expect(fits(query, example.query ?? {})).toBe(true)
    if (media === undefined) expect(body === undefined).toBe(example.body === undefined)
    if (answer === undefined) expect(example.answer).toBeUndefined()
    else expect(v.is(answer, example.answer)).toBe(true)
  })

  test('[HA3] names every part of its address', () => {
    const named = [...operation.path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '')
    expect(Object.keys(example.params ?? {}).toSorted()).toEqual(named.toSorted())
  })

  test('[HA4] lists the codes it may be refused with', () => {
    for (const code of problemsOf(operation)) expect(apiCodes).toContain(code)
    if (operation.action !== undefined) {
      expect([...problemsOf(operation)]).toContain('unauthorized')
    }
  })
})

test('[HA5] the OpenAPI document has each of them, and no reference leads nowhere', () => {
  const text = JSON.stringify(createOpenApi(operations, 'https://relay.example'))
  const document = v.parse(openApi, JSON.parse(text))
  const described = Object.values(document.paths).flatMap((methods) => Object.values(methods))
  expect(described.map(({ operationId }) => operationId).toSorted()).toEqual(
    operations.map(({ id }) => id).toSorted(),
  )
  const references = [...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, place]) => place)
  expect(new Set(references)).toEqual(new Set(['components/schemas/Problem']))
  expect(Object.keys(document.components.schemas)).toEqual(['Problem'])
})
