/** Sealed conversations that are all memory, for looking at the screens and for their tests. Nothing is sealed. */
import type { RecoveryState, Release, Request } from '../../../core/bridge/devices.ts'
import { millis } from '../../../core/base/clock.ts'
import { type Cell, createCell } from '../../../core/base/readable.ts'
import { fail, ok, type Result } from '../../../core/base/result.ts'
import { conversationId, deviceId, type UserId, workspaceId } from '../../../core/protocol/ids.ts'
import type { SealedModels } from '../../../renderer/engine/sealed-models.ts'
import type {
  Contact,
  PeopleModel,
  SealedConversation,
} from '../../../renderer/features/people/people-model.ts'
import type {
  ConversationTrust,
  Reader,
  Reading,
  TrustEvent,
  Verification,
} from '../../../core/bridge/trust.ts'
import type { TrustModel } from '../../../renderer/features/trust/trust-model.ts'
import { createDevices, createLinking, createRecovery, days, fakeNow, type Tell } from './fake-keys.ts'
import { hexId, me, people, personId } from './sample-messages.ts'

export interface SealedScene {
  readonly reading: Reading
  /** Undefined while that is not known, and while the keys of a backup wait to be used. */
  readonly linked: boolean | undefined
  /** Of the first contact. */
  readonly verification: Verification
  readonly recovery: RecoveryState
  readonly ways: { readonly devices: number; readonly recovery: boolean }
  /** Members of the workspace that can be written to. */
  readonly contacts: number
  readonly primary: boolean
  /** Before a change of a group is kept. */
  readonly keeping: () => Promise<void>
}

export interface FakeSealed extends SealedModels {
  readonly conversations: Cell<ReadonlyArray<SealedConversation>>
  readonly trustCell: Cell<ConversationTrust>
  readonly releaseCell: Cell<Release>
  readonly requestCell: Cell<Request>
  readonly linkedCell: Cell<boolean | undefined>
  readonly recoveryCell: Cell<RecoveryState>
  /** What was asked of the models, in order. */
  readonly asked: ReadonlyArray<string>
}

const home = workspaceId(hexId(3, 5))

export const sealedId = (number: number): SealedConversation['id'] => conversationId(hexId(5, number))
/** What the fake takes for the digits of everybody's number. */
export const fakeDigits = '372981065540218837614920583316740952286401735598127463300918'

const usual: SealedScene = {
  reading: { kind: 'readable' },
  linked: true,
  verification: { kind: 'unverified' },
  recovery: { kind: 'set-up', made: millis(fakeNow - days(40)), renewed: false, saved: millis(fakeNow) },
  ways: { devices: 2, recovery: true },
  contacts: people.length - 1,
  primary: true,
  keeping: () => Promise.resolve(),
}

export function createFakeSealed(change: Partial<SealedScene> = {}): FakeSealed {
  const scene = { ...usual, ...change }
  const asked: Array<string> = []
  const tell = (call: string): void => void asked.push(call)
  const conversations = createCell(sampleConversations())
  const trustCell = createCell(sampleTrust(scene))
  const releaseCell = createCell<Release>({ kind: 'closed' })
  const requestCell = createCell<Request>({ kind: 'closed' })
  const linkedCell = createCell<boolean | undefined>(scene.linked)
  const recoveryCell = createCell(scene.recovery)
  return {
    conversations,
    trustCell,
    releaseCell,
    requestCell,
    linkedCell,
    recoveryCell,
    asked,
    people: createPeople(scene, conversations, tell),
    trust: createTrust(trustCell, conversations, tell),
    devices: createDevices(scene, tell),
    linking: createLinking({ releaseCell, requestCell, linkedCell, scene, tell }),
    recovery: createRecovery(recoveryCell, tell),
  }
}

const sampleConversations = (): ReadonlyArray<SealedConversation> => {
  const group = (number: number, name: string, count: number): SealedConversation => ({
    id: sealedId(number),
    workspace: home,
    kind: 'group',
    name,
    others: Array.from({ length: count }, (_, index) => personId(1 + (index % 7))),
    unread: number === 5,
    isAdmin: number === 3,
    isMember: true,
  })
  const direct = (number: number, other: number, unread: boolean): SealedConversation => ({
    id: sealedId(number),
    workspace: home,
    kind: 'dm',
    name: '',
    others: [personId(other)],
    unread,
    isAdmin: false,
    isMember: true,
  })
  return [
    {
      id: sealedId(0),
      workspace: home,
      kind: 'notes',
      name: '',
      others: [],
      unread: false,
      isAdmin: false,
      isMember: true,
    },
    direct(1, 1, false),
    direct(2, 6, true),
    group(3, 'Boat refit crew', 4),
    group(4, '', 7),
    group(5, 'The committee for the preparation of the anniversary of the founding', 12),
  ]
}

const hold = (number: number, name: string, age: number): Reader['devices'][number] => ({
  device: deviceId(hexId(6, number)),
  name,
  added: millis(fakeNow - days(age)),
})

function sampleTrust({ verification, reading }: SealedScene): ConversationTrust {
  const reader = (number: number, about: Partial<Reader>): Reader => ({
    user: personId(number),
    verification: { kind: 'unverified' },
    admin: false,
    since: undefined,
    devices: [hold(number * 3, 'Desk', 90)],
    ...about,
  })
  return {
    readers: [
      reader(0, {
        verification: { kind: 'self' },
        admin: true,
        devices: [hold(0, 'Laptop', 200), hold(1, 'Office', 30)],
        ...(reading.kind === 'before-joined' && { since: reading.joined }),
      }),
      reader(1, { verification, admin: true, devices: [hold(4, 'Laptop', 3), hold(5, 'Phone', 80)] }),
      reader(6, { since: millis(fakeNow - days(9)) }),
      reader(3, { devices: [] }),
    ],
    checkedUpTo: millis(fakeNow - 3_600_000),
    events: sampleEvents(),
    reading,
  }
}

