/** The story that the examples of the API tell: what has come to be, its steps, and those that are about webhooks. */
import { expect } from 'vitest'
import * as v from 'valibot'
import { paths, sessionAnswer } from '../../../core/protocol/api.ts'
import { filePaths } from '../../../core/protocol/files-api.ts'
import { sample } from '../../../sync-server/http/samples.ts'
import {
  type Documented,
  type ExampleBytes,
  holdToDocument,
  runExample,
} from '../../support/api-operations.ts'
import type { TestProvider } from '../../support/oidc-provider.ts'
import { callRelay, newDeviceId, type TestAccount } from '../../support/relay-accounts.ts'
import type { TestRelay } from '../../support/relay.ts'
import type { WebhookReceiver } from '../../support/webhook-receiver.ts'

/** What has come to be so far: what stands for the samples, and the tokens of who is there. */
export interface World {
  readonly relay: TestRelay
  readonly real: Map<string, string>
  readonly tokens: { ada: string; bob: string; cy: string }
  readonly bob: TestAccount
  readonly provider: TestProvider
  readonly receiver: WebhookReceiver
  /** What the relay says of its answers. */
  readonly documented: Documented
}

export interface Step {
  readonly id: string
  /** Ada unless it says so; `admin` where the operation asks for the administrator. */
  readonly as?: keyof World['tokens']
  readonly before?: (world: World) => Promise<void> | void
  readonly after?: (world: World, answer: unknown) => Promise<void> | void
  /** Bytes in place of a body in JSON. */
  readonly bytes?: ExampleBytes
}

export const ask = (
  { relay, real, tokens, documented }: World,
  id: string,
  step: Partial<Step> = {},
): Promise<unknown> =>
  runExample(relay, id, { real, token: tokens[step.as ?? 'ada'], bytes: step.bytes, documented })

const found = v.object({ found: v.pipe(v.array(v.unknown()), v.minLength(1)) })
export const isFound: NonNullable<Step['after']> = (_world, answer) => void v.parse(found, answer)

/** Answers the status. */
export async function readPart({ relay, tokens, documented }: World, range: string): Promise<number> {
  const headers = { authorization: `Bearer ${tokens.ada}`, range: `bytes=${range}` }
  const response = await fetch(relay.url + filePaths.file(sample.file), { headers })
  holdToDocument(documented, 'readFile', response)
  return response.status
}

const idAnswer = v.object({ id: v.string() })
export const learn =
  (place: keyof typeof sample): NonNullable<Step['after']> =>
  ({ real }, answer) => {
    real.set(sample[place], v.parse(idAnswer, answer).id)
  }
const deliveries = v.object({ deliveries: v.array(v.object({ id: v.string(), state: v.string() })) })
/** Of what was posted through the incoming one. */
const learnDelivery: NonNullable<Step['before']> = async (world) => {
  const newest = async () => v.parse(deliveries, await ask(world, 'listDeliveries')).deliveries[0]
  await expect.poll(async () => (await newest())?.state).toBe('delivered')
  world.real.set(sample.delivery, (await newest())?.id ?? '')
}

export const hooking: ReadonlyArray<Step> = [
  {
    id: 'createWebhook',
    before: ({ real, receiver }) => void real.set('https://ci.example.org/tidings', receiver.url),
    after: learn('webhook'),
  },
  { id: 'updateWebhook' },
  { id: 'listWebhooks' },
  { id: 'rotateWebhookSecret' },
  { id: 'testWebhook', after: (_world, answer) => expect(answer).toEqual({ outcome: 'delivered' }) },
  { id: 'listDeliveries' },
  {
    id: 'createIncomingWebhook',
    after: ({ real }, answer) => {
      const { id, url } = v.parse(v.object({ id: v.string(), url: v.string() }), answer)
      real.set(sample.other, id)
      real.set('q1w2e3r4…', url.split('/').at(-1) ?? '')
    },
  },
  { id: 'listIncomingWebhooks' },
  { id: 'postIncoming' },
  { id: 'redeliver', before: learnDelivery },
  { id: 'removeWebhook' },
  { id: 'removeIncomingWebhook', after: ({ real, bob }) => void real.set(sample.other, bob.user) },
]

/** Somebody else in Bob's place, with the password of the examples. */
export const anotherBob: NonNullable<Step['before']> = async ({ relay, tokens }) => {
  const zoe = { username: 'zoe', displayName: 'Zoe', password: 'a password of twelve or more' }
  const body = { ...zoe, device: { id: newDeviceId(), name: 'hers' } }
  tokens.bob = v.parse(sessionAnswer, (await callRelay(relay, paths.register, { body })).body).accessToken
}

const invitation = v.object({ id: v.string(), token: v.string() })
const learnInvitation: NonNullable<Step['after']> = ({ real }, answer) => {
  const { id, token } = v.parse(invitation, answer)
  real.set(sample.invitation, id)
  real.set('Zk3…', token)
}

export const inviting: ReadonlyArray<Step> = [
  { id: 'createInvitation', after: learnInvitation },
  { id: 'listInvitations' },
  { id: 'lookAtInvitation' },
  { id: 'removeInvitation' },
  {
    id: 'acceptInvitation',
    as: 'cy',
    before: async (world) => learnInvitation(world, await ask(world, 'createInvitation')),
  },
  { id: 'createRelayInvitation', after: learnInvitation },
  { id: 'listRelayInvitations' },
  { id: 'removeRelayInvitation' },
]
