import { describe, expect, test, vi } from 'vitest'
import { fail, ok } from '../../../../../core/base/result.ts'
import type { Engine, OpenConversation, PostDetails } from '../../../../../core/engine/engine.ts'
import { conversationId, opId } from '../../../../../core/protocol/ids.ts'
import { answerNote } from '../../../../../renderer/features/notifications/answer-note.ts'

const conversation = conversationId('1'.repeat(32))
const root = opId('2'.repeat(32))

function setup(isPosted: boolean, draft = '') {
  const posted: Array<readonly [string, PostDetails | undefined]> = []
  const setDraft = vi.fn<OpenConversation['setDraft']>()
  const close = vi.fn<() => void>()
  const open = {
    view: { read: () => ({ draft, threadDrafts: new Map([[root, draft]]) }) },
    post: async (text: string, about?: PostDetails) => {
      posted.push([text, about])
      return isPosted ? ok(opId('3'.repeat(32))) : fail({ kind: 'too-long' })
    },
    setDraft,
    close,
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- of an open conversation what is used here
  const engine = { open: (id: string) => (id === conversation ? open : undefined) } as unknown as Pick<
    Engine,
    'open'
  >
  return { engine, posted, setDraft, close }
}

describe('[NT9] an answer in a notification', () => {
  test('is posted in its conversation, or in the thread of what it answers', async () => {
    const { engine, posted, setDraft, close } = setup(true)
    await answerNote(engine, conversation, undefined, ' On my way\n')
    await answerNote(engine, conversation, root, 'Me too')
    expect(posted).toEqual([
      ['On my way', {}],
      ['Me too', { thread: root }],
    ])
    expect(setDraft).not.toHaveBeenCalled()
    expect(close).toHaveBeenCalledTimes(2)
  })

  test('that cannot be posted becomes the draft, behind what stands there', async () => {
    const empty = setup(false)
    await answerNote(empty.engine, conversation, undefined, 'On my way')
    expect(empty.setDraft).toHaveBeenCalledWith('On my way', undefined)
    const begun = setup(false, 'Dear Ben')
    await answerNote(begun.engine, conversation, root, 'On my way')
    expect(begun.setDraft).toHaveBeenCalledWith('Dear Ben\nOn my way', root)
    expect(begun.close).toHaveBeenCalledOnce()
  })

  test('with nothing in it, or for a conversation that is gone, says nothing', async () => {
    const { engine, posted } = setup(true)
    await answerNote(engine, conversation, undefined, '  \n')
    await answerNote(engine, conversationId('9'.repeat(32)), undefined, 'Hello')
    expect(posted).toEqual([])
  })
})
