import { expect, test } from 'vitest'
import type { AppLink } from '../../../../../core/bridge/app-link.ts'
import type { PageBridge, Seat } from '../../../../../core/bridge/contract.ts'
import { conversationId } from '../../../../../core/protocol/ids.ts'
import { createAccounts, type Holder } from '../../../../../renderer/engine/accounts-model.ts'
import { followMessageLink } from '../../../../../renderer/features/conversation/follow-message-link.ts'
import { person } from '../../../../support/shown-message.ts'

const server = 'http://here.example'
const conversation = conversationId('c'.repeat(32))
const url = `tidings://message/${conversation}/${'d'.repeat(32)}/${'a'.repeat(32)}`
const out = (seat: number): Seat => ({ seat, server, state: { kind: 'signed-out', server } })
const locked: Seat = {
  seat: 2,
  server,
  state: {
    kind: 'locked',
    user: person('a'),
    username: 'ana',
    displayName: 'Ana at work',
    password: true,
    recovery: 'none',
  },
}

/** Pressed in the account of seat 1, beside another one. */
async function press(other: Seat, holder: Holder, isHere = false, link = url) {
  const bridge: PageBridge = {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `seats.read` is all that is asked
    call: async () => [out(1), other] as never,
    listen: () => () => undefined,
  }
  const accounts = createAccounts({
    bridge,
    remembered: { read: () => undefined, write: () => undefined },
    createParts: () => undefined,
    erase: async () => true,
    reload: () => undefined,
  })
  await accounts.start()
  accounts.hold(other.seat, holder)
  const waits: AppLink[] = []
  const nowhere: Array<ReadonlyArray<string>> = []
  const isFollowed = followMessageLink(
    {
      goTo: () => isHere,
      among: { accounts, seat: 1 },
      wait: (waiting) => void waits.push(waiting),
      nowhere: (names) => void nowhere.push(names),
    },
    link,
  )
  return { isFollowed, waits: waits.map(({ kind }) => kind), nowhere, current: accounts.state.read().current }
}

test('[DT6] a link in a message is followed here or in the account that has it', async () => {
  const still = { isFollowed: true, waits: [], nowhere: [] }
  expect(await press(out(2), 'opening', true)).toEqual({ ...still, current: 1 })
  expect(await press(out(2), () => true)).toEqual({ ...still, current: 2 })
})

test('[DT6] it waits for an account that is being opened', async () => {
  expect(await press(out(2), 'opening')).toEqual({
    isFollowed: true,
    waits: ['message'],
    nowhere: [],
    current: 1,
  })
})

test('[DT6] where no open account has it, those that are locked are named', async () => {
  expect(await press(locked, 'closed')).toMatchObject({ waits: [], nowhere: [['Ana at work']] })
  expect(await press(out(2), () => false)).toMatchObject({ waits: [], nowhere: [[]] })
})

test('any other link is not its business', async () => {
  expect(await press(locked, 'closed', false, 'https://example.org/')).toMatchObject({
    isFollowed: false,
    nowhere: [],
  })
})
