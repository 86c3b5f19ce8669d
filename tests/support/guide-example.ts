/** Examples of the guides, run as they stand there. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { compileFunction } from 'node:vm'

/** The code blocks of a guide that are written in `language`, in their order. */
export function examplesOf(guide: string, language: string): ReadonlyArray<string> {
  const text = readFileSync(path.resolve(import.meta.dirname, '../../docs/guides', guide), 'utf8')
  return [...text.matchAll(/```(\w+)\n([\s\S]*?)```/g)].flatMap(([, kind, code = '']) =>
    kind === language ? [code] : [],
  )
}

/**
 * Runs an example of modules and answers with its constant `name`. `known`: what each import line brings; `env`: its
 * `process.env`; `more`: what else it finds there.
 */
export async function runExample(
  code: string,
  name: string,
  known: ReadonlyMap<string, object>,
  env: Readonly<Record<string, string>>,
  more: object = {},
): Promise<unknown> {
  const lines = code.trim().split('\n')
  const world: Record<string, unknown> = { fetch, WebSocket, process: { env }, ...more }
  for (const line of lines.filter((each) => each.startsWith('import '))) {
    const brought = known.get(line)
    if (brought === undefined) throw new Error(`the example imports something else: ${line}`)
    Object.assign(world, brought)
  }
  const body = lines.filter((line) => !line.startsWith('import ')).join('\n')
  const run = compileFunction(`return (async () => {\n${body}\nreturn ${name}\n})()`, Object.keys(world))
  return Reflect.apply(run, undefined, Object.values(world))
}

export const linesOf = (code: string): number => code.split('\n').filter((line) => line.trim() !== '').length
