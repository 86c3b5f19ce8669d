/** Main's answers on a person's own devices, linking and recovery. */
import { fail, type Result } from '../../core/base/result.ts'
import type { Bridge, BridgeName } from '../../core/bridge/contract.ts'
import type { KeyCare } from '../e2ee/key-care.ts'
import type { AuthenticateFailure } from '../sign-in/authenticate.ts'
import type { Session } from '../sign-in/session.ts'

type DevicesName = Extract<BridgeName, `${'devices' | 'linking' | 'recovery'}.${string}`>
type Failed = { readonly kind: 'failed'; readonly detail: string }

const locked = fail<Failed>({ kind: 'failed', detail: 'locked' })

export function createDevicesBridge(session: Session): Pick<Bridge, DevicesName> {
  const care = async (): Promise<KeyCare | undefined> => {
    const open = await session.current()?.sealed()
    return open?.ok === true ? open.value.care : undefined
  }
  const ask = async <Value, Failure>(
    question: (keys: KeyCare) => Result<Value, Failure> | Promise<Result<Value, Failure>>,
  ): Promise<Result<Value, Failure | Failed>> => {
    const keys = await care()
    return keys === undefined ? locked : question(keys)
  }
  /** Only for who knows the password. */
  const askAgain = async <Value, Failure>(
    password: string,
    question: (keys: KeyCare) => Result<Value, Failure> | Promise<Result<Value, Failure>>,
  ): Promise<Result<Value, Failure | AskedFailure>> => {
    const shown = await session.authenticate(password)
    return shown.ok ? ask(question) : fail(askedFailure(shown.failure))
  }
  const tell = async (what: (keys: KeyCare) => void | Promise<void>): Promise<undefined> => {
    const keys = await care()
    if (keys !== undefined) await what(keys)
    return undefined
  }
  return {
    'devices.read': async () => (await care())?.devices(),
    'devices.revoke': ({ device, password }) => askAgain(password, (keys) => keys.revoke(device)),
    'linking.read': async () => (await care())?.linking(),
    'linking.beginRelease': ({ password }) => askAgain(password, (keys) => keys.release.begin()),
    'linking.enterCode': ({ code }) => ask((keys) => keys.release.enterCode(code)),
    'linking.confirmRelease': () => ask((keys) => keys.release.confirm()),
    'linking.endRelease': () => tell((keys) => keys.release.end()),
    'linking.beginRequest': () => tell((keys) => keys.request.begin()),
    'linking.confirmRequest': () => tell((keys) => keys.request.confirm()),
    'linking.endRequest': () => tell((keys) => keys.request.end()),
    'linking.startAnew': ({ password }) => askAgain(password, (keys) => keys.startAnew()),
    'recovery.read': async () => (await care())?.recovery.standing(),
    'recovery.prepare': ({ password }) => askAgain(password, (keys) => keys.recovery.prepare()),
    'recovery.confirm': () => ask((keys) => keys.recovery.confirm()),
    'recovery.discard': () => tell((keys) => keys.recovery.discard()),
    'recovery.restore': ({ code }) => ask((keys) => keys.recovery.restore(code)),
    'recovery.dismissNudge': () => tell((keys) => keys.recovery.dismissNudge()),
  }
}

type AskedFailure = Failed | { readonly kind: 'wrong-password' } | { readonly kind: 'unreachable' }

function askedFailure(failure: AuthenticateFailure): AskedFailure {
  switch (failure.kind) {
    case 'wrong-password':
    case 'unreachable':
    case 'failed':
      return failure
    case 'locked':
      return { kind: 'failed', detail: failure.kind }
    case 'throttled':
      return { kind: 'failed', detail: `too many tries: wait ${failure.retryAfterSeconds} seconds` }
  }
}
