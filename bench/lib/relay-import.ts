import path from 'node:path'
import { measureRun } from './measured-run.ts'

/** Imports an export into the relay's data below `data`, as workspace "Bench". */
export async function importExport(data: string, file: string): Promise<void> {
  const root = path.join(import.meta.dirname, '../..')
  const args = [path.join(root, 'scripts/admin.mjs'), 'import', file, '--workspace', 'Bench']
  await measureRun(process.execPath, args, {
    cwd: root,
    env: { ...process.env, TIDINGS_DATA: data, INIT_CWD: root },
  })
}
