import { expect, test } from 'vitest'
import type { Seat } from '../../../../../core/bridge/contract.ts'
import { conversationId } from '../../../../../core/protocol/ids.ts'
import type { Holder } from '../../../../../renderer/engine/accounts-model.ts'
import { whereElse } from '../../../../../renderer/features/accounts/use-elsewhere.ts'
import { person } from '../../../../support/shown-message.ts'

const server = 'http://here.example'
const conversation = conversationId('c'.repeat(32))
const out = (seat: number): Seat => ({ seat, server, state: { kind: 'signed-out', server } })
const locked = (seat: number, displayName: string): Seat => ({
  seat,
  server,
  state: {
    kind: 'locked',
    user: person('a'),
    username: 'ana',
    displayName,
    password: true,
    recovery: 'none',
  },
})
const has = (id: string): boolean => id === conversation
const hasNot = (): boolean => false
const where = (seats: ReadonlyArray<Seat>, ...holders: ReadonlyArray<[number, Holder]>) =>
  whereElse(seats, new Map(holders), conversation)

test('[DT6] a link goes to the account that has its conversation, once those that are being opened have told', () => {
  expect(where([out(1), out(2)], [1, hasNot], [2, has])).toEqual({ kind: 'there', seat: 2 })
  expect(where([out(1), out(2)], [1, 'opening'], [2, has])).toEqual({ kind: 'there', seat: 2 })
  expect(where([out(1), out(2)], [1, 'opening'], [2, hasNot])).toEqual({ kind: 'waiting' })
  expect(where([out(1)], [1, hasNot])).toEqual({ kind: 'nowhere', locked: [] })
  expect(where([])).toEqual({ kind: 'nowhere', locked: [] })
})

test('[DT6] of accounts that are locked nobody can say: they are named', () => {
  expect(where([locked(1, 'Ana at work'), out(2)], [1, 'closed'])).toEqual({
    kind: 'nowhere',
    locked: ['Ana at work'],
  })
})
