/**
 * Takes the place of Electron's executable where there is none: `fake-main.ts [SWITCH…] FOLDER [ARGUMENT…]` runs the built app
 * of FOLDER with the stand-in under the name `electron` and a real Chromium for its windows, and says on stderr what Electron
 * says to Playwright. Two on one folder of data know of each other as two of Electron's do.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs'
import inspector from 'node:inspector'
import { registerHooks } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { startDriver } from './driver.ts'
import { app, played, seen, system } from './shim.ts'

const shim = new URL('shim.ts', import.meta.url).href
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: shim, shortCircuit: true } : next(specifier, context),
})

process.argv.splice(1, 1) // Electron has no script of its own before the arguments
inspector.open(0, '127.0.0.1') // says `Debugger listening on ws://…`

const say = (line: string): void => void process.stderr.write(`${line}\n`)
const exit = (code: number): void => {
  inspector.close()
  process.exit(code)
}
const dataFolder = (): string => path.join(seen.paths.get('userData') ?? process.cwd(), 'fake-electron')

system.fetch = (url, init) => fetch(url, init)
system.ready = async () => {
  played.driver = await startDriver({
    dataFolder: path.join(dataFolder(), 'chromium'),
    listening: say,
    exit,
  })
}

/** Whoever was first holds the file; the others leave word beside it. */
function isFirst(): boolean {
  const folder = dataFolder()
  mkdirSync(folder, { recursive: true })
  const held = path.join(folder, 'held')
  try {
    writeFileSync(held, String(process.pid), { flag: 'wx' })
  } catch {
    if (isAlive(Number(readFileSync(held, 'utf8')))) {
      writeFileSync(path.join(folder, `${process.pid}.second`), JSON.stringify(process.argv))
      return false
    }
    writeFileSync(held, String(process.pid))
  }
  process.once('exit', () => rmSync(held, { force: true }))
  watch(folder, () => {
    for (const name of readdirSync(folder).filter((each) => each.endsWith('.second'))) {
      const said = readFileSync(path.join(folder, name), 'utf8')
      if (said === '') continue // it is still being written
      rmSync(path.join(folder, name), { force: true })
      app.emit('second-instance', {}, JSON.parse(said), '/')
    }
  }).unref()
  return true
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

Object.assign(app, {
  requestSingleInstanceLock: isFirst,
  exit: (code = 0) => (played.driver ?? { exit }).exit(code), // whoever comes second ends before there are windows
})

const folder = process.argv.slice(1).find((each) => !each.startsWith('-')) ?? '.'
const about: unknown = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))
const main = String(Reflect.get(Object(about), 'main'))
await import(pathToFileURL(path.join(path.resolve(folder), main)).href)
