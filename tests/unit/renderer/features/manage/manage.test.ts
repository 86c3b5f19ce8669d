import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { fail, ok } from '../../../../../core/base/result.ts'
import type { ManageFailure, PageBridge } from '../../../../../core/bridge/contract.ts'
import type { Channel } from '../../../../../core/engine/engine.ts'
import { roles } from '../../../../../core/protocol/directory.ts'
import { levelKey } from '../../../../../core/engine/personal/levels.ts'
import { conversationId, documentId, userId, workspaceId } from '../../../../../core/protocol/ids.ts'
import { may, mayChangeRole } from '../../../../../core/protocol/permissions.ts'
import { peopleOf } from '../../../../../renderer/features/panel/people-of.ts'
import { changeOf } from '../../../../../renderer/features/manage/edit-channel-dialog.tsx'
import { personItems } from '../../../../../renderer/features/manage/person-items.tsx'
import { channelRights, isClosed, memberRights } from '../../../../../renderer/features/manage/rights.ts'
import { channelItems } from '../../../../../renderer/features/manage/use-conversation-items.tsx'
import { leveledOf } from '../../../../../renderer/features/manage/leveled.ts'
import { createManage, edits } from '../../../../../renderer/features/manage/use-manage.ts'
import { createSetLevel } from '../../../../../renderer/features/manage/use-set-level.ts'
import { manageFailureText, words } from '../../../../../renderer/features/manage/words.ts'
import type { SealedConversation } from '../../../../../renderer/features/people/people-model.ts'
import { words as managingWords } from '../../../../../renderer/features/managing/words.ts'
import { words as personalWords } from '../../../../../renderer/features/personal/words.ts'
import { createToasts } from '../../../../../renderer/ui/toasts.ts'
import { createFakePersonal } from '../../../../support/fake-settings.ts'
import { createVirtualClock } from '../../../../support/virtual-clock.ts'

const idOf = (digit: string) => userId(digit.repeat(32))
const [ana, ben, guest] = [idOf('a'), idOf('b'), idOf('c')]
const channel: Channel = {
  id: conversationId('1'.repeat(32)),
  workspace: workspaceId('2'.repeat(32)),
  name: 'quay',
  topic: '',
  unread: false,
}

function setup(failure?: ManageFailure, becomes?: 'waits') {
  const asked: Array<readonly [name: string, input: unknown]> = []
  const clock = createVirtualClock()
  const toasts = createToasts(clock)
  const bridge: PageBridge = {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every call that is made here is answered alike
    call: (async (name: string, input: unknown) => {
      asked.push([name, input])
      return failure === undefined ? ok(becomes) : fail(failure)
    }) as PageBridge['call'],
    listen: () => () => undefined,
  }
  return { asked, clock, toasts, manage: createManage(bridge, toasts) }
}
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

test('[MG1] what is offered is what the table of permissions allows, for every role', () => {
  const joined = fc.constantFrom(undefined, false as const)
  fc.assert(
    fc.property(
      fc.constantFrom(...roles),
      fc.constantFrom(undefined, 'admin' as const),
      joined,
      (role, own, isIn) => {
        const standing = { workspace: role, conversation: own }
        const here = { ...(own && { role: own }), ...(isIn === false && { joined: isIn }) }
        expect(channelRights(here, role)).toEqual({
          update: may('conversation.update', standing),
          archive: may('conversation.archive', standing),
          members: may('conversation.members', standing),
          join: isIn === false && may('conversation.join', standing),
          leave: isIn !== false,
        })
        const { manage } = setup()
        const keys = channelItems({ ...channel, ...here }, role, manage).map(({ key }) => key)
        expect(keys.includes('archive')).toBe(may('conversation.archive', standing))
      },
    ),
  )
})

