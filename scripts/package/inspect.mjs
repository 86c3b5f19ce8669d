// What is in an app's folder as it is packaged: the fuses, the archive, the page's and the preload's rules. Throws nothing: what
// is wrong is answered, in words.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { extractFile, getRawHeader, listPackage } from '@electron/asar'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import plist from 'plist'
import { fuses } from './fuses.mjs'

/** @typedef {import('./native.mjs').System} System */

/** Of the stand-in and of Electron alike: relative to the app's folder. */
const places = {
  linux: { program: 'tidings', resources: 'resources' },
  win: { program: 'Tidings.exe', resources: 'resources' },
  mac: { program: 'Tidings.app', resources: 'Tidings.app/Contents/Resources' },
}

/** @param {System} system @param {string} folder @returns {Promise<string[]>} what is wrong */
export async function inspectApp(system, folder) {
  const { program, resources } = places[system]
  const asar = path.join(folder, resources, 'app.asar')
  return [
    ...(await wrongFuses(path.join(folder, program))),
    ...wrongFiles(asar),
    ...wrongHash(system, folder, asar),
    ...wrongPreload(read(asar, 'out/preload/index.cjs')),
    ...['index', 'crash'].flatMap((name) => wrongPage(read(asar, `out/renderer/${name}.html`))),
    ...wrongMain(read(asar, 'out/main/index.js')),
    ...leftovers(folder, path.join(folder, resources)),
  ]
}

/** @param {string} asar @param {string} name */
const read = (asar, name) => extractFile(asar, name).toString('utf8')

/** @param {string} program @internal */
export async function wrongFuses(program) {
  const wire = new Map(Object.entries(await getCurrentFuseWire(program)).filter(([key]) => /^\d+$/.test(key)))
  const wanted = Object.entries(fuses)
  const wrong = wanted
    .filter(([key, isOn]) => wire.get(key) !== (isOn ? FuseState.ENABLE : FuseState.DISABLE))
    .map(([key]) => `the fuse ${FuseV1Options[Number(key)]} is not as it should be`)
  return wire.size === wanted.length
    ? wrong
    : [...wrong, `there are ${wire.size} fuses: ${wanted.length} are known`]
}

const allowed = [
  /^\/package\.json$/,
  /^\/out(\/(main|preload|renderer))?$/,
  /^\/out\/main\/(index\.js|chunks(\/[\w.-]+\.js)?)$/,
  /^\/out\/preload\/index\.cjs$/,
  /^\/out\/renderer\/((index|crash)\.html|icon\.svg|(badge|tray[\w@-]*)\.png|assets(\/[\w.-]+\.(js|css|woff2|svg))?|licences(\/(cldr|pdfjs)\.txt)?)$/,
  /^\/node_modules(\/@node-rs(\/argon2(-[\w-]+)?(\/(package\.json|README\.md|LICENSE|(index|browser)\.(js|d\.ts)|argon2\.[\w-]+\.node))?)?)?$/,
]

/** @param {string} asar @internal */
export function wrongFiles(asar) {
  const files = listPackage(asar, { isPack: false }).map((file) => file.replaceAll('\\', '/'))
  const strangers = files.filter((file) => !allowed.some((pattern) => pattern.test(file)))
  const about = JSON.parse(read(asar, 'package.json'))
  return [
    ...strangers.map((file) => `the archive has ${file}`),
    ...['scripts', 'devDependencies']
      .filter((key) => key in about)
      .map((key) => `package.json still has ${key}`),
    ...(files.some((file) => file.endsWith('.node')) ? [] : ['the native code is missing']),
  ]
}

/** The hash by which Electron knows its archive. Linux has none. @param {System} system @param {string} folder @param {string} asar */
function wrongHash(system, folder, asar) {
  if (system === 'linux') return []
  const hash = createHash('sha256').update(getRawHeader(asar).headerString).digest('hex')
  const told =
    system === 'win'
      ? readFileSync(path.join(folder, 'Tidings.exe')).toString('latin1')
      : JSON.stringify(readInfo(folder))
  return told.includes(hash) ? [] : ['the program does not know the hash of its archive']
}

/** @param {string} folder */
function readInfo(folder) {
  return plist.parse(readFileSync(path.join(folder, 'Tidings.app/Contents/Info.plist'), 'utf8'))
}

const sandboxed = new Set(['electron', 'events', 'timers', 'url'])

/** @param {string} source @internal */
export const wrongPreload = (source) =>
  Array.from(source.matchAll(/\brequire\(["'`]([^"'`]+)["'`]\)/g), ([, name = '']) => name)
    .filter((name) => !sandboxed.has(name.replace(/^node:/, '')))
    .map((name) => `the preload requires ${name}, which the sandbox refuses`)

/** @param {string} html @internal */
export function wrongPage(html) {
  const scripts = html.match(/<script\b[^>]*>/g) ?? []
  return [
    ...scripts
      .filter((tag) => !tag.includes('src='))
      .map((tag) => `the page has a script of its own: ${tag}`),
    ...(/\son\w+=/.test(html) ? ['the page has handlers in its text'] : []),
    ...(/(?:src|href)="(?:https?:)?\/\//.test(html) ? ['the page loads something from elsewhere'] : []),
  ]
}

const forbidden = [
  'sandbox: false',
  'webSecurity: false',
  'contextIsolation: false',
  'nodeIntegration: true',
  'loadFile(',
  "'unsafe-",
  '/preload.mjs',
  'sourceMappingURL',
]

/** @param {string} source @internal */
export const wrongMain = (source) => [
  ...forbidden.filter((text) => source.includes(text)).map((text) => `main has \`${text}\``),
  ...(source.includes("default-src 'none'") ? [] : ['main sends no Content-Security-Policy']),
]

/** @param {string} folder @param {string} resources */
function leftovers(folder, resources) {
  const left = [path.join(resources, 'default_app.asar'), path.join(folder, 'version')].filter((file) =>
    existsSync(file),
  )
  const locales = path.join(folder, 'locales')
  const spoken = existsSync(locales) ? readdirSync(locales).length : 6
  return [
    ...left.map((file) => `${path.basename(file)} of Electron's own is still there`),
    ...(spoken === 6 ? [] : [`${spoken} languages of Chromium are packaged, of which the screens speak 5`]),
    ...(existsSync(path.join(folder, 'Tidings.app')) && 'NSAppTransportSecurity' in Object(readInfo(folder))
      ? ['a Mac would allow plain http']
      : []),
  ]
}
