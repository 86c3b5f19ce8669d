// Follows docs/it/policy.md on Linux, as it is written there, in a system of its own that is thrown away.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from '../lib/run.mjs'
import { inOverlay } from './overlay.mjs'

/** @returns {string[]} what is wrong */
export function tryPolicyGuide() {
  const guide = readFileSync(path.join(root, 'docs/it/policy.md'), 'utf8')
  const section = guide.split(/^## /m).find((part) => part.startsWith('Linux\n')) ?? ''
  const block = (/** @type {string} */ kind) =>
    new RegExp(`^\`\`\`${kind}\n(.*?)^\`\`\`$`, 'ms').exec(section)?.[1] ?? ''
  const [example, commands] = [block('json'), block('sh')]
  if (example === '' || commands === '') return ['docs/it/policy.md has no example or no commands for Linux']
  const { code, output } = inOverlay(`cd /tmp
cat > 10-base.json <<'END'
${example}END
${commands}
cd ${root}
${process.execPath} main/browser.ts --print-policy`)
  if (code !== 0) return [`the commands for Linux fail: ${output.trim()}`]
  const { policies, notes } = JSON.parse(output)
  return [
    ...Object.entries(JSON.parse(example))
      .filter(([name, value]) => {
        const { value: held, locked } = policies[name] ?? {}
        return locked !== true || JSON.stringify(held) !== JSON.stringify(value)
      })
      .map(([name]) => `${name} is not locked as the file says`),
    ...(notes.length === 0 ? [] : [`it is noted: ${JSON.stringify(notes)}`]),
  ]
}
