/** Judges what somebody is about to say, before it is written. What is only flagged is said: `watch.ts` looks at it then. */
import type { ConversationStore } from '../store/conversation-store.ts'
import type { Draft, Judgement } from '../messages/message-writes.ts'
import type { RuleBook } from './rule-book.ts'
import { type Finding, masked, type RuleName } from './rules.ts'

export interface JudgeDeps {
  readonly ruleBook: Pick<RuleBook, 'of'>
  readonly workspaceOf: ConversationStore['workspaceOf']
}

export const createJudge =
  ({ ruleBook, workspaceOf }: JudgeDeps) =>
  async ({ conversation, text, attachments }: Draft): Promise<Judgement> => {
    const workspace = await workspaceOf(conversation)
    const rules = workspace && (await ruleBook.of(workspace))
    if (rules === undefined) return { kind: 'ok' }
    const findings = rules.find({ text, attachments })
    const refusing = findings.find(({ action }) => action === 'refuse')
    if (refusing !== undefined) return { kind: 'refused', reason: reasonOf(refusing, rules.reason) }
    const masking = maskRanges(findings)
    return masking.length === 0 ? { kind: 'ok' } : { kind: 'masked', text: masked(text, masking) }
  }

export const maskRanges = (findings: ReadonlyArray<Finding>): Finding['ranges'] =>
  findings.flatMap(({ action, ranges }) => (action === 'mask' ? ranges : []))

const reasons: Record<Exclude<RuleName, 'relay-length'>, string> = {
  words: 'It has words that this workspace does not allow.',
  patterns: 'It says something in a form that this workspace does not allow.',
  links: 'It leads to a place that this workspace does not allow.',
  length: 'It is longer than this workspace allows.',
  attachments: 'It brings files that this workspace does not allow.',
}
/** In words for the author: which rule it was, and what the workspace says of it. Not which word. */
export function reasonOf({ rule, most }: Pick<Finding, 'rule' | 'most'>, own: string | undefined): string {
  if (rule === 'relay-length') return `It is longer than this relay allows: ${most} characters.`
  return own ? `${reasons[rule]} ${own}` : reasons[rule]
}
