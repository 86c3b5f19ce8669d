// Checks each folder against its own tsconfig.json, which says what its code may see.
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { root, run } from './lib/run.mjs'

const folders = readdirSync(root, { withFileTypes: true })
  .filter(
    (entry) =>
      entry.isDirectory() &&
      !entry.name.startsWith('.') &&
      !['node_modules', 'dist', 'out'].includes(entry.name),
  )
  .flatMap(({ name }) =>
    readdirSync(path.join(root, name), { recursive: true, encoding: 'utf8' })
      .filter((file) => path.basename(file) === 'tsconfig.json')
      .map((file) => path.dirname(path.join(name, file))),
  )

let failed = false
for (const folder of ['.', ...folders]) {
  const { code, output } = await run('tsc', ['-p', folder, '--pretty', 'false'])
  if (code === 0) continue
  failed = true
  console.log(`${folder}:\n${output}`)
}
process.exitCode = failed ? 1 : 0
