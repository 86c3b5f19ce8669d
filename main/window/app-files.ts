import { readFile } from 'node:fs/promises'
import path from 'node:path'

export interface AppFile {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly type: string
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
}

/** A file of the built page by the path of its address; undefined for whatever else is asked, never an error. */
export async function readAppFile(folder: string, pathname: string): Promise<AppFile | undefined> {
  const file = fileUnder(folder, pathname === '/' ? '/index.html' : pathname)
  const type = types[path.extname(file ?? '')]
  if (file === undefined || type === undefined) return undefined
  try {
    return { bytes: new Uint8Array(await readFile(file)), type }
  } catch {
    return undefined
  }
}

/** URL parsers leave `%2f` and `%5c` alone: only after decoding can one see where a path leads. */
function fileUnder(folder: string, pathname: string): string | undefined {
  const decoded = decode(pathname)
  if (decoded === undefined || decoded.includes('\0') || decoded.includes('\\')) return undefined
  const file = path.resolve(folder, `.${decoded}`)
  return file.startsWith(path.resolve(folder) + path.sep) ? file : undefined
}

function decode(pathname: string): string | undefined {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return undefined
  }
}

/** Headers of every answer, in both shells, beside the content security policy. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}
