import { problemText } from './export.ts'
import type { Outcome, Stored } from './importer.ts'
import { duration, number } from './progress-line.ts'

/** The last words of an import, as lines. */
export function summaryLines(
  outcome: Outcome,
  workspace: string,
  milliseconds: number,
): ReadonlyArray<string> {
  const { messages, people, channels, passedOver, problems } = outcome
  const isNew = messages.created + people.created + channels.created > 0
  const speed = (messages.created + messages.present) / Math.max(0.001, milliseconds / 1_000)
  return [
    isNew
      ? `Imported into “${workspace}” in ${duration(milliseconds)} (${number(speed)} messages/s):`
      : `Nothing new for “${workspace}”: all of it had been imported before.`,
    `  messages: ${stored(messages)}`,
    `  people:   ${stored(people)}`,
    `  channels: ${stored(channels)}`,
    ...Array.from(passedOver, ([reason, times]) => `  passed over: ${number(times)} ${reason}`),
    ...(outcome.hasOwner
      ? []
      : ['  The workspace has no owner yet: run this again with --owner USERNAME, an account of the relay.']),
    ...problemLines(problems.map(problemText)),
  ]
}

const stored = ({ created, present }: Stored): string =>
  `${number(created)} new, ${number(present)} already there`

const listedProblems = 20

function problemLines(problems: ReadonlyArray<string>): ReadonlyArray<string> {
  if (problems.length === 0) return []
  const rest = problems.length - listedProblems
  return [
    `  problems: ${number(problems.length)}`,
    ...problems.slice(0, listedProblems).map((problem) => `    ${problem}`),
    ...(rest > 0 ? [`    … and ${number(rest)} more: --report FILE writes them all`] : []),
  ]
}
