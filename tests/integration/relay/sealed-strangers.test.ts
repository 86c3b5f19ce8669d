/** What the relay must not take of a sealed conversation, from outside. */
import { describe, expect, test } from 'vitest'
import { encodeEntry } from '../../../core/protocol/entry.ts'
import { userId } from '../../../core/protocol/ids.ts'
import { importPaths } from '../../../sync-server/import/import-api.ts'
import { createEntryWriter } from '../../support/entry-writer.ts'
import { callRelay, foundWorkspace, makeChannel, type TestAccount } from '../../support/relay-accounts.ts'
import { roomPath, upgradeStatus } from '../../support/room-client.ts'
import {
  addSealedDevice,
  makeNextList,
  signUpSealed,
  succeed,
  putList,
  withDevice,
} from '../../support/sealed-accounts.ts'
import { membersOf, refused, sealedRelay } from '../../support/sealed-relay.ts'
import { as, type SealedTalk, startTalk } from '../../support/sealed-talk.ts'
import { askFor, heardOf, settled, submit, write } from '../../support/sealed-world.ts'
import { openSession } from '../../support/socket-client.ts'

const { primitives, relay, setupWorld, setupDm, setupGroup } = sealedRelay(44)

describe('from outside', () => {
  test('[AD1] to a stranger and to a removed member the conversation does not exist, whatever they ask', async () => {
    const { ada, bob, eve, talk, close } = await setupGroup()
    await write(talk, ada.socket, talk.epoch(ada.of, 'remove', as('admin', ada.of)))
    for (const each of [eve, bob]) {
      const answer = each.socket.answerTo(askFor(each, talk.id))
      expect(await answer).toMatchObject(refused('unknown-conversation'))
      for (const bytes of [
        talk.content(each.of, 'let me in'),
        talk.leave(each.of),
        talk.epoch(each.of, 'add', as('admin', ada.of, each.of)),
      ]) {
        expect(await submit(each.socket, bytes)).toMatchObject(refused('unknown-conversation'))
      }
      each.socket.send({ kind: 'ephemeral', conversation: talk.id, body: Uint8Array.of(1) })
      each.socket.send({ kind: 'mark', conversation: talk.id, seq: 1 })
    }
    await settled(ada)
    expect(heardOf(ada, talk.id).some(({ kind }) => kind === 'ephemeral' || kind === 'marks')).toBe(false)
    close()
  })

  test('[AD1] an entry that names another’s device is not taken', async () => {
    const { ada, bob, talk, close } = await setupDm()
    const bytes = talk.content(ada.of, 'said by ada')
    expect(await submit(bob.socket, bytes)).toMatchObject(refused('forbidden'))
    close()
  })

  test('[AD2] a device that is in no list of its user, or not in the epoch, does not write', async () => {
    const { bob, talk, close } = await setupDm()
    const ghost = await addSealedDevice(relay(), primitives, bob.of)
    const socket = await openSession(relay(), ghost.account)
    expect(await submit(socket, talk.content(ghost, 'it is me'))).toMatchObject(refused('not-linked'))
    const { list, listBytes } = bob.of
    makeNextList(primitives, bob.of, withDevice(primitives, bob.of, ghost))
    await succeed(putList(relay(), bob.of))
    expect(await submit(socket, talk.content(ghost, 'it is me'))).toMatchObject(refused('not-linked'))
    expect([list.version, listBytes.length > 0]).toEqual([1, true])
    socket.close()
    close()
  })

  test('[AD2] a device whose account publishes no list makes no conversation', async () => {
    const { ada, workspace, close } = await setupWorld()
    const ghost = await addSealedDevice(relay(), primitives, ada.of)
    const socket = await openSession(relay(), ghost.account)
    const alone = { ...ada.of, ...ghost }
    const talk = startTalk(primitives, { kind: 'dm', workspace, people: [alone] })
    // By its own word it is a device of ada; by her list it is not.
    const made = talk.epoch(ghost, 'create', [{ of: alone, role: 'admin', devices: [ghost] }])
    expect(await submit(socket, made)).toMatchObject(refused('invalid'))
    socket.close()
    close()
  })
})

