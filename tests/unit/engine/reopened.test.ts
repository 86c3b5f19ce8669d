import { expect, test } from 'vitest'
import type { EditEffect } from '../../../core/bridge/changes-contract.ts'
import { createDirectoryModel } from '../../../core/engine/directory-model.ts'
import { effectOf } from '../../../main/changes/merge-edits.ts'
import { bob } from '../../support/conversations.ts'
import { workspace } from '../../support/devices.ts'
import { never } from '../../support/known-of-conversations.ts'
import { testConversation } from '../../support/test-conversation.ts'

const conversation = testConversation(1)

test('[MG10] what waits opens a channel again and leads back into it, over any wire', () => {
  const model = createDirectoryModel(bob)
  const row = { kind: 'channel', id: conversation, workspace, name: 'pier', topic: '' } as const
  model.apply(
    [
      { kind: 'workspace', id: workspace, name: 'Office', role: 'member' },
      { ...row, archived: true, joined: false },
    ],
    1,
  )
  const seen = (effect: EditEffect) => {
    expect(JSON.parse(JSON.stringify(effect))).toStrictEqual(effect)
    return model.view({ ...never, edited: () => effect }).workspaces[0]?.channels[0]
  }
  expect(seen({})).toMatchObject({ archived: true, joined: false })
  const edit = { conversation, called: 'pier' }
  const opened = seen(effectOf({ ...edit, kind: 'archive', archived: false }))
  expect([opened?.archived, opened?.joined]).toEqual([undefined, false])
  const entered = seen(effectOf({ ...edit, kind: 'join', joined: true }))
  expect([entered?.archived, entered?.joined]).toEqual([true, undefined])
})