test('[MG1] roles that are offered are those that may be given, and the same one is none', () => {
  for (const by of roles) {
    for (const of of roles) {
      const rights = memberRights(by, of)
      expect(rights.roles).toEqual(roles.filter((to) => to !== of && mayChangeRole(by, of, to)))
      expect(rights.remove).toBe(mayChangeRole(by, of, undefined))
    }
  }
  expect(memberRights('admin', 'owner')).toEqual({ roles: [], remove: false })
  expect(memberRights('admin', 'member').roles).toEqual(['guest'])
})

test('[MG12] what must be done at the relay at once changes nothing out of reach, and says so', async () => {
  const { manage, toasts, asked } = setup({ kind: 'unreachable' })
  const member = { conversation: channel.id, user: ben } as const
  const said = () => toasts.shown.read().map(({ text, undo }) => ({ text, undo }))
  const unreachable = [{ text: manageFailureText({ kind: 'unreachable' }), undo: undefined }]
  expect(await manage.change('channel.setMember', { ...member, role: 'admin' })).toBe(false)
  expect(said()).toEqual(unreachable)
  toasts.shown.read()[0]?.dismiss()
  expect(await manage.change('channel.removeMember', member)).toBe(false)
  expect(said()).toEqual(unreachable)
  expect(asked.length).toBe(2)
})

test('[MG3] leaving a public channel and archiving are done at once and taken back by their opposite', async () => {
  const { manage, toasts, asked } = setup()
  await manage.leave(channel)
  toasts.shown.read()[0]?.undo?.()
  await manage.archive(channel, true)
  toasts.shown.read()[0]?.undo?.()
  await settled()
  const of = { conversation: channel.id, called: 'quay' }
  expect(asked).toEqual([
    ['directory.edit', { kind: 'join', ...of, joined: false }],
    ['directory.edit', { kind: 'join', ...of, joined: true }],
    ['directory.edit', { kind: 'archive', ...of, archived: true }],
    ['directory.edit', { kind: 'archive', ...of, archived: false }],
  ])
})

test('[MG3] a private channel is left once the moment is over, and not if that was undone', async () => {
  const { manage, toasts, clock, asked } = setup()
  const secret = { ...channel, private: true as const }
  await manage.leave(secret)
  toasts.shown.read()[0]?.undo?.()
  clock.advance(60_000)
  expect(asked).toEqual([])
  await manage.leave(secret)
  clock.advance(60_000)
  expect(asked).toEqual([['channel.leave', { conversation: channel.id }]])
})

test('[MG2] of what waits for the server nothing is said that is not so yet', async () => {
  const { manage, toasts } = setup(undefined, 'waits')
  await manage.archive(channel, true)
  await manage.leave(channel)
  const waits = words.waits('#quay')
  expect(toasts.shown.read().map(({ text }) => text)).toEqual([waits, waits])
})

test('[MG4] nobody writes in an archived channel, nor in one that they have left', () => {
  expect([isClosed(channel), isClosed({ ...channel, archived: true })]).toEqual([false, true])
  expect(isClosed({ ...channel, joined: false })).toBe(true)
  const { manage } = setup()
  const keys = channelItems({ ...channel, archived: true }, 'owner', manage).map(({ key }) => key)
  expect(keys).toEqual(['leave', 'archive'])
})

test('[PS20] what one is told of is set where it is kept, also without a network, and taken back', async () => {
  const { toasts, asked } = setup({ kind: 'unreachable' })
  const personal = createFakePersonal()
  const { all } = personal(channel.workspace)
  const setLevel = createSetLevel(personal, toasts)
  const of = { id: channel.id, workspace: channel.workspace, title: 'Ben', level: 'mentions' } as const
  await setLevel(of, 'none')
  expect(all.read().get(levelKey(channel.id))).toBe('none')
  expect(toasts.shown.read()[0]?.text).toBe(words.levelSet.none('Ben'))
  toasts.shown.read()[0]?.undo?.()
  await settled()
  expect(all.read().get(levelKey(channel.id))).toBe('mentions')
  expect(asked).toEqual([])
  const full = fail({ kind: 'too-many', limit: 4_000 } as const)
  await createSetLevel(() => ({ all, set: async () => full }), toasts)(of, 'all')
  const { text, undo } = toasts.shown.read().at(-1) ?? {}
  expect([text, undo]).toEqual([personalWords.full(4_000), undefined])
})

