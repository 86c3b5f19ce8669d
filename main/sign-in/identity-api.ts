/** The relay's addresses for accounts, providers and invitations. */
import * as v from 'valibot'
import { ok, type Result } from '../../core/base/result.ts'
import { type SessionAnswer, sessionAnswer } from '../../core/protocol/api.ts'
import {
  type createInvitationBody,
  identityPaths,
  invitationAnswer,
  invitationsAnswer,
  type MadeInvitation,
  type MeAnswer,
  meAnswer,
  type Methods,
  methodsAnswer,
  type Offer,
  offerAnswer,
  type OidcFinished,
  oidcFinishAnswer,
  oidcStartAnswer,
  type OpenInvitation,
  signedOutAnswer,
  type UpdateMe,
} from '../../core/protocol/identity-api.ts'
import type { DeviceId, InvitationId, WorkspaceId } from '../../core/protocol/ids.ts'
import type { ApiFailure, Ask } from './ask.ts'

type Answered<Value> = Promise<Result<Value, ApiFailure>>

export type InvitationKind = Omit<v.InferInput<typeof createInvitationBody>, 'email'>

export interface IdentityApi {
  readonly methods: () => Answered<Methods>
  readonly beginProvider: (ask: {
    readonly redirectUri: string
    readonly challenge: string
    readonly state: string
  }) => Answered<v.InferOutput<typeof oidcStartAnswer>>
  readonly finishProvider: (answer: {
    readonly flow: string
    readonly code: string
    readonly verifier: string
  }) => Answered<OidcFinished>
  readonly openProvider: (ask: {
    readonly ticket: string
    readonly device: { readonly id: DeviceId; readonly name: string }
    readonly invitation: string | undefined
  }) => Answered<SessionAnswer>
  readonly me: (token: string) => Answered<MeAnswer>
  readonly updateMe: (token: string, change: UpdateMe) => Answered<MeAnswer>
  readonly changePassword: (
    token: string,
    passwords: { readonly current: string; readonly next: string },
  ) => Answered<{ readonly signedOut: number }>
  readonly signOutOthers: (token: string) => Answered<{ readonly signedOut: number }>
  readonly deleteMe: (
    token: string,
    proof: { readonly password: string } | { readonly ticket: string },
  ) => Answered<undefined>
  readonly look: (invitation: string) => Answered<Offer>
  readonly accept: (token: string, invitation: string) => Answered<undefined>
  readonly invite: (token: string, workspace: WorkspaceId, kind: InvitationKind) => Answered<MadeInvitation>
  readonly invitations: (token: string, workspace: WorkspaceId) => Answered<ReadonlyArray<OpenInvitation>>
  readonly uninvite: (token: string, workspace: WorkspaceId, invitation: InvitationId) => Answered<undefined>
}

export function createIdentityApi(ask: Ask): IdentityApi {
  return {
    methods: () => ask(methodsAnswer, 'GET', identityPaths.methods, {}),
    beginProvider: (body) => ask(oidcStartAnswer, 'POST', identityPaths.oidcStart, { body }),
    finishProvider: (body) => ask(oidcFinishAnswer, 'POST', identityPaths.oidcFinish, { body }),
    openProvider: (body) => ask(sessionAnswer, 'POST', identityPaths.oidcSession, { body }),
    me: (token) => ask(meAnswer, 'GET', identityPaths.me, { token }),
    updateMe: (token, body) => ask(meAnswer, 'PATCH', identityPaths.me, { token, body }),
    changePassword: (token, body) => ask(signedOutAnswer, 'POST', identityPaths.password, { token, body }),
    signOutOthers: (token) =>
      ask(signedOutAnswer, 'POST', identityPaths.signOutAll, { token, body: { keepThis: true } }),
    deleteMe: async (token, body) => {
      const answer = await ask(v.unknown(), 'DELETE', identityPaths.me, { token, body })
      return answer.ok ? ok(undefined) : answer
    },
    look: (token) => ask(offerAnswer, 'POST', identityPaths.look, { body: { token } }),
    accept: async (token, invitation) => {
      const answer = await ask(v.unknown(), 'POST', identityPaths.accept, {
        token,
        body: { token: invitation },
      })
      return answer.ok ? ok(undefined) : answer
    },
    invite: (token, workspace, body) =>
      ask(invitationAnswer, 'POST', identityPaths.invitations(workspace), { token, body }),
    invitations: async (token, workspace) => {
      const answer = await ask(invitationsAnswer, 'GET', identityPaths.invitations(workspace), { token })
      return answer.ok ? ok(answer.value.invitations) : answer
    },
    uninvite: async (token, workspace, invitation) => {
      const path = identityPaths.invitation(workspace, invitation)
      const answer = await ask(v.unknown(), 'DELETE', path, { token })
      return answer.ok ? ok(undefined) : answer
    },
  }
}
