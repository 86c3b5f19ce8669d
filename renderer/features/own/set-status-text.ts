import { safeParse } from 'valibot'
import { statusTextSchema } from '../../../core/protocol/api.ts'
import { words as accountWords } from '../account/words.ts'
import type { Page } from '../../engine/contexts.tsx'
import { manageFailureText, words as manageWords } from '../manage/words.ts'
import { words } from './words.ts'

/**
 * Others see `text` once the relay has it; empty: nothing. Says so with the way back, which is to set what there was `before`.
 * Resolves to why it was not done, in words.
 */
export async function setStatusText(
  page: Pick<Page, 'bridge' | 'toasts'>,
  text: string,
  before: string,
): Promise<string | undefined> {
  const wanted = safeParse(statusTextSchema, text)
  if (!wanted.success) return accountWords.statusWrong
  const status = wanted.output
  const answer = await page.bridge.call('directory.edit', statusEdit(status, before))
  if (!answer.ok) return manageFailureText(answer.failure)
  const undo = async (): Promise<void> => {
    const undone = await page.bridge.call('directory.edit', statusEdit(before, status))
    if (!undone.ok) page.toasts.say({ text: manageFailureText(undone.failure) })
  }
  const said = status === '' ? accountWords.statusCleared : words.statusItem(status)
  const waits = manageWords.waits(status === '' ? accountWords.status : status)
  page.toasts.say({ text: answer.value === 'waits' ? waits : said, undo: () => void undo() })
  return undefined
}

/** What main is asked to keep, and to bring to the relay once that is reached. */
export const statusEdit = (status: string, was: string) =>
  ({ kind: 'own-status', set: { status }, was: { status: was } }) as const
