import { expect, test } from 'vitest'
import { plantProject } from '../../support/planted-project.ts'

/** Each line uses what a folder must not see. */
const hidden: ReadonlyArray<readonly [folder: string, line: string]> = [
  ['core', `setTimeout(() => {}, 1)`],
  ['core', `new WebSocket('wss://example.org')`],
  ['core', `new TextEncoder()`],
  ['core', `crypto.getRandomValues(new Uint8Array(1))`],
  ['core', `console.log('x')`],
  ['core', `process.exit()`],
  ['core', `Buffer.from('')`],
  ['core', `document.title`],
  ['sync-server', `document.title`],
  ['main', `document.title`],
  ['preload', `process.exit()`],
  ['renderer', `Buffer.from('')`],
]

test.each(hidden)('%s does not see %s', async (folder, line) => {
  const { code, output } = await plantProject({ [`${folder}/planted.ts`]: `${line}\nexport {}\n` }).run(
    'tsc',
    '-p',
    folder,
  )

  expect(code).not.toBe(0)
  expect(output).toMatch(/planted\.ts\(1,.*Cannot find name/)
})

test('each folder sees what it is for', async () => {
  const project = plantProject({
    'core/planted.ts': `export const ok = new Map([[1, new Uint8Array(1)]]).size`,
    'main/planted.ts': `process.exit(Buffer.from('').length)\nexport {}`,
    'renderer/planted.tsx': `export const Ok = (): React.JSX.Element => <p>{document.title}</p>`,
  })

  for (const folder of ['core', 'main', 'renderer']) {
    expect(await project.run('tsc', '-p', folder)).toEqual({ code: 0, output: '', complaints: '' })
  }
})
