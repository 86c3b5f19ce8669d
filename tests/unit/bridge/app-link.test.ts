import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readAppLink, toConversationLink, toMessageLink } from '../../../core/bridge/app-link.ts'
import { conversationId, opId, userId } from '../../../core/protocol/ids.ts'
import { createLinkInbox } from '../../../main/window/link-inbox.ts'

const [a, b, c] = ['a'.repeat(32), 'b'.repeat(32), 'c'.repeat(32)]
const good = [
  [`tidings://message/${a}/${b}/${c}`, { kind: 'message', conversation: a, message: b, author: c }],
  [`tidings://conversation/${a}`, { kind: 'conversation', conversation: a }],
  ['tidings://invitation/Ab_-9', { kind: 'invitation', token: 'Ab_-9' }],
  ['tidings://signed-in', { kind: 'signed-in' }],
  ['tidings://signed-in/', { kind: 'signed-in' }],
] as const

describe('links of the app', () => {
  test.each(good)('[DT5] %s is read', (link, read) => {
    expect(readAppLink(link)).toEqual(read)
  })

  test('[DT5] what the app copies is what it reads', () => {
    const [conversation, message, author] = [conversationId(a), opId(b), userId(c)]
    expect(readAppLink(toConversationLink(conversation))).toEqual({ kind: 'conversation', conversation })
    expect(readAppLink(toMessageLink(conversation, message, author))).toEqual({
      kind: 'message',
      conversation,
      message,
      author,
    })
  })

  test.each([
    'tidings:',
    `tidings:xxconversation/${a}`,
    `tidings:\\\\conversation/${a}`,
    'tidings://',
    'TIDINGS://signed-in',
    'tidings://signed-in//',
    'tidings://signed-in/x',
    'tidings://signed-in?code=abc&state=def',
    'tidings://user@signed-in',
    `tidings://conversation/${a}/`,
    `tidings://conversation/${a.toUpperCase()}`,
    `tidings://conversation/${a}#x`,
    `tidings://conversation/../${a}`,
    `tidings://conversation/%61${a.slice(1)}`,
    `tidings://message/${a}/${b}`,
    `tidings://message/${a}/${b}/${c}/${c}`,
    `tidings://message/${a}/${b}/__proto__`,
    'tidings://invitation/',
    'tidings://invitation/a b',
    'tidings://invitation/--remote-debugging-port=9222"',
    `tidings://invitation/${'x'.repeat(129)}`,
    'tidings://toString/x',
    'tidings://__proto__/x',
    'tidings://message',
    `https://message/${a}/${b}/${c}`,
    `javascript:tidings://conversation/${a}`,
    ` tidings://conversation/${a}`,
    `tidings://conversation/${a}\n`,
    `tidings://conversation/${a}\0`,
  ])('[DT5] %j is none', (link) => {
    expect(readAppLink(link)).toBeUndefined()
  })

  test('[DT5] whatever a page makes up, the reader answers, and takes nothing but links that it would write itself', () => {
    const near = fc.tuple(
      fc.constantFrom('tidings://', 'tidings:', 'app://', ''),
      fc.array(fc.oneof(fc.constantFrom('message', 'invitation', a, b, '..', '%2f', '#', '?'), fc.string()), {
        maxLength: 6,
      }),
    )
    const anyLink = fc.oneof(
      fc.string({ unit: 'binary' }),
      near.map(([start, parts]) => start + parts.join('/')),
    )
    fc.assert(
      fc.property(anyLink, (link) => {
        const read = readAppLink(link)
        if (read === undefined) return
        const { kind, ...parts } = read
        const again = ['tidings:/', kind, ...Object.values(parts)].join('/')
        expect(link.replace(/\/$/, '')).toBe(again)
      }),
    )
  })
})

describe('the inbox of links', () => {
  test('[DT5] keeps the link of a command line until it is taken, once', () => {
    const inbox = createLinkInbox()
    expect(inbox.take()).toBeUndefined()
    expect(inbox.offer(['/usr/bin/tidings', '--relay=http://x', `tidings://conversation/${a}`])).toBe(true)
    expect(inbox.take()).toEqual({ kind: 'conversation', conversation: a })
    expect(inbox.take()).toBeUndefined()
  })

  test('[DT5] the last one counts; what is none changes nothing; coming back is done by coming to the front', () => {
    const inbox = createLinkInbox()
    inbox.offer([`tidings://conversation/${a}`])
    inbox.offer([`tidings://conversation/${b}`, 'tidings://nonsense/x'])
    expect(inbox.offer(['--hidden', 'file:///etc/passwd'])).toBe(false)
    expect(inbox.take()).toEqual({ kind: 'conversation', conversation: b })
    expect(inbox.offer(['tidings://signed-in'])).toBe(true)
    expect(inbox.take()).toBeUndefined()
  })
})
