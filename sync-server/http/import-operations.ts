import * as v from 'valibot'
import { fail, ok } from '../../core/base/result.ts'
import { conversationIdSchema, workspaceIdSchema } from '../../core/protocol/id-schemas.ts'
import {
  importChannelAnswer,
  importChannelBody,
  importMessagesAnswer,
  importMessagesBody,
  importPaths,
  importPeopleAnswer,
  importPeopleBody,
  importWorkspaceAnswer,
  importWorkspaceBody,
  maxImportBytes,
} from '../import/import-api.ts'
import type { ImportTarget } from '../import/target.ts'
import { administratorOperation, type Operation } from './operation.ts'
import { sample } from './samples.ts'

const inWorkspace = v.object({ workspace: workspaceIdSchema })
const inChannel = v.object({ workspace: workspaceIdSchema, channel: conversationIdSchema })
const params = { workspace: sample.workspace }

export const importOperations = ({ target }: { readonly target: ImportTarget }): ReadonlyArray<Operation> => [
  administratorOperation({
    id: 'importWorkspace',
    method: 'POST',
    path: importPaths.workspaces,
    tag: 'import',
    summary: 'Find a workspace by its name, or make it.',
    body: importWorkspaceBody,
    answer: importWorkspaceAnswer,
    problems: ['not-found'],
    example: {
      body: { name: 'Analytical Engines' },
      answer: { id: sample.workspace, created: true, hasOwner: false },
    },
    run: async ({ body }) => {
      const workspace = await target.workspace(body.name, body.owner)
      return workspace.ok ? workspace : fail({ code: 'not-found', detail: 'no account has this username' })
    },
    audit: ({ body }, answer) => ({
      details: { name: body.name, ...(answer.ok && { owner: body.owner ?? '' }) },
    }),
  }),
  administratorOperation({
    id: 'importPeople',
    method: 'POST',
    path: importPaths.people(':workspace'),
    tag: 'import',
    summary: 'Make placeholders for authors without an account. Those that are there stay.',
    bodyLimit: maxImportBytes,
    params: inWorkspace,
    body: importPeopleBody,
    answer: importPeopleAnswer,
    example: {
      params,
      body: { people: [{ source: 'U024BE7LH', name: 'Charles Babbage' }] },
      answer: { created: 1 },
    },
    run: async ({ params: { workspace }, body }) => {
      const created = await target.people(workspace, body.people)
      return created.ok ? ok({ created: created.value }) : fail({ code: created.failure.kind })
    },
    audit: ({ params: { workspace }, body }) => ({ workspace, details: { people: body.people.length } }),
  }),
  administratorOperation({
    id: 'importChannel',
    method: 'POST',
    path: importPaths.channels(':workspace'),
    tag: 'import',
    summary: 'Find or make the channel that a source’s channel becomes.',
    params: inWorkspace,
    body: importChannelBody,
    answer: importChannelAnswer,
    problems: ['name-taken'],
    example: {
      params,
      body: { source: 'C024BE91L', name: 'engines', topic: 'Cogs and cards' },
      answer: { id: sample.conversation, created: true },
    },
    run: async ({ params: { workspace }, body }) => {
      const channel = await target.channel(workspace, body)
      return channel.ok ? channel : fail({ code: channel.failure.kind })
    },
    audit: ({ params: { workspace }, body }) => ({ workspace, details: { channel: body.name } }),
  }),
  administratorOperation({
    id: 'importMessages',
    method: 'POST',
    path: importPaths.messages(':workspace', ':channel'),
    tag: 'import',
    summary: 'Bring messages into an imported channel. Safe to repeat: each source is taken once.',
    bodyLimit: maxImportBytes,
    params: inChannel,
    body: importMessagesBody,
    answer: importMessagesAnswer,
    example: {
      params: { workspace: sample.workspace, channel: sample.conversation },
      body: {
        messages: [
          {
            source: '1355517523.000005',
            author: 'U024BE7LH',
            time: 1_355_517_523_000,
            counter: 5,
            text: 'On Tuesday I shall finish the drawings.',
            alsoInChannel: false,
            mentions: [],
            reactions: [],
          },
        ],
      },
      answer: { imported: 1, skipped: 0, refused: [] },
    },
    run: async ({ params: { workspace, channel }, body }) => {
      const answer = await target.messages(workspace, channel, body.messages)
      return answer.ok ? answer : fail({ code: answer.failure.kind })
    },
    audit: ({ params: { workspace, channel }, body }) => ({
      workspace,
      target: { channel },
      details: { messages: body.messages.length },
    }),
  }),
]
