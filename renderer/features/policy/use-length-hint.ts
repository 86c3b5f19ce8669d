import { usePolicy } from '../../engine/use-policy.ts'
import { words } from './words.ts'

/** What stands under a field for a new password: `usual`, unless the organisation wants more characters. */
export function useLengthHint(usual: string): string {
  const { value, setBy } = usePolicy('MinPassphraseLength')
  return setBy === undefined ? usual : words.atLeast(value)
}
