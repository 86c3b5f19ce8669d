import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Plugin } from 'vite'
import { chunkGroups } from './scripts/lib/chunks.mjs'

/**
 * Nothing is drawn before the page's first script has said how the app is to look: else a dark one would flash white
 * (decision 0098). What it loads after the words is fetched meanwhile (decision 0105), and so is the font: else all would be laid out twice.
 */
const drawLast: Plugin = {
  name: 'draw-last',
  transformIndexHtml: {
    order: 'post',
    handler: (html, { bundle = {} }) => {
      const files = Object.values(bundle)
      const page = files.flatMap((file) =>
        file.type === 'chunk' && file.name === 'page' ? [file.fileName, ...file.imports] : [],
      )
      const font = files.filter(({ fileName }) => /inter-latin-wght-normal.*woff2$/u.test(fileName))
      const link = (attrs: Record<string, string | boolean>) => ({
        tag: 'link',
        attrs: { ...attrs, crossorigin: true },
      })
      return {
        html: html.replace('<script type="module"', '<script type="module" blocking="render"'),
        tags: [
          ...page.map((name) => link({ rel: 'modulepreload', href: `./${name}` })),
          ...font.map(({ fileName }) =>
            link({ rel: 'preload', as: 'font', type: 'font/woff2', href: `./${fileName}` }),
          ),
        ],
      }
    },
  },
}

/**
 * Which packages are in what was built, as package-lock.json calls them, for there may be two of one name: the bill of materials is
 * made of it (scripts/package/sbom.mjs).
 */
const listBundled = (part: string, names = new Set<string>()): Plugin => ({
  name: 'list-bundled',
  generateBundle: (_options, bundle) => {
    const modules = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []))
    for (const id of modules) {
      const name = /node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+/u.exec(id)?.[0]
      if (name !== undefined) names.add(name)
    }
    mkdirSync('out/bundled', { recursive: true })
    writeFileSync(`out/bundled/${part}.json`, JSON.stringify([...names].toSorted()))
  },
})

/** Each worker is built by itself, and what one of them starts before it. */
const inWorkers = new Set<string>()

/** What waits for the workers to be built is no slow plugin. */
const checks = { bundlerTimings: false }

/** For the page alone: the workers, which have no document, take the package itself. */
const browserEntities: Plugin = {
  name: 'browser-entities',
  enforce: 'pre',
  resolveId: (id) =>
    id === 'entities' ? path.join(import.meta.dirname, 'renderer/platform/html-entities.ts') : null,
}

/** Unicode-3.0 asks that its text go with the data (decision 0152), Apache-2.0 that it go with the code: pdf.js is most of its worker (decision 0154). */
const licences: Plugin = {
  name: 'licences',
  generateBundle() {
    for (const [name, from] of [
      ['cldr', 'cldr-annotations-full'],
      ['pdfjs', 'pdfjs-dist'],
    ]) {
      const source = readFileSync(`node_modules/${from}/LICENSE`, 'utf8')
      this.emitFile({ type: 'asset', fileName: `licences/${name}.txt`, source })
    }
  },
}

export default defineConfig({
  main: {
    plugins: [listBundled('main')],
    // Whose updates are believed: main/updates/publisher.ts.
    define: { TIDINGS_UPDATE_KEYS: JSON.stringify(process.env['TIDINGS_UPDATE_KEYS'] ?? '') },
    build: {
      outDir: 'out/main',
      // One file that needs no node_modules beside it, but for what cannot be bundled (docs/decisions/0124-packages.md).
      externalizeDeps: false,
      rolldownOptions: { input: { index: 'main/electron.ts' }, external: ['electron', '@node-rs/argon2'] },
    },
  },
  preload: {
    plugins: [listBundled('preload')],
    build: {
      outDir: 'out/preload',
      // A sandboxed preload can be neither an ES module nor several files, and finds no node_modules.
      externalizeDeps: false,
      isolatedEntries: true,
      rolldownOptions: {
        input: { index: 'preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react(), browserEntities, drawLast, listBundled('renderer'), licences],
    worker: { plugins: () => [listBundled('worker', inWorkers)], rolldownOptions: { checks } },
    build: {
      outDir: 'out/renderer',
      minify: true,
      // The worker that reads PDF files is that large. What the first screen asks for is measured: tests/e2e/first-paint.test.ts.
      chunkSizeWarningLimit: 1_700,
      rolldownOptions: {
        input: { index: 'renderer/index.html', crash: 'renderer/crash.html' },
        output: { codeSplitting: { groups: chunkGroups() } },
        checks,
      },
    },
  },
})
