import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { Defect } from '../../core/base/defect.ts'
import { type AppFile, readAppFile } from '../window/app-files.ts'

export type PageFiles = (pathname: string) => Promise<AppFile | undefined>

const pageFolder = path.resolve(import.meta.dirname, '../browser-page')

/**
 * The files of the built app with the bridge put before it: the preload, as it was built for Electron, runs first. `built` is the folder `out`. Rejects if the app has not been built.
 */
export async function createPageFiles(built: string): Promise<PageFiles> {
  const renderer = path.join(built, 'renderer')
  const script = { type: 'text/javascript; charset=utf-8' }
  const own = new Map<string, AppFile>()
  for (const name of ['bridge.mjs', 'messages.mjs']) {
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

/** Modules run in the order in which they stand in the page. */
function withBridge(page: string): string {
  const at = page.indexOf('<script type="module"')
  if (at === -1) throw new Defect('a page without a script')
  return `${page.slice(0, at)}<script type="module" src="/preload.mjs"></script>\n    ${page.slice(at)}`
}

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(new TextEncoder().encode(text))
