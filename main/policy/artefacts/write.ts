/**
 * Writes what an organisation's tools want of the policies: `npm run policy -- --out DIR`. Nothing of it lies in the repository but the
 * reference, which people read there.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { adml, admx } from './admx.ts'
import { policySchema } from './json-schema.ts'
import { mobileconfig } from './mobileconfig.ts'
import { policyReference } from './reference.ts'

const files: ReadonlyArray<readonly [name: string, make: () => string]> = [
  ['windows/tidings.admx', admx],
  ['windows/en-US/tidings.adml', adml],
  ['macos/tidings.mobileconfig', mobileconfig],
  ['linux/tidings.schema.json', policySchema],
  ['policy-reference.md', policyReference],
]

function outFolder(): string | undefined {
  try {
    return parseArgs({ options: { out: { type: 'string' } } }).values.out
  } catch {
    return undefined
  }
}

const out = outFolder()
if (out === undefined) {
  process.stderr.write('usage: npm run policy -- --out DIR\n')
  process.exitCode = 2
} else {
  for (const [name, make] of files) {
    const file = path.resolve(out, name)
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, make())
    process.stdout.write(`${file}\n`)
  }
}
