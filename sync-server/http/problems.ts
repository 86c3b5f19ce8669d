/** The one table from codes to status and words: error answers are `application/problem+json` (RFC 9457). */
import type { FastifyReply } from 'fastify'
import type { ApiCode } from '../../core/protocol/api.ts'

export const problems: Record<ApiCode, { readonly status: number; readonly title: string }> = {
  'bad-request': { status: 400, title: 'The request does not have the form that this address expects.' },
  unauthorized: { status: 401, title: 'A valid access token is needed.' },
  'wrong-credentials': { status: 401, title: 'Name and password do not match.' },
  'refresh-refused': { status: 401, title: 'This session has ended. Sign in again.' },
  forbidden: { status: 403, title: 'This account may not do that.' },
  'not-found': { status: 404, title: 'There is nothing here.' },
  'username-taken': { status: 409, title: 'This username is taken.' },
  'name-taken': { status: 409, title: 'This name is taken.' },
  'id-taken': { status: 409, title: 'This id is taken.' },
  'last-owner': { status: 409, title: 'Nobody else owns this workspace. Make somebody an owner first.' },
  'last-admin': {
    status: 409,
    title: 'Nobody else looks after this conversation. Make somebody its admin first.',
  },
  'already-resolved': { status: 409, title: 'This report was resolved before.' },
  sealed: {
    status: 409,
    title: 'This conversation is sealed: only its members’ devices can do this. Use the client library.',
  },
  'password-weak': { status: 422, title: 'This password is among the first that are tried.' },
  'no-password': { status: 409, title: 'This account has no password.' },
  'account-disabled': { status: 403, title: 'This account is disabled.' },
  'sign-up-closed': { status: 403, title: 'New accounts cannot be made here.' },
  'invitation-needed': { status: 403, title: 'An invitation is needed for a new account.' },
  'invitation-refused': { status: 404, title: 'This invitation is not good, or not any more.' },
  'identity-taken': { status: 409, title: 'Another account belongs to this person.' },
  'last-way-in': { status: 409, title: 'Nothing else would open this account.' },
  'oidc-refused': { status: 401, title: 'This sign-in is over, or did not begin here. Begin anew.' },
  'provider-unreachable': { status: 503, title: 'The provider of accounts does not answer.' },
  'provider-misconfigured': { status: 503, title: 'The provider of accounts is not set up rightly.' },
  'list-moved': { status: 409, title: 'There is a newer list of devices.' },
  'backup-moved': { status: 409, title: 'There is another backup.' },
  'keys-refused': { status: 422, title: 'These keys break the rules.' },
  'not-linked': { status: 403, title: 'This device is not linked to the account.' },
  'file-taken': { status: 409, title: 'This id is taken.' },
  'file-offset': { status: 409, title: 'These bytes do not follow on those that are there.' },
  'file-too-large': { status: 413, title: 'This file is larger than the relay takes.' },
  'file-quota': { status: 403, title: 'There is no room left for this file.' },
  'people-quota': { status: 403, title: 'There is no room left for another person in this workspace.' },
  'file-damaged': { status: 422, title: 'What arrived is not what was announced.' },
  'file-unscanned': { status: 409, title: 'This file has not been scanned for malware yet. Try again soon.' },
  'file-infected': { status: 410, title: 'Malware was found in this file. It was taken away.' },
  'no-such-message': { status: 404, title: 'There is no such message in this conversation.' },
  'no-such-file': {
    status: 404,
    title: 'A file that this message names is missing, or not as it says. Put it up first.',
  },
  'key-reused': { status: 409, title: 'This key was used for another message.' },
  'message-refused': { status: 422, title: 'The rules of the workspace do not let this be said.' },
  'too-many-webhooks': { status: 409, title: 'This workspace has as many webhooks as it may have.' },
  'range-outside': { status: 416, title: 'The file has no such bytes.' },
  'too-large': { status: 413, title: 'This request is larger than the relay takes.' },
  'too-many-requests': { status: 429, title: 'Too many requests.' },
  unavailable: { status: 503, title: 'The relay cannot do that just now.' },
  internal: { status: 500, title: 'Something went wrong here.' },
}

/** Where nobody knows better. */
const usualRetrySeconds = 10

export interface ApiFailure {
  readonly code: ApiCode
  readonly detail?: string
  /** Where the fault is, as a path into the body or the query: `device.name`. */
  readonly field?: string
  /** Seconds. */
  readonly retryAfter?: number
  /** Base64url, with `list-moved`. */
  readonly newest?: string
  /** Bytes, with `file-offset`. */
  readonly offset?: number
  /** Bytes, with `file-too-large` and `file-quota`; people, with `people-quota`. */
  readonly limit?: number
  /** How much of that is taken, with `file-quota` and `people-quota`. */
  readonly used?: number
}

/** Of a failure that is named as its code is, and has its facts. */
export const withCode = ({
  kind,
  ...facts
}: { readonly kind: ApiCode } & Omit<ApiFailure, 'code'>): ApiFailure => ({ code: kind, ...facts })

export async function sendProblem(
  reply: FastifyReply,
  { code, detail, ...facts }: ApiFailure,
): Promise<void> {
  const { status, title } = problems[code]
  const retryAfter = facts.retryAfter ?? (status === 429 || status === 503 ? usualRetrySeconds : undefined)
  if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter))
  if (code === 'unauthorized') reply.header('www-authenticate', 'Bearer')
  await reply
    .code(status)
    .type('application/problem+json')
    .send({
      type: `urn:tidings:problem:${code}`,
      title,
      status,
      code,
      ...(detail === undefined ? {} : { detail }),
      ...facts,
    })
}

/** Room for what surrounds them: names, numbers, braces. */
const surroundings = 1_024
/** How long a body may be that brings so many bytes as base64url. */
export const textRoom = (bytes: number): number => Math.ceil((bytes * 4) / 3) + surroundings
