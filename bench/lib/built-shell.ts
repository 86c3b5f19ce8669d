/** The shell of the benchmark `desktop`, built as the browser shell and Electron's main are: one file, without TypeScript. */
import path from 'node:path'
import { build } from 'vite'

const root = path.join(import.meta.dirname, '../..')

/** Answers with the file. It finds native packages from there. */
export async function buildKeptShell(): Promise<string> {
  const outDir = path.join(root, 'out/bench-shell')
  await build({
    root,
    configFile: path.join(root, 'browser-shell.vite.config.ts'),
    build: { ssr: path.join(import.meta.dirname, 'kept-shell.ts'), outDir, emptyOutDir: true },
  })
  return path.join(outDir, 'index.js')
}
