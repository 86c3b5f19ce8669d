/** Changes of open channels, titles of documents and workspaces, what others are told of oneself, and new channels and documents, that wait for no network: main keeps them until the relay has taken or refused them. Part of `contract.ts`. */
import * as v from 'valibot'
import type { Result } from '../base/result.ts'
import {
  createChannelBody,
  createWorkspaceBody,
  nameSchema,
  statusTextSchema,
  statusUntilSchema,
  updateConversationBody,
} from '../protocol/api.ts'
import { documentBody } from '../protocol/documents-api.ts'
import { accentBody, pictureHashSchema, putPictureBody } from '../protocol/pictures-api.ts'
import type { ChannelChange, DocumentChange, MemberChange } from '../protocol/directory.ts'
import { conversationIdSchema, documentIdSchema, workspaceIdSchema } from '../protocol/id-schemas.ts'
import type { ConversationId, WorkspaceId } from '../protocol/ids.ts'

const { name, topic, icon } = updateConversationBody.entries
const fields = v.strictObject({
  name: v.exactOptional(name.wrapped),
  topic: v.exactOptional(topic.wrapped),
  icon: v.exactOptional(icon.wrapped),
})
/** What it is about is called so as the person asks, for who is told later what became of it. */
const called = v.pipe(v.string(), v.maxLength(256))
const of = { conversation: conversationIdSchema, called }
const ofWorkspace = { workspace: workspaceIdSchema, called }
/** There are older ones than the rule for new ones. */
const wasName = v.strictObject({ name: v.exactOptional(v.string()) })
const accent = v.strictObject({ accent: v.exactOptional(accentBody.entries.accent) })
const status = v.strictObject({
  status: v.exactOptional(statusTextSchema),
  statusUntil: v.exactOptional(statusUntilSchema),
})
/** The file, as the relay is told of it. */
const image = v.pipe(
  v.string(),
  v.check((text) => v.is(putPictureBody.entries.image, text), 'no picture'),
)
const title = v.strictObject({ title: v.exactOptional(documentBody.entries.title) })
const changeId = v.pipe(v.number(), v.safeInteger(), v.minValue(1))

export const directoryEditSchema = v.variant('kind', [
  /** `was`: what the same fields showed before, so that setting them back takes a waiting change back. */
  v.strictObject({ kind: v.literal('update'), ...of, set: fields, was: fields }),
  /** Likewise of a document, by its conversation. */
  v.strictObject({
    kind: v.literal('title'),
    ...of,
    workspace: workspaceIdSchema,
    document: documentIdSchema,
    set: title,
    was: title,
  }),
  v.strictObject({
    kind: v.literal('rename-workspace'),
    ...ofWorkspace,
    set: v.strictObject({ name: v.exactOptional(createWorkspaceBody.entries.name) }),
    was: wasName,
  }),
  /** The colour of a workspace; null leaves it to each person. */
  v.strictObject({ kind: v.literal('accent'), ...ofWorkspace, set: accent, was: accent }),
  /** What this person is called, in all of their workspaces. */
  v.strictObject({
    kind: v.literal('own-name'),
    set: v.strictObject({ displayName: v.exactOptional(nameSchema) }),
    was: v.strictObject({ displayName: v.exactOptional(v.string()) }),
  }),
  /** What they say of how they are, empty: nothing; and when that ends, 0: it does not. */
  v.strictObject({ kind: v.literal('own-status'), set: status, was: status }),
  /** Null is none; `was` is its hash. */
  v.strictObject({
    kind: v.literal('own-picture'),
    set: v.strictObject({ picture: v.exactOptional(v.nullable(image)) }),
    was: v.strictObject({ picture: v.exactOptional(v.nullable(pictureHashSchema)) }),
  }),
  v.strictObject({ kind: v.literal('archive'), ...of, archived: v.boolean() }),
  /** Of a public channel: into it, or out of it. */
  v.strictObject({ kind: v.literal('join'), ...of, joined: v.boolean() }),
  /** A new public channel, under an id of the page's own choosing (CM10). */
  v.strictObject({
    kind: v.literal('create'),
    ...of,
    workspace: workspaceIdSchema,
    name: createChannelBody.entries.name,
    topic: topic.wrapped,
    icon: v.exactOptional(icon.wrapped),
  }),
  /** A new document and its conversation, likewise. */
  v.strictObject({
    kind: v.literal('create-document'),
    ...of,
    workspace: workspaceIdSchema,
    document: documentIdSchema,
    ...documentBody.entries,
  }),
])
export type DirectoryEdit = v.InferOutput<typeof directoryEditSchema>

/** It makes what it is about. */
export type Creation = Extract<DirectoryEdit, { readonly kind: 'create' | 'create-document' }>

export const changesInputs = {
  /** Kept durably first, then done in the order in which they were asked for. */
  'directory.edit': directoryEditSchema,
  'directory.edits': v.strictObject({}),
  /** The person has seen that it was refused. What was to be made is given up, with what was written there. */
  'directory.dismissEdit': v.strictObject({ id: changeId }),
  /** The directory has told of what was made, or what was written in what was given up is forgotten: main need not know of it any more. */
  'directory.settled': v.strictObject({ id: changeId }),
  /** The page's connection to the relay stands, or does not: what waits is tried while it does. */
  'directory.reached': v.strictObject({ reached: v.boolean() }),
}

/** What a change makes of what others are told of this person; an empty status text or hash is none, and so is an end at 0. */
export type OwnEffect = Partial<Pick<MemberChange, 'name' | 'status' | 'statusUntil' | 'picture'>>

/** What a change makes of the row of a channel, a document, a workspace or this person. Nothing in it is undefined: that gets through no JSON. */
export type EditEffect = Partial<Pick<ChannelChange, 'name' | 'topic' | 'icon'>> & {
  readonly archived?: boolean
  readonly joined?: boolean
} & Partial<Pick<DocumentChange, 'title'>> & { readonly accent?: number | null } & OwnEffect

/** Of what the relay does not have yet. */
export type MadeRow = ChannelChange | DocumentChange

export interface WaitingEdit {
  readonly id: number
  /** What it is about: one of these. */
  readonly conversation?: ConversationId
  readonly workspace?: WorkspaceId
  /** This person. */
  readonly own?: true
  /**
   * `done`: the relay has it, and the directory is about to say so. Of creations alone: `refused`, until the person has decided, and
   * `given-up`, until what was written there is forgotten.
   */
  readonly state: 'waiting' | 'sending' | 'done' | 'refused' | 'given-up'
  readonly effect: EditEffect
  /** What it makes, as the directory will tell it. */
  readonly makes?: MadeRow
}

/** `Failure`: why the relay refused. */
export interface RefusedEdit<Failure> {
  readonly id: number
  readonly edit: DirectoryEdit
  readonly failure: Failure
}

export interface DirectoryEdits<Failure> {
  /** In order. */
  readonly waiting: ReadonlyArray<WaitingEdit>
  /** What nobody could be told of at once, until the person has seen it. */
  readonly refused: ReadonlyArray<RefusedEdit<Failure>>
}

/** It is not on the disk, and nothing was changed. */
export interface EditNotKept {
  readonly kind: 'edit-not-kept'
  readonly detail: string
}

export interface ChangesOutputs<Failure> {
  /** `waits`: it is kept, and shown as made; what becomes of it is told by `directory.edited`. */
  readonly 'directory.edit': Result<'done' | 'waits', Failure | EditNotKept>
  readonly 'directory.edits': DirectoryEdits<Failure>
  readonly 'directory.dismissEdit': undefined
  readonly 'directory.settled': undefined
  readonly 'directory.reached': undefined
}
