import { safeParse } from 'valibot'
import { type JSX, useState } from 'react'
import type { PassphraseFailure } from '../../../core/bridge/contract.ts'
import { passwordSchema } from '../../../core/protocol/api.ts'
import { usePage } from '../../engine/contexts.tsx'
import { useAction } from '../../engine/use-action.ts'
import { Field } from '../../ui/field.tsx'
import { passphraseFailureText, words } from '../account/words.ts'
import { AccountsFoot } from '../accounts/accounts-foot.tsx'
import { useLengthHint } from '../policy/use-length-hint.ts'
import { words as policyWords } from '../policy/words.ts'
import { Entrance } from './entrance.tsx'
import { Form, Submit, text } from './form.tsx'
import { useWhileThrottled } from './use-while-throttled.ts'

/** In place of the account where the organisation wants a passphrase and this device has none: main gives nothing of it out before (PO18). */
export function PassphraseScreen(): JSX.Element {
  const { bridge } = usePage()
  const { busy, failure, run } = useAction<PassphraseFailure>()
  const [error, setError] = useState<string>()
  const problem = useWhileThrottled(failure)
  const hint = useLengthHint(words.nextHint)
  const send = (form: FormData): void => {
    const next = text(form, 'next')
    const isWrong = !safeParse(passwordSchema, next).success
    setError(isWrong ? words.nextWrong : undefined)
    if (!isWrong) void run(() => bridge.call('vault.setPassphrase', { next }))
  }
  return (
    <Entrance
      title={words.setPassphrase}
      intro={policyWords.passphraseNeeded}
      foot={<AccountsFoot of="locked" />}
    >
      <Form send={send}>
        <Field
          label={words.next}
          name="next"
          type="password"
          autoComplete="new-password"
          hint={hint}
          error={error}
        />
        <Submit label={words.setPassphrase} busy={busy} problem={problem && passphraseFailureText(problem)} />
      </Form>
    </Entrance>
  )
}
