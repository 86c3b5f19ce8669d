import { expect, test } from 'vitest'
import { readMessageLink, toMessageLink } from '../../../../../renderer/features/conversation/message-link.ts'
import { readMarkup } from '../../../../../renderer/features/markup/read-markup.ts'
import { keyOf } from '../../../../../renderer/features/conversation/rows.ts'
import { channelNumber } from '../../../../support/fake-engine.ts'
import { shownMessage } from '../../../../support/shown-message.ts'

const message = shownMessage(1)
const link = toMessageLink(channelNumber(1), message)

test('a link to a message leads to it, and stands as a link in a text', () => {
  expect(readMessageLink(link)).toEqual({ conversation: channelNumber(1), key: keyOf(message) })
  expect(readMarkup(`see ${link}.`)).toEqual([
    {
      kind: 'paragraph',
      parts: [
        { kind: 'text', text: 'see ' },
        { kind: 'link', url: link, parts: [{ kind: 'text', text: link }] },
        { kind: 'text', text: '.' },
      ],
    },
  ])
})

test.each([
  `${link}/x`,
  link.slice(0, -1),
  link.replace('message', 'massage'),
  'tidings://message/',
  `x${link}`,
])('what is no link to a message is none: %s', (text) => expect(readMessageLink(text)).toBeUndefined())
