import { fail, ok, type Result } from '../base/result.ts'
import type { Form, PolicyDefinition, PolicyValue } from './definition.ts'

export type ValueTrouble = 'wrong-type' | 'out-of-range' | 'no-choice' | 'malformed' | 'too-long'

/** Reads a value as whoever administers the machine wrote it. Total: nothing is guessed, a number in quotes is no number. */
export function readPolicyValue(
  definition: PolicyDefinition,
  value: unknown,
): Result<PolicyValue, ValueTrouble> {
  switch (definition.type) {
    case 'boolean':
      return typeof value === 'boolean' ? ok(value) : fail('wrong-type')
    case 'integer':
      if (typeof value !== 'number' || !Number.isSafeInteger(value)) return fail('wrong-type')
      return value < definition.min || value > definition.max ? fail('out-of-range') : ok(value)
    case 'enum':
      if (typeof value !== 'string') return fail('wrong-type')
      return Object.hasOwn(definition.choices, value) ? ok(value) : fail('no-choice')
    case 'string':
      return readText(definition.form, value)
    case 'list':
      return readList(definition, value)
  }
}

function readText({ pattern, maxLength }: Form, value: unknown): Result<string, ValueTrouble> {
  if (typeof value !== 'string') return fail('wrong-type')
  if (value.length > maxLength) return fail('too-long')
  return pattern.test(value) ? ok(value) : fail('malformed')
}

function readList(
  { form, maxItems }: Extract<PolicyDefinition, { type: 'list' }>,
  value: unknown,
): Result<ReadonlyArray<string>, ValueTrouble> {
  if (!Array.isArray(value)) return fail('wrong-type')
  if (value.length > maxItems) return fail('too-long')
  const items: Array<string> = []
  for (const each of value) {
    const item = readText(form, each)
    if (!item.ok) return item
    items.push(item.value)
  }
  return ok(items)
}
