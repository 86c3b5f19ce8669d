/** Sealed conversations that are all memory, for looking at the screens and for their tests. Nothing is sealed. */
import { millis } from '../../../core/base/clock.ts'
import { type Cell, createCell } from '../../../core/base/readable.ts'
import { fail, ok, type Result } from '../../../core/base/result.ts'
import { conversationId, deviceId, type UserId, workspaceId } from '../../../core/protocol/ids.ts'
import type { SealedModels } from '../../../renderer/engine/sealed-models.ts'
import type { DevicesModel, OwnDevice } from '../../../renderer/features/devices/devices-model.ts'
import type { LinkingModel, Release, Request } from '../../../renderer/features/linking/linking-model.ts'
import type {
  Contact,
  PeopleModel,
  SealedConversation,
} from '../../../renderer/features/people/people-model.ts'
import type { RecoveryModel, RecoveryState } from '../../../renderer/features/recovery/recovery-model.ts'
import type {
  ConversationTrust,
  Reader,
  Reading,
  TrustEvent,
  TrustModel,
  Verification,
} from '../../../renderer/features/trust/trust-model.ts'
import { hexId, me, people, personId } from './sample-messages.ts'

export interface SealedScene {
  readonly reading: Reading
  readonly linked: boolean
  /** Of the first contact. */
  readonly verification: Verification
  readonly recovery: RecoveryState
  readonly ways: { readonly devices: number; readonly recovery: boolean }
  /** Members of the workspace that can be written to. */
  readonly contacts: number
  readonly primary: boolean
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

export const fakeNow = Date.UTC(2026, 10, 2, 14, 5)
const days = (count: number): number => count * 86_400_000
const home = workspaceId(hexId(3, 5))

export const sealedId = (number: number): SealedConversation['id'] => conversationId(hexId(5, number))
/** What the fake takes for the digits of everybody's number. */
export const fakeDigits = '372981065540218837614920583316740952286401735598127463300918'
export const fakeLinkCode = '48271935'
export const fakeRecoveryCode = '7K3MQ9XWT2B8HD5NR4VYE6JZ1CPG0SAFB3N8'

const usual: SealedScene = {
  reading: { kind: 'readable' },
  linked: true,
  verification: { kind: 'unverified' },
  recovery: { kind: 'set-up', made: millis(fakeNow - days(40)), renewed: false, saved: millis(fakeNow) },
  ways: { devices: 2, recovery: true },
  contacts: people.length - 1,
  primary: true,
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
    trust: createTrust(trustCell, tell),
    devices: createDevices(scene, tell),
    linking: createLinking({ releaseCell, requestCell, linkedCell, scene, tell }),
    recovery: createRecovery(recoveryCell, tell),
  }
}

type Tell = (call: string) => void

const sampleConversations = (): ReadonlyArray<SealedConversation> => {
  const group = (number: number, name: string, count: number): SealedConversation => ({
    id: sealedId(number),
    workspace: home,
    kind: 'group',
    name,
    others: Array.from({ length: count }, (_, index) => personId(1 + (index % 7))),
    unread: number === 5,
  })
  const direct = (number: number, other: number, unread: boolean): SealedConversation => ({
    id: sealedId(number),
    workspace: home,
    kind: 'dm',
    name: '',
    others: [personId(other)],
    unread,
  })
  return [
    { id: sealedId(0), workspace: home, kind: 'notes', name: '', others: [], unread: false },
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
    { id: 'd', time: at(4), user: personId(1), kind: 'key-changed' },
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
        conversations.write([...conversations.read(), { id, workspace, kind, name, others, unread: false }])
      }
      return Promise.resolve(ok(id))
    },
  }
}

function createTrust(cell: Cell<ConversationTrust>, tell: Tell): TrustModel {
  const set = (user: UserId, verification: Verification): void =>
    cell.write({
      ...cell.read(),
      readers: cell.read().readers.map((each) => (each.user === user ? { ...each, verification } : each)),
    })
  const done = (): Promise<Result<void, never>> => Promise.resolve(ok(undefined))
  return {
    of: () => cell,
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
    dismissChange: (user) => set(user, { kind: 'changed', since: millis(fakeNow), seen: true }),
  }
}

