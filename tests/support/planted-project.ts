import { execFile } from 'node:child_process'
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')

/** A project with this repository's settings and with other files. */
export interface PlantedProject {
  readonly folder: string
  /** Runs one of the tools in node_modules/.bin there. */
  readonly run: (tool: string, ...args: ReadonlyArray<string>) => Promise<ToolRun>
}

export interface ToolRun {
  readonly code: number
  /** What went to standard output. */
  readonly output: string
  /** What went to standard error. */
  readonly complaints: string
}

/** Writes `files` (path to text) beside a copy of our settings, until the test ends. */
export function plantProject(files: Readonly<Record<string, string>>): PlantedProject {
  const folder = mkdtempSync(path.join(tmpdir(), 'tidings-planted-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))

  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'junction')
  for (const entry of readdirSync(root, { withFileTypes: true })) {
    if (entry.isFile()) copyFileSync(path.join(root, entry.name), path.join(folder, entry.name))
    if (entry.isDirectory()) copyTsconfig(path.join(root, entry.name), path.join(folder, entry.name))
  }
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    writeFileSync(path.join(folder, name), text)
  }
  return { folder, run: (tool, ...args) => runTool(folder, tool, args) }
}

function copyTsconfig(from: string, to: string): void {
  if (!readdirSync(from).includes('tsconfig.json')) return
  mkdirSync(to)
  copyFileSync(path.join(from, 'tsconfig.json'), path.join(to, 'tsconfig.json'))
}

function runTool(cwd: string, tool: string, args: ReadonlyArray<string>): Promise<ToolRun> {
  const program = path.join(root, 'node_modules', '.bin', tool)
  const bin = `${path.join(root, 'node_modules', '.bin')}${path.delimiter}${process.env['PATH'] ?? ''}`
  return new Promise((resolve) => {
    const child = execFile(
      program,
      args,
      { cwd, env: { ...process.env, PATH: bin } },
      (_, stdout, stderr) => {
        resolve({ code: child.exitCode ?? 1, output: stdout, complaints: stderr })
      },
    )
  })
}
