/** Rules for what is said, from a file of whoever runs the relay. */
import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import { fail, ok, type Result } from '../../core/base/result.ts'
import { type ModerationRules, moderationRules } from '../../core/protocol/moderation-api.ts'
import { faultOf } from './rules.ts'

/** JSON as `setModerationRules()` takes it. Undefined without a file; a failure says what is wrong, without a word of the rules. */
export function readRulesFile(file: string | undefined): Result<ModerationRules | undefined, string> {
  if (file === undefined) return ok(undefined)
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    return fail(
      `MODERATION ${file} cannot be read (${error instanceof Error ? error.message : String(error)})`,
    )
  }
  const found = readJson(text)
  if (found === undefined) return fail(`MODERATION ${file} is not JSON`)
  const read = v.safeParse(moderationRules, found)
  if (!read.success) {
    const field = v.getDotPath(read.issues[0])
    return fail(`MODERATION ${file} holds no rules${field === null ? '' : `: look at ${field}`}`)
  }
  const fault = faultOf(read.output)
  return fault === undefined
    ? ok(read.output)
    : fail(`MODERATION ${file} holds no rules: patterns.list.${fault.index} is ${fault.why}`)
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // the parser's own words quote the text
  }
}