function createDevices({ linked, primary }: SealedScene, tell: Tell): DevicesModel {
  const device = (number: number, name: string, about: Partial<OwnDevice>): OwnDevice => ({
    device: deviceId(hexId(6, number)),
    name,
    role: 'linked',
    added: millis(fakeNow - days(30 * number + 3)),
    lastSeen: millis(fakeNow - days(number)),
    here: false,
    ...about,
  })
  const own = createCell<ReadonlyArray<OwnDevice>>(
    linked
      ? [
          device(0, 'Laptop', { here: true, role: primary ? 'primary' : 'linked' }),
          device(1, 'Office', { role: 'primary' }),
          device(2, 'The old computer in the attic that nobody has switched on for a very long time', {
            lastSeen: undefined,
          }),
        ]
      : [],
  )
  return {
    own,
    revoke: (id, password) => {
      tell('revoke')
      if (password === 'wrong') return Promise.resolve(fail({ kind: 'wrong-password' }))
      own.write(own.read().filter((each) => each.device !== id))
      return Promise.resolve(ok(undefined))
    },
  }
}

interface LinkingParts {
  readonly releaseCell: Cell<Release>
  readonly requestCell: Cell<Request>
  readonly linkedCell: Cell<boolean | undefined>
  readonly scene: SealedScene
  readonly tell: Tell
}

function createLinking({ releaseCell, requestCell, linkedCell, scene, tell }: LinkingParts): LinkingModel {
  const device = 'Firefox on a laptop'
  const begin = (password: string): Result<void, { readonly kind: 'wrong-password' }> =>
    password === 'wrong' ? fail({ kind: 'wrong-password' }) : ok(undefined)
  return {
    linked: linkedCell,
    ways: createCell(scene.ways),
    release: releaseCell,
    beginRelease: (password) => {
      const begun = begin(password)
      if (begun.ok) releaseCell.write({ kind: 'code-wanted' })
      return Promise.resolve(begun)
    },
    enterCode: (code) => {
      tell(`code ${code}`)
      if (code !== fakeLinkCode) return Promise.resolve(fail({ kind: 'wrong-code', attemptsLeft: 2 }))
      releaseCell.write({ kind: 'found', device, conversations: 12, since: undefined })
      return Promise.resolve(ok(undefined))
    },
    confirmRelease: () => {
      tell('confirm')
      releaseCell.write({ kind: 'sending', device, done: 4, total: 12 })
      return Promise.resolve(ok(undefined))
    },
    endRelease: () => {
      tell('endRelease')
      releaseCell.write({ kind: 'closed' })
    },
    request: requestCell,
    beginRequest: () =>
      requestCell.write({ kind: 'showing', device, code: fakeLinkCode, expires: millis(fakeNow + 600_000) }),
    endRequest: () => requestCell.write({ kind: 'closed' }),
    startAnew: (password) => {
      tell('startAnew')
      const begun = begin(password)
      if (begun.ok) linkedCell.write(true)
      return Promise.resolve(begun)
    },
  }
}

/** Codes that restoring answers in its several ways, by their first character. */
function createRecovery(state: Cell<RecoveryState>, tell: Tell): RecoveryModel {
  return {
    state,
    prepare: (password) =>
      Promise.resolve(password === 'wrong' ? fail({ kind: 'wrong-password' }) : ok(fakeRecoveryCode)),
    confirm: () => {
      tell('confirm')
      const renewed = state.read().kind === 'set-up'
      state.write({ kind: 'set-up', made: millis(fakeNow), renewed, saved: millis(fakeNow) })
      return Promise.resolve(ok(undefined))
    },
    discard: () => tell('discard'),
    restore: (code) => {
      tell(`restore ${code}`)
      switch (code.charAt(0)) {
        case '1':
          return Promise.resolve(fail({ kind: 'mistyped' }))
        case '2':
          return Promise.resolve(fail({ kind: 'wrong-code' }))
        case '3':
          return Promise.resolve(fail({ kind: 'replaced', at: millis(fakeNow) }))
        case '4':
          return Promise.resolve(fail({ kind: 'old-copy', made: millis(fakeNow) }))
        default:
          return Promise.resolve(ok(undefined))
      }
    },
    restoring: createCell(undefined),
    dismissNudge: () => {
      tell('dismissNudge')
      state.write({ kind: 'not-set-up', nudge: false })
    },
  }
}
