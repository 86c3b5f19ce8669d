/** Devices, linking and recovery that are all memory: parts of `fake-sealed.ts`. */
import type { OwnDevice, RecoveryState, Release, Request } from '../../../core/bridge/devices.ts'
import { millis } from '../../../core/base/clock.ts'
import { type Cell, createCell } from '../../../core/base/readable.ts'
import { fail, ok, type Result } from '../../../core/base/result.ts'
import { deviceId } from '../../../core/protocol/ids.ts'
import type { DevicesModel } from '../../../renderer/features/devices/devices-model.ts'
import type { LinkingModel } from '../../../renderer/features/linking/linking-model.ts'
import type { RecoveryModel } from '../../../renderer/features/recovery/recovery-model.ts'
import { hexId } from './sample-messages.ts'

export type Tell = (call: string) => void

export const fakeNow = Date.UTC(2026, 10, 2, 14, 5)
export const days = (count: number): number => count * 86_400_000
export const fakeLinkCode = '48271935'
export const fakeRecoveryCode = '7K3MQ9XWT2B8HD5NR4VYE6JZ1CPG0SAFB3N8'

interface KeyScene {
  readonly linked: boolean | undefined
  readonly primary: boolean
  readonly ways: { readonly devices: number; readonly recovery: boolean }
}

export function createDevices({ linked, primary }: KeyScene, tell: Tell): DevicesModel {
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
    linked !== false
      ? [
          device(0, 'Laptop', { here: linked === true, role: primary ? 'primary' : 'linked' }),
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
  readonly scene: KeyScene
  readonly tell: Tell
}

export function createLinking({
  releaseCell,
  requestCell,
  linkedCell,
  scene,
  tell,
}: LinkingParts): LinkingModel {
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
    confirmRequest: () => tell('confirmRequest'),
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
export function createRecovery(state: Cell<RecoveryState>, tell: Tell): RecoveryModel {
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
