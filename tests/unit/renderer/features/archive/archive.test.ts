import { expect, test } from 'vitest'
import { fail } from '../../../../../core/base/result.ts'
import { millis } from '../../../../../core/base/clock.ts'
import type { Direct, Document } from '../../../../../core/engine/engine.ts'
import { archiveKey } from '../../../../../core/engine/personal/archive.ts'
import { conversationId, documentId, userId, workspaceId } from '../../../../../core/protocol/ids.ts'
import { archivableOf } from '../../../../../renderer/features/archive/archivable.ts'
import { archivedIn } from '../../../../../renderer/features/archive/archived.ts'
import { createSetArchived } from '../../../../../renderer/features/archive/use-set-archived.ts'
import { words } from '../../../../../renderer/features/archive/words.ts'
import type { SealedConversation } from '../../../../../renderer/features/people/people-model.ts'
import { words as personalWords } from '../../../../../renderer/features/personal/words.ts'
import { createToasts } from '../../../../../renderer/ui/toasts.ts'
import { createFakePersonal } from '../../../../support/fake-settings.ts'
import { createVirtualClock } from '../../../../support/virtual-clock.ts'

const id = conversationId('1'.repeat(32))
const other = conversationId('4'.repeat(32))
const workspace = workspaceId('2'.repeat(32))
const ben = userId('b'.repeat(32))
const plan: Document = {
  id: documentId('3'.repeat(32)),
  workspace,
  title: 'Plan',
  conversation: id,
  unread: false,
}
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

test('[PS21] archiving is said with the way back to what was, and of the muted with what becomes of it', async () => {
  const toasts = createToasts(createVirtualClock())
  const personal = createFakePersonal()
  const { all, set } = personal(workspace)
  const setArchived = createSetArchived(personal, toasts)
  const of = { id, workspace, title: 'Ben', isArchived: false, isMuted: false, newest: 7 }
  const saidLast = () => toasts.shown.read().at(-1)
  await setArchived(of, true)
  expect([all.read().get(archiveKey(id)), saidLast()?.text]).toEqual(['7', words.archived('Ben')])
  saidLast()?.undo?.()
  await settled()
  expect(all.read().has(archiveKey(id))).toBe(false)
  await setArchived({ ...of, isMuted: true, newest: undefined }, true)
  expect([all.read().get(archiveKey(id)), saidLast()?.text]).toEqual(['0', words.archivedMuted('Ben')])
  await set(archiveKey(id), '5')
  await setArchived({ ...of, isArchived: true }, false)
  expect([all.read().has(archiveKey(id)), saidLast()?.text]).toEqual([false, words.takenOut('Ben')])
  saidLast()?.undo?.()
  await settled()
  expect(all.read().get(archiveKey(id))).toBe('5')
  const full = fail({ kind: 'too-many', limit: 4_000 } as const)
  await createSetArchived(() => ({ all, set: async () => full }), toasts)(of, true)
  expect([saidLast()?.text, saidLast()?.undo]).toEqual([personalWords.full(4_000), undefined])
})

test('[PS21] direct messages, groups and documents can be archived, channels and notes to oneself not', () => {
  const channel = { id, workspace, name: 'quay', topic: '', unread: false }
  expect(archivableOf({ kind: 'channel', channel })).toBeUndefined()
  expect(archivableOf({ kind: 'document', document: { ...plan, archived: true, newest: 7 } })).toEqual({
    id,
    workspace,
    title: 'Plan',
    isArchived: true,
    isMuted: false,
    newest: 7,
  })
  const sealed = (change: Partial<SealedConversation>) => {
    const about = { id, workspace, name: '', others: [ben], unread: false, isAdmin: false, isMember: true }
    return archivableOf({ kind: 'sealed', conversation: { kind: 'dm', ...about, ...change }, title: 'Ben' })
  }
  expect(sealed({ kind: 'notes' })).toBeUndefined()
  expect(sealed({ level: 'none' })).toMatchObject({ isMuted: true, isArchived: false })
  // Whoever is out of a group has it out of the way.
  expect(sealed({ kind: 'group', isMember: false })).toMatchObject({ title: 'Ben' })
})

test('[PS21] what is archived stands together, what was written in last before the others', () => {
  const direct = (each: typeof id, change: Partial<Direct>): Direct => {
    return {
      id: each,
      workspace,
      type: 'dm',
      members: [],
      name: '',
      writtenAt: undefined,
      unread: false,
      ...change,
    }
  }
  const third = conversationId('5'.repeat(32))
  const directs = [
    direct(other, { archived: true, writtenAt: millis(1) }),
    direct(third, { archived: true, writtenAt: millis(2) }),
    direct(conversationId('6'.repeat(32)), {}),
  ]
  expect(archivedIn({ documents: [{ ...plan, archived: true }], directs })).toEqual([id, third, other])
  expect(archivedIn({ documents: [plan], directs: [] })).toEqual([])
})
