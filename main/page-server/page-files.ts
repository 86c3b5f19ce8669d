import { readFile } from 'node:fs/promises'
import { findPackageJSON } from 'node:module'
import path from 'node:path'
import { Defect } from '../../core/base/defect.ts'
import { type AppFile, readAppFile } from '../window/app-files.ts'

export type PageFiles = (pathname: string) => Promise<AppFile | undefined>

/** Of this repository, without which the browser shell does not run: seen from here and from where this was built to. */
const root = path.dirname(findPackageJSON(import.meta.url) ?? '')
const pageFolder = path.join(root, 'main', 'browser-page')
const bridgeFiles = ['bridge.mjs', 'messages.mjs']

/**
 * The files of the built app with the bridge put before it: the preload, as it was built for Electron, runs first. Rejects if the app has not been built.
 */
export async function createPageFiles(built = path.join(root, 'out')): Promise<PageFiles> {
  const renderer = path.join(built, 'renderer')
  const script = { type: 'text/javascript; charset=utf-8' }
  const own = new Map<string, AppFile>()
  for (const name of bridgeFiles) {
    own.set(`/${name}`, { ...script, bytes: new Uint8Array(await readFile(path.join(pageFolder, name))) })
  }
  const preload = await readFile(path.join(built, 'preload', 'index.cjs'), 'utf8')
  own.set('/preload.mjs', { ...script, bytes: bytesOf(preloadModule(preload)) })
  const page = await readFile(path.join(renderer, 'index.html'), 'utf8')
  const index = { type: 'text/html; charset=utf-8', bytes: bytesOf(withBridge(page)) }
  own.set('/', index).set('/index.html', index)
  return async (pathname) => own.get(pathname) ?? readAppFile(renderer, pathname)
}

/** A sandboxed preload is the body of a function that is given `require`, `module` and `exports`. */
const preloadModule = (source: string): string => `import { requireForPreload } from './bridge.mjs'
;((require, module = { exports: {} }, exports = module.exports) => {
${source}
})(requireForPreload)
`

/** Modules run in the order in which they stand in the page; what the first one imports is fetched beside it. */
function withBridge(page: string): string {
  const at = page.indexOf('<script type="module"')
  if (at === -1) throw new Defect('a page without a script')
  const before = [
    ...bridgeFiles.map((name) => `<link rel="modulepreload" href="/${name}">`),
    '<script type="module" src="/preload.mjs"></script>',
  ]
  return `${page.slice(0, at)}${before.join('\n    ')}\n    ${page.slice(at)}`
}

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(new TextEncoder().encode(text))
