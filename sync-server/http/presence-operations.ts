import * as v from 'valibot'
import { fail, ok } from '../../core/base/result.ts'
import { workspaceIdSchema } from '../../core/protocol/id-schemas.ts'
import {
  ownPresenceAnswer,
  presenceBody,
  presencePaths,
  presentPeopleAnswer,
} from '../../core/protocol/presence-api.ts'
import type { Presences } from '../directory/presences.ts'
import { type Operation, userOperation } from './operation.ts'
import { sample } from './samples.ts'

const tag = 'presence'
const ada = {
  id: sample.user,
  name: 'Ada Lovelace',
  username: 'ada',
  email: 'ada@engines.example',
  status: 'busy',
}

export const presenceOperations = ({
  presences,
}: {
  readonly presences: Presences
}): ReadonlyArray<Operation> => [
  userOperation({
    id: 'getMyPresence',
    method: 'GET',
    path: presencePaths.own,
    tag,
    summary: 'How one is there, of all one’s devices together.',
    description: '`invisible` is told to nobody else: others see `offline`.',
    answer: ownPresenceAnswer,
    example: { answer: { status: 'busy' } },
    run: async ({ grant }) => ok(presences.own(grant.user)),
  }),
  userOperation({
    id: 'setMyPresence',
    method: 'PUT',
    path: presencePaths.own,
    tag,
    summary: 'Say how one is there.',
    description:
      'As if each device had said it. For so many `seconds` (300 unless said) it counts even where none is connected: say it ' +
      'again before they are over. `offline` ends that at once, and hides devices that are connected.',
    body: presenceBody,
    example: { body: { status: 'busy', seconds: 600 } },
    run: async ({ grant, body }) => {
      await presences.say(grant.user, body.status, body.seconds)
      return ok(undefined)
    },
  }),
  userOperation({
    id: 'listPresence',
    method: 'GET',
    path: presencePaths.workspace(':workspace'),
    tag,
    summary: 'The people of a workspace by name, and whether they are there.',
    description: 'Owners and admins see e-mail addresses; everybody sees their own.',
    action: 'workspace.people',
    params: v.object({ workspace: workspaceIdSchema }),
    answer: presentPeopleAnswer,
    problems: ['forbidden'],
    example: {
      params: { workspace: sample.workspace },
      answer: {
        people: [
          ada,
          {
            id: sample.other,
            name: 'Bob',
            username: 'bob',
            email: null,
            status: 'offline',
            lastSeen: 1_793_000_900_000,
          },
        ],
      },
    },
    run: async ({ grant, params: { workspace } }) => {
      const found = await presences.inWorkspace(grant.user, workspace)
      return found.ok ? ok({ people: found.value }) : fail({ code: found.failure.kind })
    },
  }),
  userOperation({
    id: 'listActiveUsers',
    method: 'GET',
    path: presencePaths.active,
    tag,
    summary: 'Everybody who is there and shares a workspace with one, oneself too.',
    description: 'A socket hears of changes at once: nobody needs to ask again and again.',
    answer: presentPeopleAnswer,
    example: { answer: { people: [ada] } },
    run: async ({ grant }) => ok({ people: await presences.active(grant.user) }),
  }),
]
