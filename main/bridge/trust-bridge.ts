/** Main's answers about whose keys are whose, and who can read what. */
import { fail, type Result } from '../../core/base/result.ts'
import type { Bridge } from '../../core/bridge/contract.ts'
import type { TrustFailure } from '../../core/bridge/trust.ts'
import { compareWith, dismissChange, numberWith, takeUnverified, verify } from '../e2ee/compare-keys.ts'
import { conversationTrust } from '../e2ee/conversation-trust.ts'
import { openOthers, sealOwn } from '../e2ee/ephemerals.ts'
import type { SealedCore } from '../e2ee/sealed-core.ts'
import type { SealedService } from '../e2ee/sealed-service.ts'
import type { Session } from '../sign-in/session.ts'

type TrustBridge = Pick<
  Bridge,
  | 'trust.of'
  | 'trust.number'
  | 'trust.compare'
  | 'trust.verify'
  | 'trust.unverify'
  | 'trust.acceptKey'
  | 'trust.dismissChange'
  | 'trust.enterAgain'
  | 'people.keys'
  | 'sealed.sealEphemeral'
  | 'sealed.openEphemeral'
>

/** More than a screen of the people that one looks through. */
const askedAtOnce = 256

export function createTrustBridge(session: Session): TrustBridge {
  const keys = async (): Promise<SealedService | undefined> => {
    const open = await session.current()?.sealed()
    return open?.ok === true ? open.value : undefined
  }
  const ask = async <Value, Failure>(
    answer: (core: SealedCore) => Promise<Result<Value, Failure>> | Result<Value, Failure>,
  ): Promise<Result<Value, Failure | Extract<TrustFailure, { readonly kind: 'locked' }>>> => {
    const service = await keys()
    return service === undefined ? fail({ kind: 'locked' }) : answer(service.core)
  }
  return {
    'trust.of': async ({ conversation }) => {
      const service = await keys()
      return service && conversationTrust(service.core, conversation)
    },
    'trust.number': ({ user }) => ask((core) => numberWith(core, user)),
    'trust.compare': ({ user, text }) => ask((core) => compareWith(core, user, text)),
    'trust.verify': ({ user, digits }) => ask((core) => verify(core, user, digits)),
    'trust.unverify': ({ user }) => ask((core) => takeUnverified(core, user)),
    'trust.acceptKey': ({ user }) => ask((core) => takeUnverified(core, user)),
    'trust.dismissChange': async ({ user }) => {
      const service = await keys()
      if (service !== undefined) await dismissChange(service.core, user)
      return undefined
    },
    'trust.enterAgain': async () => {
      await (await keys())?.enterAgain()
      return undefined
    },
    'people.keys': async ({ users }) => {
      const people = (await keys())?.people
      const unknown = users.filter(
        (user) => people?.person(user) === undefined && people?.hasNone(user) === false,
      )
      void people?.refresh(unknown.slice(0, askedAtOnce)) // what comes of it is told as `people.changed`
      return users.map((user) => {
        if (people?.person(user) !== undefined) return 'known'
        return people?.hasNone(user) === true ? 'none' : 'not-seen'
      })
    },
    'sealed.sealEphemeral': async ({ conversation, body }) => {
      const service = await keys()
      return service && sealOwn(service.core, conversation, body)
    },
    'sealed.openEphemeral': async ({ conversation, user, body }) => {
      const service = await keys()
      return service && openOthers(service.core, conversation, user, body)
    },
  }
}
