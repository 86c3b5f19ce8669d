import { expect, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import { roles } from '../../../../core/protocol/directory.ts'
import { documentId } from '../../../../core/protocol/ids.ts'
import { createAccess } from '../../../../sync-server/access/access.ts'
import { createDocuments } from '../../../../sync-server/directory/documents.ts'
import { alice } from '../../../support/conversations.ts'
import { workspace } from '../../../support/devices.ts'
import { createSeededRandom } from '../../../support/seeded-random.ts'
import { createVirtualClock } from '../../../support/virtual-clock.ts'

const id = documentId('1'.repeat(32))

test.each([...roles, undefined])(
  '[YW20] a document is made and renamed by %s only if they may',
  async (role) => {
    const done: Array<string> = []
    const documents = createDocuments({
      store: {
        create: async ({ title }) => {
          done.push(`create ${title}`)
          return { ok: true, value: undefined }
        },
        rename: async (_workspace, _document, title) => {
          done.push(`rename ${title}`)
          return { ok: true, value: undefined }
        },
        list: async () => [],
        workspaceOf: async () => workspace,
        updates: async () => [],
        append: async () => [],
        compact: async () => undefined,
      },
      access: createAccess({
        directory: { role: async () => role },
        conversations: { standing: async () => undefined },
      }),
      clock: createVirtualClock(),
      random: createSeededRandom(1),
      changed: async (where) => void done.push(`told ${where === workspace}`),
    })
    const made = await documents.create(alice, { workspace, title: 'Plan' })
    const renamed = await documents.rename(alice, { workspace, id, title: 'Plan B' })
    const failure = role === undefined ? 'not-found' : 'forbidden'
    if (role === undefined || role === 'guest') {
      expect([made, renamed]).toMatchObject([{ failure: { kind: failure } }, { failure: { kind: failure } }])
      expect(done).toEqual([])
      return
    }
    expect(orThrow(made).id).not.toBe(orThrow(made).conversation)
    orThrow(renamed)
    expect(done).toEqual(['create Plan', 'told true', 'rename Plan B', 'told true'])
  },
)
