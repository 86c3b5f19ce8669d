import { expect, test } from 'vitest'
import { fail, ok } from '../../../../../core/base/result.ts'
import type { PageBridge } from '../../../../../core/bridge/contract.ts'
import { makeBackup } from '../../../../../renderer/features/backup/make-backup.ts'
import { createRecordReader } from '../../../../../renderer/features/backup/record-stream.ts'
import { testConversation } from '../../../../support/test-conversation.ts'

test('[BU11] what describes files that are attached and not sent stays out, as the files do; drafts go in', async () => {
  const parts: Array<Uint8Array> = []
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- making a backup makes these calls alone
  const bridge = {
    call: async (name: string, { bytes }: { bytes?: Uint8Array }) => {
      if (bytes !== undefined) parts.push(bytes)
      if (name === 'backup.writeFiles') return ok({ done: 0, total: 0 })
      return name === 'backup.finish' ? ok('/backups/file') : ok(undefined)
    },
  } as unknown as PageBridge
  const here = testConversation(1)
  const names = [`draft/${here}/`, `unsent/${here}//${'e'.repeat(32)}`, `unfinished/${here}/`]
  const made = await makeBackup({
    bridge,
    begin: async () => ok({ ticket: 1, place: '/backups/file' }),
    progress: () => undefined,
    stop: new AbortController().signal,
    store: {
      conversations: async () => ok([]),
      segment: async () => fail({ kind: 'closed' }),
      value: async () => ok(Uint8Array.of(1)),
      valueNames: async () => ok(names),
    },
    copies: { read: async () => fail({ kind: 'closed' }) },
    documents: [],
  })
  expect(made).toEqual(ok('/backups/file'))
  const records = createRecordReader().feed(Uint8Array.from(Buffer.concat(parts)))
  expect(records?.map(([, name]) => name)).toEqual([names[0], names[2]])
})
