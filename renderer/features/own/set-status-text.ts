import { safeParse } from 'valibot'
import { statusTextSchema } from '../../../core/protocol/api.ts'
import { words as accountWords } from '../account/words.ts'
import type { Page } from '../../engine/contexts.tsx'
import { manageFailureText, words as manageWords } from '../manage/words.ts'
import type { Saying } from './use-own-saying.ts'
import { words } from './words.ts'

/**
 * Others see `saying` once the relay has it. Says so with the way back, which is to set what there was `before`.
 * Resolves to why it was not done, in words.
 */
export async function setStatusText(
  page: Pick<Page, 'bridge' | 'toasts'>,
  saying: Saying,
  before: Saying,
): Promise<string | undefined> {
  const wanted = safeParse(statusTextSchema, saying.status)
  if (!wanted.success) return accountWords.statusWrong
  const status = wanted.output
  const next = { ...saying, status }
  const answer = await page.bridge.call('directory.edit', statusEdit(next, before))
  if (!answer.ok) return manageFailureText(answer.failure)
  const undo = async (): Promise<void> => {
    const undone = await page.bridge.call('directory.edit', statusEdit(before, next))
    if (!undone.ok) page.toasts.say({ text: manageFailureText(undone.failure) })
  }
  const said = status === '' ? accountWords.statusCleared : words.statusItem(status)
  const waits = manageWords.waits(status === '' ? accountWords.status : status)
  page.toasts.say({ text: answer.value === 'waits' ? waits : said, undo: () => void undo() })
  return undefined
}

/** What main is asked to keep, and to bring to the relay once that is reached. */
export const statusEdit = (set: Saying, was: Saying) =>
  ({ kind: 'own-status', set: told(set), was: told(was) }) as const

const told = ({ status, until }: Saying) => ({
  status,
  ...(status !== '' && until !== undefined && { statusUntil: until }),
})
