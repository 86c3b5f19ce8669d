import { describe, expect, test } from 'vitest'
import { fail, ok } from '../../../../../core/base/result.ts'
import type { PageBridge } from '../../../../../core/bridge/contract.ts'
import type { Attachment } from '../../../../../core/conversation/op.ts'
import { attachmentId, everyone } from '../../../../../core/protocol/ids.ts'
import type { PageFiles } from '../../../../../renderer/features/attachments/page-files.ts'
import { forward, quotationOf } from '../../../../../renderer/features/forward/forward.ts'
import { isOf } from '../../../../../renderer/features/previews/links.ts'
import { readMarkup } from '../../../../../renderer/features/markup/read-markup.ts'
import { channelNumber, createFakeConversation, createFakeEngine } from '../../../../support/fake-engine.ts'
import { shownMessage } from '../../../../support/shown-message.ts'

const said = { author: 'Ana', title: '#quay', comment: '' }

describe('what is forwarded', () => {
  test('is a quotation that says whose it is and from where, with the comment behind it', () => {
    expect(quotationOf('one\n\ntwo', { ...said, comment: ' look ' })).toBe(
      '> **Ana** in #quay:\n> one\n>\n> two\n\nlook',
    )
    expect(quotationOf('', said)).toBe('> **Ana** in #quay:')
  })

  test.each(['```\ncode', '> said\n\n# not mine', '- one\n\n\nloose', '<b>\n\nx'])(
    'stays one quotation, whatever it holds: %j',
    (text) => {
      const blocks = readMarkup(quotationOf(text, { ...said, comment: 'mine' }))
      expect(blocks.map(({ kind }) => kind)).toEqual(['quote', 'paragraph'])
    },
  )
})

const sealed = { id: attachmentId('2'.repeat(32)), sha256: new Uint8Array(32) }
const old: Attachment = {
  id: attachmentId('1'.repeat(32)),
  name: 'boat.png',
  type: 'image/png',
  size: 3,
  sha256: new Uint8Array(32),
  seal: { key: new Uint8Array(32), header: new Uint8Array(24), size: 20 },
}

/** Main takes any file; `isAway` says that what was sent cannot be fetched. */
function setupForward(isAway = false) {
  const conversation = createFakeConversation()
  const engine = { ...createFakeEngine(), open: () => conversation }
  const asked: Array<string> = []
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- forwarding makes these calls alone
  const bridge = {
    call: async (name: string) => {
      asked.push(name)
      if (name === 'files.begin') return ok(sealed.id)
      return name === 'files.finish' ? ok(sealed) : ok(undefined)
    },
    listen: () => () => undefined,
  } as unknown as PageBridge
  const files: Pick<PageFiles, 'open'> = {
    open: async () => (isAway ? fail({ kind: 'cancelled' } as const) : ok(new Blob(['abc']))),
  }
  return { conversation, asked, deps: { engine, bridge, files } }
}

describe('forwarding', () => {
  test('waits until the other conversation is there, then writes in it and closes it', async () => {
    const { conversation, deps } = setupForward()
    conversation.view.write({ ...conversation.view.read(), opening: true })
    const done = forward(deps, shownMessage(1), channelNumber(2), 'quoted')
    await Promise.resolve()
    expect(conversation.written).toEqual([])
    conversation.view.write({ ...conversation.view.read(), opening: false })
    await done
    expect(conversation.written).toEqual([['post', 'quoted', {}]])
  })

  test('[VW8] mentions nobody whom the message mentioned, and not all', async () => {
    const { conversation, deps } = setupForward()
    const all = shownMessage(1, { text: '@all', mentions: [everyone] })
    await forward(deps, all, channelNumber(2), quotationOf('@all', said))
    expect(conversation.written).toEqual([['post', quotationOf('@all', said), {}]])
  })

  test('brings along the preview of a link that is there still', async () => {
    const { conversation, deps } = setupForward()
    const preview = { url: 'https://boats.example/', title: 'Boats' }
    const quoted = quotationOf('see https://boats.example/', said)
    const linked = shownMessage(1, { text: 'see https://boats.example/', preview })
    await forward(deps, linked, channelNumber(2), quoted)
    await forward(deps, shownMessage(1, { text: 'edited since', preview }), channelNumber(2), 'quoted')
    expect(conversation.written).toEqual([
      ['post', quoted, { preview }],
      ['post', 'quoted', {}],
    ])
    expect(isOf(preview, quoted)).toBe(true)
  })

  test('seals its files anew for those who are there', async () => {
    const { conversation, asked, deps } = setupForward()
    await forward(deps, shownMessage(1, { attachments: [old] }), channelNumber(2), 'quoted')
    expect(asked).toEqual(['files.begin', 'files.write', 'files.finish'])
    const { name, type, size } = old
    expect(conversation.written).toEqual([
      ['post', 'quoted', { attachments: [{ ...sealed, name, type, size }] }],
    ])
  })

  test('sends nothing if one of the files cannot be had, or the conversation is not known', async () => {
    const { conversation, deps } = setupForward(true)
    expect(await forward(deps, shownMessage(1, { attachments: [old] }), channelNumber(2), 'quoted')).toEqual({
      ok: false,
      failure: { kind: 'file', failure: { kind: 'cancelled' } },
    })
    const engine = { ...deps.engine, open: () => undefined }
    expect(await forward({ ...deps, engine }, shownMessage(1), channelNumber(2), 'quoted')).toEqual({
      ok: false,
      failure: { kind: 'not-ready' },
    })
    expect(conversation.written).toEqual([])
  })
})