test('[PS20] of every kind of conversation in which others write one can be told less', () => {
  const { id, workspace } = channel
  const chat = { id: documentId('3'.repeat(32)), workspace, title: 'Plan', conversation: id, unread: false }
  expect(leveledOf({ kind: 'channel', channel })).toEqual({ id, workspace, title: '#quay', level: 'all' })
  expect(leveledOf({ kind: 'channel', channel: { ...channel, archived: true } })).toBeUndefined()
  expect(leveledOf({ kind: 'document', document: { ...chat, level: 'none' } })).toEqual({
    id,
    workspace,
    title: 'Plan',
    level: 'none',
  })
  const sealed = (change: Partial<SealedConversation>) => {
    const about = { id, workspace, name: '', others: [ben], unread: false, isAdmin: false, isMember: true }
    return leveledOf({ kind: 'sealed', conversation: { kind: 'dm', ...about, ...change }, title: 'Ben' })
  }
  for (const kind of ['dm', 'group'] as const)
    expect(sealed({ kind, level: 'mentions' })).toEqual({ id, workspace, title: 'Ben', level: 'mentions' })
  expect([sealed({ kind: 'notes' }), sealed({ kind: 'group', isMember: false })]).toEqual([
    undefined,
    undefined,
  ])
})

test('[MG5] people are taken out of private channels alone, and never oneself', () => {
  const acts = { setRole: () => undefined, takeOut: () => undefined }
  const keysFor = (of: Channel, user: typeof ana, role: (typeof roles)[number] = 'member') =>
    personItems(of, user, { self: ana, role, acts }).map(({ key }) => key)
  const led: Channel = { ...channel, role: 'admin', members: [{ user: ana, role: 'admin' }] }
  expect(keysFor(led, ben)).toEqual(['role'])
  expect(keysFor({ ...led, private: true }, ben)).toEqual(['role', 'out'])
  expect(keysFor({ ...led, private: true }, ana)).toEqual(['role'])
  expect(keysFor({ ...channel, private: true }, ben)).toEqual([])
  const labels = personItems(led, ana, { self: ana, role: 'member', acts }).map(({ label }) => label)
  expect(labels).toEqual([managingWords.takeAdmin])
})

test('[MG5] a public channel lists everybody but guests, a private one its members', () => {
  const person = (user: typeof ana, role: (typeof roles)[number]) => {
    return { user, role, name: user, username: user, placeholder: false }
  }
  const all = [person(ana, 'owner'), person(ben, 'member'), person(guest, 'guest')]
  const users = (of: Channel) => peopleOf(of, all).map(({ user }) => user)
  expect(users(channel)).toEqual([ana, ben])
  expect(users({ ...channel, private: true, members: [{ user: guest, role: 'member' }] })).toEqual([guest])
})

test('[MG6] an edit says only what is to be another', () => {
  const before = { name: 'quay', topic: 'Boats', icon: '⛵' }
  expect(changeOf(before, before)).toEqual({})
  expect(changeOf(before, { ...before, topic: 'Oars' })).toEqual({ topic: 'Oars' })
  expect(changeOf({ name: 'quay', topic: '' }, { name: 'pier', topic: '', icon: '' })).toEqual({
    name: 'pier',
  })
})

test('[MG2] an edit tells what the same fields showed, so that setting them back takes it back', () => {
  const edit = edits.update({ ...channel, topic: 'Boats' }, { topic: 'Oars', icon: '⛵' })
  expect(edit).toMatchObject({ set: { topic: 'Oars', icon: '⛵' }, was: { topic: 'Boats', icon: '' } })
})
