import { expect, test } from 'vitest'
import { likelyNext } from '../../../../../renderer/features/main/likely-next.ts'
import { channelNumber, workspaceWith } from '../../../../support/fake-engine.ts'

test('where the person was last comes first, then what is unread, then the rest as it is listed', () => {
  const { channels, ...others } = workspaceWith(1, 5, 6, 7, 8, 9)
  const told = channels.map((channel) => ({ ...channel, unread: channel.id === channelNumber(8) }))
  const recent = [channelNumber(9), 'elsewhere', channelNumber(6)]
  expect(likelyNext({ ...others, channels: told }, recent)).toEqual([9, 6, 8, 5, 7].map(channelNumber))
})
