/**
 * One definition of a call of the API: its address, who may make it, the schemas of what goes in and comes out, what it
 * may refuse, an example, and what it does. Routes, validation, audit lines and the OpenAPI document come from it.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type * as v from 'valibot'
import type { ApiCode } from '../../core/protocol/api.ts'
import type { ConversationId, WorkspaceId } from '../../core/protocol/ids.ts'
import type { Action } from '../../core/protocol/permissions.ts'
import type { AuditLine } from '../audit/audit.ts'
import type { AccessGrant } from '../identity/access-tokens.ts'
import type { Answer } from './endpoint.ts'

export const tags = {
  auth: 'Sign-up, sign-in, sessions',
  people: 'People and devices',
  workspaces: 'Workspaces and their members',
  conversations: 'Conversations',
  messages: 'Messages of open conversations',
  presence: 'Who is there',
  documents: 'Shared texts',
  files: 'Files',
  keys: 'Keys for sealed conversations',
  moderation: 'Rules, reports and the moderators’ queue',
  integrations: 'Bots and webhooks',
  audit: 'Audit and export',
  import: 'Bringing history from elsewhere',
  operations: 'Running the relay',
} as const
export type Tag = keyof typeof tags

/** As JSON: ids are those of `sample` (samples.ts), which tests replace by real ones. */
export interface Example {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: object
  readonly answer?: object
}

type Schema = v.GenericSchema | undefined
type Output<Of extends Schema> = Of extends v.GenericSchema ? v.InferOutput<Of> : undefined

interface Shape<Params extends Schema, Query extends Schema, Body extends Schema> {
  /** Also the action of its audit lines. */
  readonly id: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** With Fastify's `:names`, all of them in `params`. */
  readonly path: string
  readonly tag: Tag
  /** One line. */
  readonly summary: string
  readonly description?: string
  /** What the service asks the table of permissions; undefined where the call is about oneself. */
  readonly action?: Action
  /** Where there is no `action`: of which one the scope opens it to bots. Undefined: it is for people. */
  readonly scopedAs?: Action
  readonly params?: Params
  readonly query?: Query
  /** Of headers that say what is asked, for the document: `run` reads them. */
  readonly headers?: v.GenericSchema
  readonly body?: Body
  /** Undefined: 204, or a stream. */
  readonly answer?: v.GenericSchema
  /** What it answers with that is no JSON; `part`: also with 206 and a part of it. */
  readonly stream?: { readonly media: string; readonly part?: true }
  /** 200 unless something is made that has an address. */
  readonly status?: 201
  /** Beyond those that every such call may give (`problemsOf`). */
  readonly problems?: ReadonlyArray<ApiCode>
  readonly example: Example
  /** Bytes; 64 KiB by default. */
  readonly bodyLimit?: number
  /** For bodies that are no JSON: they come as bytes. */
  readonly media?: string
}

/** Who asks. */
export type Access = 'anyone' | 'user' | 'administrator' | 'webhook'

interface Call<Params extends Schema, Query extends Schema, Body extends Schema> {
  readonly params: Output<Params>
  readonly query: Output<Query>
  readonly body: Output<Body>
  /** The address it came from. */
  readonly from: string
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  /** For a line that is `as-told`. */
  readonly tell: (facts: AuditFacts) => void
}

/** What an audit line says of a call beside who, when and where. Undefined in `Operation`: the call changes nothing of account. */
export interface AuditFacts {
  /** Whose line it is, or that of this conversation's workspace; of neither: the relay's own. */
  readonly workspace?: WorkspaceId | undefined
  readonly conversation?: ConversationId
  readonly target?: AuditLine['target']
  readonly details?: AuditLine['details']
}

/** An operation whose types are behind it: `run` gets what its own schemas read. */
export interface Operation extends Shape<v.GenericSchema, v.GenericSchema, v.GenericSchema> {
  readonly access: Access
  readonly run: (call: ErasedCall) => Promise<Answer>
  readonly audit: ((call: ErasedCall, answer: Answer) => AuditFacts) | 'as-told' | undefined
}
export interface ErasedCall {
  readonly grant: AccessGrant | undefined
  readonly params: unknown
  readonly query: unknown
  readonly body: unknown
  readonly from: string
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly tell: (facts: AuditFacts) => void
}

type Handlers<Given> = {
  readonly run: (call: Given) => Promise<Answer>
  /** For what changes something of account: who reads the audit log later wants to know of it. */
  readonly audit?:
    | ((call: Given, answer: Answer) => AuditFacts)
    /** What `run` has told: what it alone finds out. No line if it has told nothing. */
    | 'as-told'
}

/** For everybody who reaches the relay. */
export const publicOperation = <
  Params extends Schema = undefined,
  Query extends Schema = undefined,
  Body extends Schema = undefined,
>(
  shape: Shape<Params, Query, Body> & Handlers<Call<Params, Query, Body>>,
): Operation => erased('anyone', shape)

/** For who is signed in. */
export const userOperation = <
  Params extends Schema = undefined,
  Query extends Schema = undefined,
  Body extends Schema = undefined,
>(
  shape: Shape<Params, Query, Body> & Handlers<Call<Params, Query, Body> & { readonly grant: AccessGrant }>,
): Operation => erased('user', shape)

/** For whoever has the address of an incoming webhook, whose token is the part of it called `token`. */
export const webhookOperation = <
  Params extends Schema = undefined,
  Query extends Schema = undefined,
  Body extends Schema = undefined,
>(
  shape: Shape<Params, Query, Body> & Handlers<Call<Params, Query, Body> & { readonly grant: AccessGrant }>,
): Operation => erased('webhook', shape)

/** For who can read the relay's data folder: the token lies in `admin.token`. */
export const administratorOperation = <
  Params extends Schema = undefined,
  Query extends Schema = undefined,
  Body extends Schema = undefined,
>(
  shape: Shape<Params, Query, Body> & Handlers<Call<Params, Query, Body>>,
): Operation => erased('administrator', shape)

/** `mount` hands each operation what its own schemas gave. */
const erased = (access: Access, shape: object): Operation =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- types that differ from call to call end here
  ({ audit: undefined, ...shape, access }) as Operation