describe('making a conversation', () => {
  test('[AD3] nobody takes the place of two others’ dm, or of another’s group', async () => {
    const { ada, bob, eve, workspace, close } = await setupWorld()
    const theirs = startTalk(primitives, { kind: 'dm', workspace, people: [ada.of, bob.of] })
    const own = theirs.epoch(eve.of, 'create', as('admin', eve.of))
    expect(await submit(eve.socket, own)).toMatchObject(refused('invalid'))
    const joined = theirs.epoch(eve.of, 'create', as('admin', ada.of, bob.of, eve.of))
    expect(await submit(eve.socket, joined)).toMatchObject(refused('invalid'))
    const forThem = theirs.epoch(eve.of, 'create', as('admin', ada.of, bob.of))
    expect(await submit(eve.socket, forThem)).toMatchObject(refused('not-linked'))
    const group = startTalk(primitives, { kind: 'group', workspace, people: [ada.of] })
    expect(await submit(eve.socket, group.epoch(eve.of, 'create', as('admin', eve.of)))).toMatchObject(
      refused('invalid'),
    )
    await write(theirs, bob.socket, theirs.epoch(bob.of, 'create', as('admin', ada.of, bob.of)))
    close()
  })

  test('[AD3] it is made once: the second first epoch is told to read on', async () => {
    const { ada, bob, talk, workspace, close } = await setupDm()
    const again = startTalk(primitives, { kind: 'dm', workspace, people: [ada.of, bob.of] })
    const made = again.epoch(bob.of, 'create', as('admin', ada.of, bob.of))
    expect(again.id).toBe(talk.id)
    expect(await submit(bob.socket, made)).toMatchObject(refused('stale-epoch'))
    close()
  })

  test('[AD3] people of other workspaces and people who are none are in no conversation', async () => {
    const { ada, bob, workspace, close } = await setupWorld()
    const stranger = await signUpSealed(relay(), primitives, `stranger${Date.now().toString(36)}`)
    const talk = startTalk(primitives, { kind: 'dm', workspace, people: [ada.of, stranger] })
    const made = talk.epoch(ada.of, 'create', as('admin', ada.of, stranger))
    expect(await submit(ada.socket, made)).toMatchObject(refused('forbidden'))
    const outside = await openSession(relay(), stranger.account)
    const squatted = startTalk(primitives, { kind: 'dm', workspace, people: [stranger] })
    expect(await submit(outside, squatted.epoch(stranger, 'create', as('admin', stranger)))).toMatchObject(
      refused('forbidden'),
    )
    const salt = primitives.random(16)
    const group = startTalk(primitives, { kind: 'group', workspace, people: [ada.of], salt })
    const ghosts = membersOf((members) => [
      ...members.slice(0, 1).map((member) => ({ ...member, user: userId('0'.repeat(32)), devices: [] })),
      ...members,
    ])
    expect(
      await submit(ada.socket, group.epoch(ada.of, 'create', as('admin', ada.of, bob.of), ghosts)),
    ).toMatchObject(refused('forbidden'))
    outside.close()
    close()
  })

  test('[SE11] the dm of two has both as admins for good, and nobody leaves it', async () => {
    const { ada, bob, cyd, talk, close } = await setupDm()
    expect(await submit(bob.socket, talk.leave(bob.of))).toMatchObject(refused('forbidden'))
    for (const members of [as('admin', ada.of), as('admin', ada.of, bob.of, cyd.of)]) {
      const reason = members.length === 1 ? 'remove' : 'add'
      expect(await submit(ada.socket, talk.epoch(ada.of, reason, members))).toMatchObject(
        refused('forbidden'),
      )
    }
    close()
  })
})

describe('open and sealed are kept apart', () => {
  const openEntry = ({ user, device }: TestAccount, talk: SealedTalk): Uint8Array =>
    encodeEntry({
      kind: 'claim',
      conversation: talk.id,
      device,
      user,
      segment: 0,
      counter: 1,
      client: 7,
      gateway: false,
    })

  test('[AD10] an open entry is not taken into a sealed conversation, nor a sealed one into a channel', async () => {
    const { ada, eve, talk, workspace, close } = await setupDm()
    expect(await submit(ada.socket, openEntry(ada.of.account, talk))).toMatchObject(refused('malformed'))
    expect(await submit(eve.socket, openEntry(eve.of.account, talk))).toMatchObject(
      refused('unknown-conversation'),
    )
    const channel = await makeChannel(relay(), ada.of.account, workspace, `random-${Date.now()}`)
    const place = { conversation: channel }
    expect(await submit(ada.socket, talk.content(ada.of, 'x', { place }))).toMatchObject(refused('malformed'))
    const elsewhere = await foundWorkspace(relay(), eve.of.account, `Pier ${Date.now()}`)
    const hidden = await makeChannel(relay(), eve.of.account, elsewhere, 'hidden')
    expect(
      await submit(ada.socket, talk.content(ada.of, 'x', { place: { conversation: hidden } })),
    ).toMatchObject(refused('unknown-conversation'))
    const writer = createEntryWriter(ada.of.account, channel)
    expect(await submit(ada.socket, writer.claim())).toMatchObject({ kind: 'ack' })
    close()
  })

  test('[AD10] no other door leads into a sealed conversation', async () => {
    const { ada, talk, workspace, close } = await setupDm()
    const { accessToken } = ada.of.account.session
    expect(await upgradeStatus(relay(), roomPath(`${talk.id}/0`, accessToken))).toBe(404)
    const body = { messages: [] }
    const imported = await callRelay(relay(), importPaths.messages(workspace, talk.id), {
      body,
      token: relay().adminToken(),
    })
    expect(imported.status).toBe(404)
    close()
  })
})
