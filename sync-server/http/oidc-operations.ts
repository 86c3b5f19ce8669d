/** Sign-in at an OpenID provider (AU10, AU12). Where there is none, these addresses are not there. */
import type { FastifyReply } from 'fastify'
import { fail, ok } from '../../core/base/result.ts'
import { sessionAnswer } from '../../core/protocol/api.ts'
import {
  identityPaths,
  oidcFinishAnswer,
  oidcFinishBody,
  oidcSessionBody,
  oidcStartAnswer,
  oidcStartBody,
} from '../../core/protocol/identity-api.ts'
import type { OidcSignIn } from '../identity/oidc/oidc-sign-in.ts'
import type { Throttle } from '../identity/throttle.ts'
import { deviceExample, refuse, sessionExample } from './auth-operations.ts'
import { type Answer, spend, tooMany } from './endpoint.ts'
import { type Operation, publicOperation } from './operation.ts'
import { sample } from './samples.ts'

export interface OidcDeps {
  readonly oidc: OidcSignIn | undefined
  readonly signIns: Throttle
  readonly refreshes: Throttle
}

const ticket = 'Jd0…'

export const oidcOperations = ({ oidc, signIns, refreshes }: OidcDeps): ReadonlyArray<Operation> => {
  const asked = async (
    throttle: Throttle,
    { from, reply }: { readonly from: string; readonly reply: FastifyReply },
    ask: (oidc: OidcSignIn) => Promise<Answer>,
  ): Promise<Answer> => {
    const retryAfter = spend(reply, throttle, `address ${from}`)
    if (retryAfter > 0) return tooMany(retryAfter)
    return oidc === undefined ? fail({ code: 'not-found' }) : ask(oidc)
  }
  return [
    publicOperation({
      id: 'beginProviderSignIn',
      method: 'POST',
      path: identityPaths.oidcStart,
      tag: 'auth',
      summary: 'Begin a sign-in at the provider: answers with the address that a browser opens.',
      description:
        'The app keeps the verifier of the S256 challenge, and listens where the browser comes back to.',
      body: oidcStartBody,
      answer: oidcStartAnswer,
      problems: ['not-found', 'provider-unreachable', 'provider-misconfigured', 'too-many-requests'],
      example: {
        body: {
          redirectUri: 'http://127.0.0.1:49152/oidc/callback',
          challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
          state: 'af0ifjsldkj-af0ifjsldkj-af0ifjsldkj-af0ifjs',
        },
        answer: {
          flow: 'q7n…',
          url: 'https://id.example/authorize?response_type=code&…',
          issuer: 'https://id.example',
          namesIssuer: true,
        },
      },
      run: ({ body, from, reply }) =>
        asked(signIns, { from, reply }, async (provider) => {
          const started = await provider.start(body)
          if (started.ok) return started
          const { kind, ...rest } = started.failure
          return fail({ code: kind, ...rest })
        }),
    }),
    publicOperation({
      id: 'finishProviderSignIn',
      method: 'POST',
      path: identityPaths.oidcFinish,
      tag: 'auth',
      summary: 'Exchange the code that the browser came back with for a ticket.',
      body: oidcFinishBody,
      answer: oidcFinishAnswer,
      problems: [
        'not-found',
        'oidc-refused',
        'provider-unreachable',
        'provider-misconfigured',
        'too-many-requests',
      ],
      example: {
        body: {
          flow: 'q7n…',
          code: 'SplxlOBeZQQYbYS6WxSbIA',
          verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
        },
        answer: { ticket, account: { id: sample.user, username: 'ada' } },
      },
      run: ({ body, from, reply }) =>
        asked(refreshes, { from, reply }, async (provider) => {
          const finished = await provider.finish(body)
          if (!finished.ok) {
            const { kind } = finished.failure
            return fail({ code: kind === 'exchange-refused' ? 'oidc-refused' : kind })
          }
          const { account } = finished.value
          return ok({
            ticket: finished.value.ticket,
            ...(account && { account: { id: account.user, username: account.username } }),
          })
        }),
    }),
    publicOperation({
      id: 'openProviderSession',
      method: 'POST',
      path: identityPaths.oidcSession,
      tag: 'auth',
      summary: 'Sign a device in with a ticket.',
      description: 'Who has no account yet gets one, as far as the settings and the invitation allow.',
      body: oidcSessionBody,
      answer: sessionAnswer,
      problems: [
        'not-found',
        'oidc-refused',
        'account-disabled',
        'sign-up-closed',
        'invitation-needed',
        'invitation-refused',
        'people-quota',
        'username-taken',
        'forbidden',
        'too-many-requests',
      ],
      example: { body: { ticket, device: deviceExample }, answer: sessionExample },
      run: ({ body, from, reply }) =>
        asked(refreshes, { from, reply }, async (provider) => {
          const opened = await provider.open({ ...body, invitation: body.invitation })
          return opened.ok ? opened : refuse(opened.failure)
        }),
      audit: ({ body }) => ({ target: { device: body.device.id } }),
    }),
  ]
}
