/**
 * What the windows of one account say to each other. One of them, the host, runs the engine; the others, its guests, show
 * what it tells. Messages are plain data that survives a structured clone. Windows are pages of one origin and one build,
 * so that these readers guard against mistakes and stray messages, not against malice: envelopes and calls are read in
 * full, what is only shown is looked at as far as the screen would break without it.
 */
import * as v from 'valibot'
import {
  conversationIdSchema,
  opIdSchema,
  userIdSchema,
  workspaceIdSchema,
} from '../../protocol/id-schemas.ts'
import { isIdText } from '../../protocol/ids.ts'
import { millis } from '../../base/clock.ts'
import type { ReadMark } from '../../conversation/about.ts'
import type { TimerLine } from '../../conversation/timer-lines.ts'
import type { PresenceStatus } from '../../protocol/frame.ts'
import type { Progress } from '../../sync/history.ts'
import type { Seen } from '../../sync/replica-core.ts'
import type { Settings } from '../personal/settings.ts'
import type { Search, SearchCoverage } from '../search-contract.ts'
import { mostReady } from '../read-ahead.ts'
import { callMessage } from './call-message.ts'
import { blockedShape, shaped } from './post-shape.ts'
import type { ConnectionState, DirectoryView, Member, Notice, Presence, ShownMessage } from '../engine.ts'
import type { ListedThread } from '../threads-contract.ts'
import type { StoreTrouble } from '../store-trouble.ts'

type SetOutcome = Awaited<ReturnType<Settings['set']>>
type FindOutcome = Awaited<ReturnType<Search['find']>>

const conversation = conversationIdSchema
const call = v.pipe(v.number(), v.safeInteger())
const users = v.pipe(v.array(userIdSchema), v.readonly())
const presenceStatus = v.picklist([
  'online',
  'away',
  'busy',
  'invisible',
] satisfies ReadonlyArray<PresenceStatus>)
const noticeKind = v.picklist([
  'device-outdated',
  'sent-again',
  'log-changed',
  'forged',
  'receipt-false',
  'word-broken',
  'withheld',
  'clocks-differ',
] satisfies ReadonlyArray<Notice['kind']>)
const moment = v.pipe(
  v.number(),
  v.safeInteger(),
  v.minValue(0),
  v.transform((time) => millis(time)),
)

const settingKey = v.pipe(v.string(), v.regex(/^[0-9a-z./-]{1,64}$/))

const draftMessage = v.strictObject({
  kind: v.literal('draft'),
  conversation,
  text: v.string(),
  root: v.exactOptional(opIdSchema),
  replaces: v.exactOptional(v.string()),
})

const guestMessage = v.union([
  v.strictObject({ kind: v.literal('open'), conversation }),
  v.strictObject({ kind: v.literal('close'), conversation }),
  callMessage,
  draftMessage,
  v.strictObject({ kind: v.literal('seen'), conversation }),
  v.strictObject({ kind: v.literal('read'), conversation }),
  v.strictObject({
    kind: v.literal('ready'),
    conversations: v.pipe(v.array(conversation), v.maxLength(mostReady)),
  }),
  v.strictObject({ kind: v.literal('thread-seen'), conversation, root: opIdSchema }),
  v.strictObject({ kind: v.literal('unread'), conversation, from: v.exactOptional(opIdSchema) }),
  v.strictObject({ kind: v.literal('members'), workspace: workspaceIdSchema, users }),
  /** All members of a workspace, once. */
  v.strictObject({ kind: v.literal('list'), call, workspace: workspaceIdSchema }),
  /** From now on the presence of these is told too. */
  v.strictObject({ kind: v.literal('watch'), users }),
  v.strictObject({
    kind: v.literal('typing'),
    conversation,
    on: v.boolean(),
    root: v.exactOptional(opIdSchema),
  }),
  v.strictObject({ kind: v.literal('own-presence'), status: presenceStatus, until: v.exactOptional(moment) }),
  v.strictObject({ kind: v.literal('dismiss'), notice: noticeKind }),
  v.strictObject({
    kind: v.literal('find'),
    call,
    query: v.string(),
    after: v.optional(
      v.strictObject({
        at: v.strictObject({ time: moment, counter: v.pipe(v.number(), v.safeInteger(), v.minValue(0)) }),
        id: opIdSchema,
        author: userIdSchema,
      }),
    ),
  }),
  /** From now on what the person has set there is told too. */
  v.strictObject({ kind: v.literal('settings'), workspace: workspaceIdSchema }),
  v.strictObject({
    kind: v.literal('set'),
    call,
    workspace: workspaceIdSchema,
    key: settingKey,
    value: v.undefinedable(v.string()),
  }),
  v.strictObject({ kind: v.literal('wake') }),
])
export type GuestMessage = v.InferOutput<typeof guestMessage>

const isList = (value: unknown): boolean => value === undefined || Array.isArray(value)
const isThing = (value: unknown): boolean => typeof value === 'object' && value !== null
const shownMessage = shaped<ShownMessage>(
  ({ id, author, text, at, reactions, mentions, attachments, preview, pinned, delivery }) =>
    typeof id === 'string' &&
    typeof author === 'string' &&
    typeof text === 'string' &&
    isThing(at) &&
    Array.isArray(reactions) &&
    isList(mentions) &&
    isList(attachments) &&
    (preview === undefined || isThing(preview)) &&
    (pinned === undefined || isThing(pinned)) &&
    (delivery === undefined || isThing(delivery)),
)
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

