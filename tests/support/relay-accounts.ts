/** People of a test relay, by its REST API. */
import { randomBytes } from 'node:crypto'
import * as v from 'valibot'
import {
  channelAnswer,
  paths,
  type SessionAnswer,
  sessionAnswer,
  workspaceAnswer,
} from '../../core/protocol/api.ts'
import {
  type ConversationId,
  type DeviceId,
  deviceId,
  randomId,
  type UserId,
  type WorkspaceId,
} from '../../core/protocol/ids.ts'

export interface RelayAddress {
  readonly url: string
}

export interface ApiAnswer {
  readonly status: number
  readonly headers: Headers
  /** Undefined where the answer has no JSON. */
  readonly body: unknown
}

/** POST with a body, GET without, unless `method` says otherwise. */
export async function callRelay(
  { url }: RelayAddress,
  path: string,
  {
    body,
    token,
    method = body === undefined ? 'GET' : 'POST',
  }: { readonly body?: unknown; readonly token?: string; readonly method?: string } = {},
): Promise<ApiAnswer> {
  const response = await fetch(url + path, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  const answer: unknown = text === '' ? undefined : JSON.parse(text)
  return { status: response.status, headers: response.headers, body: answer }
}

export interface TestAccount {
  readonly user: UserId
  readonly device: DeviceId
  readonly username: string
  readonly session: SessionAnswer
}

export const testPassword = 'correct horse battery staple'
export const newDeviceId = (): DeviceId => randomId(deviceId, { bytes: (length) => randomBytes(length) })

export async function signUp(
  relay: RelayAddress,
  username: string,
  device = newDeviceId(),
): Promise<TestAccount> {
  const body = {
    username,
    displayName: username,
    password: testPassword,
    device: { id: device, name: 'a test' },
  }
  const session = v.parse(sessionAnswer, (await callRelay(relay, paths.register, { body })).body)
  return { user: session.user.id, device, username, session }
}

/** The same person on another device. */
export async function signInElsewhere(
  relay: RelayAddress,
  account: TestAccount,
  device = newDeviceId(),
): Promise<TestAccount> {
  const body = { username: account.username, password: testPassword, device: { id: device, name: 'another' } }
  const session = v.parse(sessionAnswer, (await callRelay(relay, paths.signIn, { body })).body)
  return { ...account, device, session }
}

export async function foundWorkspace(
  relay: RelayAddress,
  owner: TestAccount,
  name: string,
): Promise<WorkspaceId> {
  const token = owner.session.accessToken
  return v.parse(workspaceAnswer, (await callRelay(relay, paths.workspaces, { body: { name }, token })).body)
    .id
}

export async function joinWorkspace(
  relay: RelayAddress,
  account: TestAccount,
  workspace: WorkspaceId,
): Promise<void> {
  const token = account.session.accessToken
  const { status } = await callRelay(relay, paths.join(workspace), { body: {}, token })
  if (status !== 204) throw new Error(`joining was answered with ${status}`)
}

export async function makeChannel(
  relay: RelayAddress,
  account: TestAccount,
  workspace: WorkspaceId,
  name: string,
): Promise<ConversationId> {
  const token = account.session.accessToken
  const answer = await callRelay(relay, paths.conversations(workspace), { body: { name }, token })
  return v.parse(channelAnswer, answer.body).id
}
