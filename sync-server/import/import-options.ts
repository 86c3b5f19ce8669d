import { parseArgs } from 'node:util'
import { fail, ok, type Result } from '../../core/base/result.ts'

export const usage = `import FILE.zip --workspace NAME [--owner USERNAME] [--report FILE]

  FILE.zip     a Slack export
  --workspace  the workspace to import into; made if there is none of that name
  --owner      an account of the relay that becomes owner of the workspace
  --report     writes all problems to this file, one a line`

export interface ImportOptions {
  readonly file: string
  readonly workspace: string
  readonly owner: string | undefined
  readonly report: string | undefined
}

export function readOptions(
  args: ReadonlyArray<string>,
): Result<ImportOptions, { kind: 'usage'; text: string }> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { workspace: { type: 'string' }, report: { type: 'string' }, owner: { type: 'string' } },
      allowPositionals: true,
    })
    const [file, ...more] = positionals
    const workspace = values.workspace?.trim() ?? ''
    if (file === undefined || more.length > 0) return fail({ kind: 'usage', text: 'Name one file.' })
    if (workspace === '') return fail({ kind: 'usage', text: 'Name the workspace: --workspace NAME' })
    if (workspace.length > 80)
      return fail({ kind: 'usage', text: 'The name of a workspace has at most 80 characters.' })
    return ok({ file, workspace, owner: values.owner, report: values.report })
  } catch (error) {
    return fail({ kind: 'usage', text: error instanceof Error ? error.message : String(error) })
  }
}