const hostMessage = v.union([
  v.strictObject({
    kind: v.literal('directory'),
    directory: shaped<DirectoryView>(({ workspaces }) => Array.isArray(workspaces)),
  }),
  v.strictObject({
    kind: v.literal('connection'),
    connection: shaped<ConnectionState>(
      ({ kind, queued, detail }) =>
        typeof kind === 'string' &&
        typeof queued === 'number' &&
        (kind !== 'stopped' || typeof detail === 'string'),
    ),
  }),
  v.strictObject({
    kind: v.literal('progress'),
    progress: v.optional(
      shaped<Progress>(({ done, total }) => typeof done === 'number' && typeof total === 'number'),
    ),
  }),
  v.strictObject({
    kind: v.literal('threads'),
    threads: v.pipe(
      v.array(
        shaped<ListedThread>(
          ({ root, workspace, last, people, alsoCounted }) =>
            isIdText(root) &&
            isIdText(workspace) &&
            isThing(last) &&
            Array.isArray(people) &&
            isThing(alsoCounted),
        ),
      ),
      v.readonly(),
    ),
  }),
  v.strictObject({
    kind: v.literal('notices'),
    notices: v.pipe(v.array(shaped<Notice>((notice) => v.is(noticeKind, notice['kind']))), v.readonly()),
  }),
  v.strictObject({
    kind: v.literal('trouble'),
    trouble: v.optional(shaped<StoreTrouble>(({ kind }) => typeof kind === 'string')),
  }),
  v.strictObject({
    kind: v.literal('view'),
    conversation,
    /** The difference to the last view: so many messages of it stay in front and behind, `messages` stand between. */
    front: count,
    back: count,
    messages: v.pipe(v.array(shownMessage), v.readonly()),
    before: v.picklist(['beginning', 'more', 'loading', 'unreachable']),
    opening: v.boolean(),
    preview: v.boolean(),
    /** These are left out while they are as told last. */
    seen: v.exactOptional(
      v.undefinedable(shaped<Seen>(({ message, by }) => typeof message === 'string' && Array.isArray(by))),
    ),
    typing: v.exactOptional(users),
    threadTyping: v.exactOptional(v.pipe(v.map(opIdSchema, users), v.readonly())),
    threadDrafts: v.exactOptional(v.pipe(v.map(opIdSchema, v.string()), v.readonly())),
    timers: v.exactOptional(
      v.pipe(
        v.array(
          shaped<TimerLine>(
            ({ id, at, seconds }) => isIdText(id) && isThing(at) && typeof seconds === 'number',
          ),
        ),
        v.readonly(),
      ),
    ),
    timer: v.optional(v.number()),
    blocked: v.optional(blockedShape),
    draft: v.string(),
    readTo: v.optional(shaped<ReadMark>(({ id, at }) => isIdText(id) && isThing(at))),
    late: v.pipe(v.array(opIdSchema), v.readonly()),
  }),
  /** Somebody typed: guests keep it for the next host, in case this one ends before it is stored. */
  draftMessage,
  v.strictObject({
    kind: v.literal('members'),
    workspace: workspaceIdSchema,
    members: v.pipe(
      v.array(
        v.strictObject({
          user: userIdSchema,
          member: v.optional(shaped<Member>(({ name }) => typeof name === 'string')),
        }),
      ),
      v.readonly(),
    ),
  }),
  v.strictObject({
    kind: v.literal('listed'),
    call,
    members: v.pipe(v.array(shaped<Member>(({ name }) => typeof name === 'string')), v.readonly()),
  }),
  v.strictObject({
    kind: v.literal('presence'),
    people: v.pipe(
      v.array(
        v.strictObject({
          user: userIdSchema,
          presence: shaped<Presence>(({ status }) => typeof status === 'string'),
        }),
      ),
      v.readonly(),
    ),
  }),
  v.strictObject({ kind: v.literal('answer'), call, answer: v.unknown() }),
  v.strictObject({
    kind: v.literal('settings'),
    workspace: workspaceIdSchema,
    /** What the guest has is replaced, not changed. */
    whole: v.boolean(),
    set: v.pipe(v.array(v.strictTuple([settingKey, v.string()])), v.readonly()),
    unset: v.pipe(v.array(settingKey), v.readonly()),
  }),
  v.strictObject({
    kind: v.literal('set'),
    call,
    outcome: shaped<SetOutcome>(({ ok, failure }) => ok === true || isThing(failure)),
  }),
  v.strictObject({
    kind: v.literal('coverage'),
    coverage: shaped<SearchCoverage>(({ known }) => typeof known === 'number'),
  }),
  v.strictObject({
    kind: v.literal('found'),
    call,
    outcome: shaped<FindOutcome>(({ ok, value, failure }) =>
      ok === true ? isThing(value) : isThing(failure),
    ),
  }),
])
export type HostMessage = v.InferOutput<typeof hostMessage>

const ends = { from: v.string(), to: v.optional(v.string()) }
/** What a window says: to all, or to one. */
const windowMessage = v.variant('kind', [
  /** Who runs the engine? */
  v.strictObject({ ...ends, kind: v.literal('who-hosts') }),
  v.strictObject({ ...ends, kind: v.literal('hosting') }),
  /** From now on the host tells the sender all that is to be shown. */
  v.strictObject({ ...ends, kind: v.literal('join') }),
  v.strictObject({ ...ends, kind: v.literal('leave') }),
  v.strictObject({ ...ends, kind: v.literal('to-host'), body: guestMessage }),
  v.strictObject({ ...ends, kind: v.literal('to-guest'), body: hostMessage }),
])
export type WindowMessage = v.InferOutput<typeof windowMessage>

/** Undefined for anything else. */
export function readWindowMessage(data: unknown): WindowMessage | undefined {
  const read = v.safeParse(windowMessage, data)
  return read.success ? read.output : undefined
}
