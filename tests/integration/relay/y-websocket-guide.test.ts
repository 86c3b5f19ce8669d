/** The examples of docs/guides/y-websocket.md, as they stand there. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { compileFunction } from 'node:vm'
import * as cborg from 'cborg'
import * as v from 'valibot'
import { afterEach, expect, test } from 'vitest'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { paths } from '../../../core/protocol/api.ts'
import { callRelay, foundWorkspace, makeChannel, signUp } from '../../support/relay-accounts.ts'
import { startTestRelay } from '../../support/relay.ts'
import { joinRoom, leaveRooms, opsIn } from '../../support/room-client.ts'

const guide = readFileSync(path.resolve(import.meta.dirname, '../../../docs/guides/y-websocket.md'), 'utf8')
const examples = [...guide.matchAll(/```js\n([\s\S]*?)```/g)].map(([, code = '']) => code)
const imports = new Map<string, object>([
  ["import * as Y from 'yjs'", { Y }],
  ["import { WebsocketProvider } from 'y-websocket'", { WebsocketProvider }],
  ["import { decode, encode, rfc8949EncodeOptions } from 'cborg'", cborg],
])

/** Runs an example with what it imports and expects to have; answers with the values of `names`. */
function run(example: string, given: Readonly<Record<string, unknown>>, names: string): unknown {
  const lines = example.split('\n')
  const world: Record<string, unknown> = { ...given }
  for (const line of lines.filter((each) => each.startsWith('import '))) {
    const found = imports.get(line)
    if (found === undefined) throw new Error(`an import that this test does not know: ${line}`)
    Object.assign(world, found)
  }
  const body = lines.filter((each) => !each.startsWith('import ')).join('\n')
  const make = compileFunction(`${body}\nreturn { ${names} }`, Object.keys(world))
  return Reflect.apply(make, undefined, Object.values(world))
}

const hasProvider = (made: unknown): made is { readonly provider: WebsocketProvider; readonly doc: Y.Doc } =>
  typeof made === 'object' && made !== null && 'provider' in made && 'doc' in made
const ends: Array<() => Promise<void> | void> = []
afterEach(async () => {
  leaveRooms()
  for (const end of ends.splice(0).toReversed()) await end()
})

test('the examples of the guide work', async () => {
  expect(examples.length).toBe(2)
  const relay = await startTestRelay()
  ends.push(relay.close)
  const ada = await signUp(relay, 'ada')
  const workspace = await foundWorkspace(relay, ada, 'Quay')
  const channel = await makeChannel(relay, ada, workspace, 'plans')
  const token = ada.session.accessToken
  const made = await callRelay(relay, paths.documents(workspace), { body: { title: 'Plan' }, token })
  const document = v.parse(v.object({ id: v.string() }), made.body).id
  const given = { server: relay.url.replace('http', 'ws'), token, document, channel, user: ada.user }

  const plan = run(examples[0] ?? '', given, 'doc: plan, provider: planProvider')
  if (!hasProvider(plan)) throw new Error('the first example makes a document')
  ends.push(() => plan.provider.destroy())
  const reader = joinRoom(relay, `doc/${document}`, ada)
  await reader.until((doc) => doc.getText('body').toJSON() === 'First: the harbour. ')

  const segment = run(examples[1] ?? '', given, 'doc: segment, provider: segmentProvider, texts: texts()')
  if (!hasProvider(segment)) throw new Error('the second example makes a segment')
  ends.push(() => segment.provider.destroy())
  expect(segment).toMatchObject({ texts: ['The lift is out of order.'] })
  await joinRoom(relay, `${channel}/0`, ada).until((doc) => opsIn(doc) === 1)
})
