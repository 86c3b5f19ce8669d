import { safeParse } from 'valibot'
import { statusTextSchema } from '../../../core/protocol/api.ts'
import { updateFailureText, words as accountWords } from '../account/words.ts'
import type { Page } from '../../engine/contexts.tsx'
import { words } from './words.ts'

/**
 * Others see `text` from now on; empty: nothing. Says so with the way back, which is to set what there was `before`. Resolves to
 * why it was not done, in words.
 */
export async function setStatusText(
  page: Pick<Page, 'bridge' | 'toasts'>,
  text: string,
  before: string,
): Promise<string | undefined> {
  const wanted = safeParse(statusTextSchema, text)
  if (!wanted.success) return accountWords.statusWrong
  const status = wanted.output
  const answer = await page.bridge.call('account.update', { status })
  if (!answer.ok) return updateFailureText(answer.failure)
  const undo = async (): Promise<void> => {
    const undone = await page.bridge.call('account.update', { status: before })
    if (!undone.ok) page.toasts.say({ text: updateFailureText(undone.failure) })
  }
  page.toasts.say({
    text: status === '' ? accountWords.statusCleared : words.statusItem(status),
    undo: () => void undo(),
  })
  return undefined
}
