/** The relay's addresses for device lists, leaves, the recovery backup and linking, as main asks them. */
import * as v from 'valibot'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { UserId } from '../../core/protocol/ids.ts'
import { bytesToText } from '../../core/protocol/byte-schemas.ts'
import {
  backupBody,
  type KeysAnswer,
  keysAnswer,
  keysPaths,
  linkMessagesAnswer,
  linkPostedAnswer,
  type SeenAnswer,
  seenAnswer,
} from '../../core/protocol/keys-api.ts'
import type { ApiFailure, Ask } from './ask.ts'

type Answered<Value> = Promise<Result<Value, ApiFailure>>

export interface LinkMessage {
  readonly number: number
  readonly message: Uint8Array
}

export interface KeysApi {
  /** `leaf`: of this device, where it is new in the list. */
  readonly putList: (token: string, list: Uint8Array, leaf: Uint8Array | undefined) => Answered<undefined>
  readonly putLeaf: (token: string, leaf: Uint8Array) => Answered<undefined>
  /** `after`: the newest version at hand, 0 for none. Of people whom the asker may not know the answer says nothing. */
  readonly queryKeys: (
    token: string,
    users: ReadonlyArray<{ readonly user: UserId; readonly after: number }>,
  ) => Answered<KeysAnswer['users']>
  /** Undefined if there is none. */
  readonly backup: (
    token: string,
  ) => Answered<{ readonly version: number; readonly blob: Uint8Array } | undefined>
  /** When this person's devices were connected last. */
  readonly seen: (token: string) => Answered<SeenAnswer['devices']>
  readonly putBackup: (token: string, version: number, blob: Uint8Array) => Answered<undefined>
  /** Messages of a slot after this one; waits for one as long as the relay lets it. */
  readonly linkMessages: (token: string, slot: string, after: number) => Answered<ReadonlyArray<LinkMessage>>
  readonly postLink: (token: string, slot: string, message: Uint8Array) => Answered<number>
}

export function createKeysApi(ask: Ask): KeysApi {
  const put = async (token: string, path: string, body: unknown): Answered<undefined> => {
    const answer = await ask(v.unknown(), 'PUT', path, { token, body })
    return answer.ok ? ok(undefined) : answer
  }
  return {
    putList: (token, list, leaf) =>
      put(token, keysPaths.list, {
        list: bytesToText(list),
        ...(leaf === undefined ? {} : { leaf: bytesToText(leaf) }),
      }),
    putLeaf: (token, leaf) => put(token, keysPaths.leaf, { leaf: bytesToText(leaf) }),
    queryKeys: async (token, users) => {
      const answer = await ask(keysAnswer, 'POST', keysPaths.query, { token, body: { users } })
      return answer.ok ? ok(answer.value.users) : answer
    },
    backup: async (token) => {
      const answer = await ask(backupBody, 'GET', keysPaths.backup, { token })
      if (answer.ok) return answer
      return answer.failure.kind === 'refused' && answer.failure.code === 'not-found' ? ok(undefined) : answer
    },
    seen: async (token) => {
      const answer = await ask(seenAnswer, 'GET', keysPaths.seen, { token })
      return answer.ok ? ok(answer.value.devices) : answer
    },
    putBackup: (token, version, blob) => put(token, keysPaths.backup, { version, blob: bytesToText(blob) }),
    linkMessages: async (token, slot, after) => {
      const path = `${keysPaths.link(slot)}?after=${after}`
      const answer = await ask(linkMessagesAnswer, 'GET', path, { token })
      return answer.ok ? ok(answer.value.messages) : fail(answer.failure)
    },
    postLink: async (token, slot, message) => {
      const body = { message: bytesToText(message) }
      const answer = await ask(linkPostedAnswer, 'POST', keysPaths.link(slot), { token, body })
      return answer.ok ? ok(answer.value.number) : answer
    },
  }
}
