import { ok } from '../../core/base/result.ts'
import { bytesToText } from '../../core/protocol/byte-schemas.ts'
import {
  keysPaths,
  linkMessageBody,
  linkMessagesAnswer,
  linkPostedAnswer,
  linkQuery,
  linkSlot,
  maxLinkBytes,
} from '../../core/protocol/keys-api.ts'
import type { LinkMailbox } from '../keys/link-mailbox.ts'
import { tooMany } from './endpoint.ts'
import { type Operation, userOperation } from './operation.ts'
import { textRoom } from './problems.ts'
import { sample } from './samples.ts'

/** How long a client had better wait when its slots are full: the oldest may be over by then. */
const fullRetrySeconds = 60
const params = { slot: sample.slot }

export const linkOperations = ({ mailbox }: { readonly mailbox: LinkMailbox }): ReadonlyArray<Operation> => [
  userOperation({
    id: 'postLinkMessage',
    method: 'POST',
    path: keysPaths.link(':slot'),
    tag: 'keys',
    summary: 'Leave a message for one’s other device, while one of them is being linked.',
    bodyLimit: textRoom(maxLinkBytes),
    params: linkSlot,
    body: linkMessageBody,
    answer: linkPostedAnswer,
    example: { params, body: { message: 'AQIDBA' }, answer: { number: 1 } },
    run: async ({ grant: { user, device }, params: place, body }) => {
      const posted = await mailbox.post({ user, ...place }, { from: device, ...body })
      return posted.ok ? ok({ number: posted.value }) : tooMany(fullRetrySeconds)
    },
  }),
  userOperation({
    id: 'readLinkMessages',
    method: 'GET',
    path: keysPaths.link(':slot'),
    tag: 'keys',
    summary: 'The messages of a slot after a number; waits up to ten seconds for the next.',
    params: linkSlot,
    query: linkQuery,
    answer: linkMessagesAnswer,
    example: {
      params,
      query: { after: '0' },
      answer: { messages: [{ number: 1, from: sample.device, message: 'AQIDBA' }] },
    },
    run: async ({ grant: { user }, params: place, query }) => {
      const found = await mailbox.read({ user, ...place }, query.after)
      const messages = found.map((each) => ({ ...each, message: bytesToText(each.message) }))
      return ok({ messages })
    },
  }),
]
