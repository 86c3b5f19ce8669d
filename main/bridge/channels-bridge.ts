/** Main's answers on open channels. */
import type { Result } from '../../core/base/result.ts'
import type { ChannelFailure } from '../../core/bridge/channels-contract.ts'
import type { Bridge, BridgeName } from '../../core/bridge/contract.ts'
import type { ApiFailure } from '../sign-in/ask.ts'
import type { ChannelsApi } from '../sign-in/channels-api.ts'
import type { Session } from '../sign-in/session.ts'
import { askWithToken, commandFailure } from './with-token.ts'

export function createChannelsBridge(
  session: Session,
): Pick<Bridge, Extract<BridgeName, `channel.${string}`>> {
  const ask = (
    call: (channels: ChannelsApi, token: string) => Promise<Result<undefined, ApiFailure>>,
  ): Promise<Result<undefined, ChannelFailure>> =>
    askWithToken(session.current(), ({ channels }, token) => call(channels, token), channelFailure)
  return {
    'channel.setTopic': ({ conversation, topic }) =>
      ask((channels, token) => channels.setTopic(token, conversation, topic)),
    'channel.setLevel': ({ conversation, level }) =>
      ask((channels, token) => channels.setLevel(token, conversation, level)),
    'channel.archive': ({ conversation, archived }) =>
      ask((channels, token) => channels.archive(token, conversation, archived)),
    'channel.leave': ({ conversation }) => ask((channels, token) => channels.leave(token, conversation)),
    'channel.join': ({ conversation }) => ask((channels, token) => channels.join(token, conversation)),
    'channel.invite': ({ conversation, user }) =>
      ask((channels, token) => channels.invite(token, conversation, user)),
  }
}

const channelFailure = (failure: ApiFailure): ChannelFailure =>
  failure.kind === 'refused' && failure.code === 'last-admin'
    ? { kind: failure.code }
    : commandFailure(failure)
