import { describe, expect, test } from 'vitest'
import { roles } from '../../../core/protocol/directory.ts'
import { may, mayChangeRole, permissions, type Standing } from '../../../core/protocol/permissions.ts'

/** o owner, a admin, m member, g guest; A and M: admin and member of the conversation; W: who wrote it. */
const table = `
  workspace.read          o a m g
  workspace.people        o a m
  workspace.contacts      o a
  workspace.update        o a
  workspace.leave         o a m g
  workspace.invite        o a
  workspace.members       o a
  workspace.usage         o a
  workspace.audit         o a
  person.report           o a m g
  workspace.moderate      o a
  workspace.integrate     o a
  workspace.retain        o
  placeholder.match       o a
  conversation.create     o a m
  document.create         o a m
  document.rename         o a m
  document.read           o a m
  conversation.read       o a m g
  conversation.join       o a m
  conversation.leave      o a m g
  conversation.settings   o a m g
  conversation.update     o a A
  conversation.archive    o a A
  conversation.delete     o a A
  conversation.members    o a A
  message.send            o a m g
  message.react           o a m g
  message.pin             o a m
  message.report          o a m g
  message.mask            o a A
  message.edit            W
  message.remove          o a A W
`
const rows = table
  .trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/))
const workspaceLetters = { owner: 'o', admin: 'a', member: 'm', guest: 'g' } as const
const conversationLetters = { admin: 'A', member: 'M' } as const

const isAction =
  (name: string) =>
  (each: string): each is keyof typeof permissions =>
    each === name

/** Every standing, with the letters of which one is enough. */
const standings: ReadonlyArray<readonly [Standing, ReadonlyArray<string>]> = roles.flatMap((workspace) =>
  ([undefined, 'admin', 'member'] as const).flatMap((conversation) =>
    [false, true].map((isAuthor) => {
      const letters = [
        workspaceLetters[workspace],
        ...(conversation === undefined ? [] : [conversationLetters[conversation]]),
        ...(isAuthor ? ['W'] : []),
      ]
      return [{ workspace, conversation, isAuthor }, letters] as const
    }),
  ),
)

test('[PM1] the table says of every action who may', () => {
  expect(rows.map(([action = '']) => action).toSorted()).toEqual(Object.keys(permissions).toSorted())
})

describe.each(rows)('[PM1] %s', (name = '', ...enough) => {
  const action = Object.keys(permissions).find(isAction(name))
  test.each(standings.map(([standing, letters]) => [letters.join(' '), standing, letters] as const))(
    'for %s',
    (_name, standing, letters) => {
      expect(action !== undefined && may(action, standing)).toBe(
        letters.some((letter) => enough.includes(letter)),
      )
    },
  )
})

test('[PM2] nobody gives or takes a role above what they are', () => {
  const allowed = roles.flatMap((by) =>
    roles.flatMap((from) =>
      [...roles, undefined].flatMap((to) =>
        mayChangeRole(by, from, to) ? [`${by}: ${from} → ${to ?? 'out'}`] : [],
      ),
    ),
  )
  const ownersMay = roles.flatMap((from) => [...roles, 'out'].map((to) => `owner: ${from} → ${to}`))
  const adminsMay = ['member', 'guest'].flatMap((from) =>
    ['member', 'guest', 'out'].map((to) => `admin: ${from} → ${to}`),
  )
  expect(allowed.toSorted()).toEqual([...ownersMay, ...adminsMay].toSorted())
})
