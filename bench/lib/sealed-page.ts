/** Builds a page of a benchmark as the browser shell serves the app: behind the preload, which brings the bridge. */
import { rename } from 'node:fs/promises'
import path from 'node:path'
import { build } from 'vite'

const root = path.join(import.meta.dirname, '../..')

/** `page` is an HTML file. Goes to `out/renderer` and `out/preload`. */
export async function buildShellPage(page: string, out: string): Promise<void> {
  const quiet = { configFile: false, logLevel: 'error' } as const
  const renderer = path.join(out, 'renderer')
  await build({
    ...quiet,
    root: path.dirname(page),
    build: {
      outDir: renderer,
      emptyOutDir: true,
      rollupOptions: { input: page },
      chunkSizeWarningLimit: 10_000,
    },
  })
  await rename(path.join(renderer, path.basename(page)), path.join(renderer, 'index.html'))
  await build({
    ...quiet,
    root,
    ssr: { noExternal: true, external: ['electron'] },
    build: {
      ssr: path.join(root, 'preload/index.ts'),
      outDir: path.join(out, 'preload'),
      emptyOutDir: true,
      rollupOptions: { output: { format: 'cjs', entryFileNames: 'index.cjs' } },
    },
  })
}
