import { readFileSync } from 'node:fs'
import { toJsonSchema } from '@valibot/to-json-schema'
import { expect, test } from 'vitest'
import { exportSchema } from '../../../../support/export-schema.ts'

const guide = (name: string): string =>
  readFileSync(new URL(`../../../../../docs/guides/${name}`, import.meta.url), 'utf8')

test('[XP2] the schema beside the guide is that of the tests, and the guide names every member of it', () => {
  const schema = toJsonSchema(exportSchema)
  expect(JSON.parse(guide('export-format.schema.json'))).toEqual(schema)
  const text = guide('export-format.md')
  for (const member of [
    ...Object.keys(exportSchema.entries),
    ...Object.keys(exportSchema.entries.messages.item.entries),
  ])
    expect([member, text.includes(`\`${member}\``)]).toEqual([member, true])
})
