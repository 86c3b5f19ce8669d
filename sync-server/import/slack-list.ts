import * as v from 'valibot'
import type { ExportProblem } from './export.ts'
import { readRecords } from './json-records.ts'
import { issueText } from './slack-schema.ts'
import { forTerminal } from './clean-text.ts'
import type { ZipArchive, ZipEntryFailure } from './zip-archive.ts'

export interface SlackList<Item> {
  readonly items: ReadonlyArray<Item>
  readonly problems: ReadonlyArray<ExportProblem>
}

/**
 * Reads a file of the archive that holds a list of records; what is wrong with it is told by file and line. `keys` are
 * what every record has, as `readRecords` says.
 */
export async function readSlackList<Schema extends v.GenericSchema>(
  zip: ZipArchive,
  name: string,
  schema: Schema,
  keys: ReadonlyArray<string>,
): Promise<SlackList<v.InferOutput<Schema>>> {
  const file = forTerminal(name)
  const bytes = await zip.read(name)
  if (!bytes.ok) return { items: [], problems: [{ file, text: entryFailureText(bytes.failure) }] }
  const { records, faults, lineOf } = readRecords(decoder.decode(bytes.value), keys)
  const problems: Array<ExportProblem> = faults.map((fault) => ({ file, ...fault }))
  const items: Array<v.InferOutput<Schema>> = []
  for (const [index, record] of records.entries()) {
    const read = v.safeParse(schema, record, { abortEarly: true })
    if (read.success) items.push(read.output)
    else if (problems.length < maxProblems) {
      problems.push({
        file,
        line: lineOf(index),
        text: `passed over: ${forTerminal(issueText(read.issues))}`,
      })
    } else if (problems.length === maxProblems) {
      problems.push({ file, text: 'more records were passed over; only the first are listed' })
    }
  }
  return { items, problems }
}

/** Bad bytes become U+FFFD: a letter lost is better than a day. */
const decoder = new TextDecoder('utf-8')

/** Of one file: whoever reads on has seen what is wrong with it. */
const maxProblems = 1_000

function entryFailureText(failure: ZipEntryFailure): string {
  switch (failure.kind) {
    case 'encrypted':
      return 'passed over: it is encrypted; make the zip again without a password'
    case 'too-large':
      return `passed over: ${failure.bytes} bytes unpacked, over the limit of ${failure.limit}`
    case 'damaged':
      return `passed over: damaged in the archive (${failure.detail})`
  }
}