const sampleEvents = (): ReadonlyArray<TrustEvent> => {
  const at = (minutes: number): TrustEvent['time'] => millis(Date.now() + minutes * 60_000)
  return [
    { id: 'a', time: at(1), user: personId(1), kind: 'device-added', device: 'Laptop' },
    { id: 'b', time: at(2), user: me, kind: 'device-removed', device: 'Old phone' },
    { id: 'c', time: at(3), user: personId(6), kind: 'added', by: me },
    { id: 'd', time: at(4), user: personId(1), kind: 'reset' },
    { id: 'e', time: at(5), user: me, kind: 'unopened', isLater: true },
  ]
}

function createPeople(
  scene: SealedScene,
  conversations: Cell<ReadonlyArray<SealedConversation>>,
  tell: Tell,
): PeopleModel {
  const contacts = Array.from({ length: scene.contacts }, (_, index): Contact => {
    const name = people[index + 1] ?? `Person ${index + 1}`
    return {
      user: personId(index + 1),
      name,
      username: index === 4 ? undefined : `user${index + 1}`,
      keys: index === 2 ? 'not-seen' : index === 3 ? 'none' : 'known',
    }
  })
  const view = createCell({ loaded: true, contacts })
  const become = (conversation: SealedConversation['id'], to: Partial<SealedConversation>): void =>
    conversations.write(
      conversations.read().map((each) => (each.id === conversation ? { ...each, ...to } : each)),
    )
  return {
    conversations,
    contacts: () => view,
    begin: (workspace, others, name) => {
      tell(`begin ${others.length} ${name}`)
      const unseen = contacts.filter(({ user, keys }) => keys === 'not-seen' && others.includes(user))
      if (unseen.length > 0) {
        return Promise.resolve(fail({ kind: 'keys-not-seen', users: unseen.map(({ user }) => user) }))
      }
      const kind = others.length === 0 ? 'notes' : others.length === 1 && name === '' ? 'dm' : 'group'
      const known = conversations.read().find((each) => {
        return kind !== 'group' && each.kind === kind && each.others[0] === others[0]
      })
      const id = known?.id ?? sealedId(conversations.read().length)
      if (known === undefined) {
        const made = {
          id,
          workspace,
          kind,
          name,
          others,
          unread: false,
          isAdmin: true,
          isMember: true,
        } as const
        conversations.write([...conversations.read(), made])
      }
      return Promise.resolve(ok(id))
    },
    change: async (conversation, change) => {
      tell(`change ${change.kind}`)
      await scene.keeping()
      const others = conversations.read().find(({ id }) => id === conversation)?.others ?? []
      if (change.kind === 'add') become(conversation, { others: [...others, ...change.users] })
      return ok(undefined)
    },
    describe: async (conversation, what) => {
      tell(`describe ${Object.values(what).join(' ')}`)
      await scene.keeping()
      become(conversation, what)
      return ok(undefined)
    },
  }
}

/** The same answer as long as what it is made of is the same. */
function remember<From, To>(read: () => From, make: (from: From) => To): () => To {
  let last: { readonly from: From; readonly to: To } | undefined
  return () => {
    const from = read()
    if (last === undefined || last.from !== from) last = { from, to: make(from) }
    return last.to
  }
}

function createTrust(
  cell: Cell<ConversationTrust>,
  conversations: Cell<ReadonlyArray<SealedConversation>>,
  tell: Tell,
): TrustModel {
  const set = (user: UserId, verification: Verification): void =>
    cell.write({
      ...cell.read(),
      readers: cell.read().readers.map((each) => (each.user === user ? { ...each, verification } : each)),
    })
  const done = (): Promise<Result<void, never>> => Promise.resolve(ok(undefined))
  return {
    of: (conversation) => {
      const others = conversations.read().find(({ id }) => id === conversation)?.others ?? []
      return {
        listen: cell.listen,
        read: remember(cell.read, (trust) => ({
          ...trust,
          readers: trust.readers.filter(({ user }) => user === me || others.includes(user)),
        })),
      }
    },
    safetyNumber: () => Promise.resolve(ok({ digits: fakeDigits, code: `TIDINGS1:${fakeDigits}` })),
    compare: (_, text) => {
      const digits = text.replace(/^TIDINGS1:/u, '').replace(/\D/gu, '')
      if (digits.length !== fakeDigits.length) return Promise.resolve(fail({ kind: 'no-code' }))
      return Promise.resolve(ok(digits === fakeDigits))
    },
    verify: (user, digits) => {
      tell(`verify ${digits === fakeDigits}`)
      set(user, { kind: 'verified', since: millis(fakeNow) })
      return done()
    },
    unverify: (user) => {
      tell('unverify')
      set(user, { kind: 'unverified' })
      return done()
    },
    acceptKey: (user) => {
      tell('acceptKey')
      set(user, { kind: 'unverified' })
      return done()
    },
    enterAgain: async () => tell('enterAgain'),
    dismissChange: (user) => set(user, { kind: 'changed', since: millis(fakeNow), seen: true }),
  }
}
