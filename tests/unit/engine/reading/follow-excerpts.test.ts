import { expect, test } from 'vitest'
import { followExcerpts } from '../../../../core/engine/reading/follow-excerpts.ts'
import { nothingRead } from '../../../../core/engine/reading/reading-record.ts'
import type { FollowedThread } from '../../../../core/engine/threads-contract.ts'
import type { SaidAnew } from '../../../../core/sync/own-update.ts'
import type { UserId } from '../../../../core/protocol/ids.ts'
import { channelNumber } from '../../../support/fake-engine.ts'
import { messageId, person, shownMessage } from '../../../support/shown-message.ts'

const [ana, ben, moderator] = [person('a'), person('b'), person('c')]
const conversation = channelNumber(1)
const thread: FollowedThread = {
  conversation,
  root: messageId(1),
  by: ana,
  text: 'the root',
  replies: 1,
  people: [ben],
  last: { id: messageId(2), by: ben, at: shownMessage(2).at, text: 'the reply' },
  unread: 0,
  mentions: 0,
}

/** What the list says of root and reply once that was said. */
function after(said: SaidAnew, before = thread): ReadonlyArray<string | undefined> {
  const of = nothingRead()
  of.threads.set(before.root, before)
  const deps = { isModerator: (_: unknown, user: UserId) => user === moderator }
  const isNews = followExcerpts({ all: new Map([[conversation, of]]), deps }, conversation, [said])
  const now = of.threads.get(before.root)
  expect(isNews).toBe(now !== before)
  return [now?.text, now?.blank, now?.last.text, now?.last.blank]
}

const [root, reply] = [messageId(1), messageId(2)]
const asBefore = ['the root', undefined, 'the reply', undefined]

test('[VW6] its author and a moderator take back what stands in the list, and nobody else', () => {
  const redact = { kind: 'redact', text: '' } as const
  for (const by of [ana, moderator])
    expect(after({ ...redact, target: root, by })).toEqual(['', 'deleted', 'the reply', undefined])
  expect(after({ ...redact, target: reply, by: ben })).toEqual(['the root', undefined, '', 'deleted'])
  expect(after({ ...redact, target: root, by: ben })).toEqual(asBefore)
  expect(after({ ...redact, target: messageId(3), by: ana })).toEqual(asBefore)
})

test('[VW6] only its author edits it, and only a moderator puts something in its place', () => {
  const [edit, mask] = [
    { kind: 'edit', text: 'otherwise' } as const,
    { kind: 'mask', text: 'otherwise' } as const,
  ]
  expect(after({ ...edit, target: root, by: ana })).toEqual(['otherwise', undefined, 'the reply', undefined])
  expect(after({ ...mask, target: reply, by: moderator })).toEqual([
    'the root',
    undefined,
    'otherwise',
    undefined,
  ])
  for (const by of [ben, moderator]) expect(after({ ...edit, target: root, by })).toEqual(asBefore)
  for (const by of [ana, ben]) expect(after({ ...mask, target: root, by })).toEqual(asBefore)
})

test('[VW6] of what disappears nothing is kept, whatever it says by now', () => {
  const said = { kind: 'edit', target: root, by: ana, text: 'secret' } as const
  expect(after(said, { ...thread, text: '', blank: 'disappears' })).toEqual([
    '',
    'disappears',
    'the reply',
    undefined,
  ])
})

test('[VW6] nothing comes back of what was taken back or masked, however late its author says it again', () => {
  const edit = { kind: 'edit', target: root, by: ana, text: 'again' } as const
  const deleted = { ...thread, text: '', blank: 'deleted' } as const
  expect(after(edit, deleted)).toEqual(['', 'deleted', 'the reply', undefined])
  const masked = { ...thread, text: 'put here', masked: true } as const
  expect(after(edit, masked)).toEqual(['put here', undefined, 'the reply', undefined])
  const redact = { ...edit, kind: 'redact', text: '' } as const
  expect(after(redact, masked)).toEqual(['', 'deleted', 'the reply', undefined])
})

test('[VW6] a message of mere files that is given a text says it', () => {
  const edit = { kind: 'edit', target: root, by: ana, text: 'the plan' } as const
  const files = { ...thread, text: '', blank: 'files' } as const
  expect(after(edit, files)).toEqual(['the plan', undefined, 'the reply', undefined])
})
