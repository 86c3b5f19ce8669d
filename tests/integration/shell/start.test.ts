import { existsSync, readdirSync } from 'node:fs'
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { ensureBuilt } from '../../../scripts/lib/build.mjs'
import { policyNames } from '../../../core/policy/table.ts'
import { startScript, type StartedScript } from '../../support/start-script.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

// Builds on a fresh clone.
beforeAll(() => ensureBuilt(() => undefined), 120_000)

const printedPolicies = v.object({
  policies: v.record(v.string(), v.looseObject({ locked: v.boolean() })),
  notes: v.array(v.unknown()),
})

/** A place without a Chromium, so that no test waits for one. */
const noBrowser = { CHROMIUM: '', PATH: '/nowhere', PLAYWRIGHT_BROWSERS_PATH: '/nowhere' }
const quiet = ['--headless', '--port', '0']
/** With a window, for which a display is needed; CHROMIUM says that it is to be no Electron's. */
const shown = ['--port', '0']
const display = { DISPLAY: ':99' }

/** What a failed start says: one line, and exit code 1. */
async function complaintOf(script: StartedScript): Promise<string> {
  expect(await script.ended).toBe(1)
  return script.said.join('\n')
}

/** A program that stands in for a Chromium: `source` is run by Node. */
async function fakeChromium(folder: string, source: string): Promise<string> {
  const file = path.join(folder, 'chromium')
  await writeFile(file, `#!${process.execPath}\n${source}`)
  await chmod(file, 0o755)
  return file
}

const answers = async (url: string): Promise<boolean> =>
  fetch(new URL('/healthz', url)).then(
    (response) => response.ok,
    () => false,
  )

describe('npm start', () => {
  test('--headless: runs the relay and the app, opens no browser, prints the address', async () => {
    const data = temporaryFolder()
    const CHROMIUM = await fakeChromium(data, 'process.exit(3)')
    const script = startScript(quiet, { CHROMIUM, TIDINGS_DATA: data })
    const [, relay = ''] = await script.line(/^The relay is at (http:\S+)\.$/)
    await script.line(/no browser was asked for\.$/)
    const [, address = ''] = await script.line(/^Open (http:\S+)$/)
    await script.line(/^Ctrl-C ends everything/)
    expect(await answers(relay)).toBe(true)
    expect(await (await fetch(address)).text()).toContain('/preload.mjs')
    expect(script.said.join('\n')).not.toContain('ended with')

    script.interrupt()
    expect(await script.ended).toBe(0)
    expect(await answers(relay)).toBe(false)
    await expect(fetch(address)).rejects.toThrow('fetch failed')
    expect(existsSync(path.join(data, 'relay', 'relay.json'))).toBe(false)
  })

  test('[PO24] --print-policy prints every policy of this machine as JSON, and starts nothing', async () => {
    const data = temporaryFolder()
    const script = startScript(['--print-policy'], { ...noBrowser, TIDINGS_DATA: data })
    expect(await script.ended).toBe(0)
    const printed = v.parse(printedPolicies, JSON.parse(script.said.join('\n')))
    expect(Object.keys(printed.policies)).toEqual([...policyNames])
    expect(readdirSync(data)).toEqual([])
  })

  test('the same profile gets the same port again, by which the browser knows its data', async () => {
    const data = temporaryFolder()
    const origins: string[] = []
    for (let round = 0; round < 2; round++) {
      const script = startScript(quiet, { ...noBrowser, TIDINGS_DATA: data })
      const [, address = ''] = await script.line(/^Open (http:\S+)$/)
      origins.push(new URL(address).origin)
      script.interrupt()
      expect(await script.ended).toBe(0)
    }
    expect(origins[0]).toBe(origins[1])
  })

  test('a second profile uses the relay that runs, and takes its place when it goes', async () => {
    const data = temporaryFolder()
    const first = startScript(quiet, { ...noBrowser, TIDINGS_DATA: data })
    const [, relay = ''] = await first.line(/^The relay is at (http:\S+)\.$/)
    const second = startScript([...quiet, '--profile', 'bob'], { ...noBrowser, TIDINGS_DATA: data })
    expect((await second.line(/^The relay is at (http:\S+), already running\.$/))[1]).toBe(relay)
    await second.line(/^Ctrl-C ends everything/)
    first.interrupt()
    expect(await first.ended).toBe(0)
    await second.line(/^The relay had gone: another one runs now, at the same address\.$/)
    expect(await answers(relay)).toBe(true)
    second.interrupt()
    expect(await second.ended).toBe(0)
    expect(await answers(relay)).toBe(false)
  })

  test('two at the same moment: one has the relay, the other uses it', async () => {
    const env = { ...noBrowser, TIDINGS_DATA: temporaryFolder() }
    const scripts = ['ada', 'bob'].map((name) => startScript([...quiet, '--profile', name], env))
    const found = await Promise.all(
      scripts.map((script) => script.line(/^The relay is at (http:[^\s,]+[0-9])/)),
    )
    expect(found[0]?.[1]).toBe(found[1]?.[1])
    await Promise.all(scripts.map((script) => script.line(/^Ctrl-C ends everything/)))
  })

  test('closing the window ends everything', async () => {
    const data = temporaryFolder()
    const CHROMIUM = await fakeChromium(data, 'process.exit(0)')
    const script = startScript(shown, { ...display, CHROMIUM, TIDINGS_DATA: data })
    const [, relay = ''] = await script.line(/^The relay is at (http:\S+)\.$/)
    await script.line(/^Tidings runs as a page in .*chromium: CHROMIUM names a browser\.$/)
    expect(await script.ended).toBe(0)
    expect(await answers(relay)).toBe(false)
  })

  test('a Chromium that does not start leaves the address', async () => {
    const data = temporaryFolder()
    const CHROMIUM = await fakeChromium(data, 'process.exit(3)')
    const script = startScript(shown, { ...display, CHROMIUM, TIDINGS_DATA: data })
    const [, address = ''] = await script.line(/chromium ended with 3: open (http:\S+) in another browser\.$/)
    expect((await fetch(address)).ok).toBe(true)
  })

  test('a second Ctrl-C does not wait', async () => {
    const data = temporaryFolder()
    const CHROMIUM = await fakeChromium(data, "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)")
    const script = startScript(shown, { ...display, CHROMIUM, TIDINGS_DATA: data })
    await script.line(/^Ctrl-C ends everything/)
    script.interrupt()
    await script.line(/^Ending… Ctrl-C once more does not wait\.$/)
    script.interrupt()
    expect(await script.ended).toBe(130)
  })

  test('a relay that dies takes the app with it, with a word', async () => {
    const data = temporaryFolder()
    const script = startScript(quiet, { ...noBrowser, TIDINGS_DATA: data })
    await script.line(/^Ctrl-C ends everything/)
    const address = await readFile(path.join(data, 'relay', 'relay.json'), 'utf8')
    process.kill(Number(/"pid":(\d+)/.exec(address)?.[1]), 'SIGKILL')
    expect(await complaintOf(script)).toContain('The relay has ended')
  })

  test('--relay-only runs no app', async () => {
    const script = startScript(['--relay-only', '--port', '0'], {
      ...noBrowser,
      TIDINGS_DATA: temporaryFolder(),
    })
    await script.line(/^Ctrl-C ends everything/)
    expect(script.said.filter((line) => line.includes('#'))).toEqual([])
    script.interrupt()
    expect(await script.ended).toBe(0)
  })
})

describe('npm start, when something is in the way: one line that says what to do', () => {
  test('the port is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    onTestFinished(() => void server.close())
    await new Promise((resolve) => server.once('listening', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const script = startScript(['--headless', '--port', String(port)], {
      ...noBrowser,
      TIDINGS_DATA: temporaryFolder(),
    })
    expect(await complaintOf(script)).toBe(
      `Port ${port} is taken by another program: end it, or name a free port, as in npm start -- --port ${port + 1}.`,
    )
  })

  test('the data folder is in use', async () => {
    const data = temporaryFolder()
    await mkdir(path.join(data, 'relay'))
    const lock = new DatabaseSync(path.join(data, 'relay', 'lock.db'))
    onTestFinished(() => lock.close())
    lock.exec('BEGIN EXCLUSIVE')
    const script = startScript(quiet, { ...noBrowser, TIDINGS_DATA: data })
    expect(await complaintOf(script)).toBe(
      `The data folder ${data}/relay is in use by a program that does not answer: end it, or name another with TIDINGS_DATA.`,
    )
  })

  test('the profile is open already', async () => {
    const data = temporaryFolder()
    const first = startScript(quiet, { ...noBrowser, TIDINGS_DATA: data })
    await first.line(/^Ctrl-C ends everything/)
    const second = startScript(quiet, { ...noBrowser, TIDINGS_DATA: data })
    const complaint = await complaintOf(second)
    expect(complaint.split('is open already: close it there, or start with another --profile.')).toHaveLength(
      2,
    )
    expect(first.said.join('\n')).not.toContain('ended')
  })

  test('the database is damaged, and is left as it is', async () => {
    const data = temporaryFolder()
    const file = path.join(data, 'relay', 'relay.db')
    await mkdir(path.dirname(file))
    await writeFile(file, 'this is no database, and was never one'.repeat(100))
    const before = await readFile(file)
    const complaint = await complaintOf(startScript(quiet, { ...noBrowser, TIDINGS_DATA: data }))
    expect(complaint).toMatch(/is damaged .*Put a backup in its place, or move it away to start empty/)
    expect(complaint.split('\n')).toHaveLength(1)
    expect((await readFile(file)).equals(before)).toBe(true)
  })

  test('the database is of a later version', async () => {
    const data = temporaryFolder()
    const first = startScript(['--relay-only', '--port', '0'], { ...noBrowser, TIDINGS_DATA: data })
    await first.line(/^Ctrl-C ends everything/)
    first.interrupt()
    await first.ended
    const database = new DatabaseSync(path.join(data, 'relay', 'relay.db'))
    database.exec('PRAGMA user_version = 999')
    database.close()
    const complaint = await complaintOf(startScript(quiet, { ...noBrowser, TIDINGS_DATA: data }))
    expect(complaint).toMatch(/newer version of Tidings .*Update Tidings/)
    expect(complaint.split('\n')).toHaveLength(1)
  })

  test('the data folder cannot be written', async () => {
    const data = path.join(temporaryFolder(), 'a-file')
    await writeFile(data, '')
    const complaint = await complaintOf(startScript(quiet, { ...noBrowser, TIDINGS_DATA: data }))
    expect(complaint).toMatch(/may not write to .*set TIDINGS_DATA to another folder/)
    expect(complaint.split('\n')).toHaveLength(1)
  })

  test('the profile cannot be written', async () => {
    const data = temporaryFolder()
    await mkdir(path.join(data, 'profiles'))
    await writeFile(path.join(data, 'profiles', 'default'), '')
    const complaint = await complaintOf(startScript(quiet, { ...noBrowser, TIDINGS_DATA: data }))
    expect(complaint).toMatch(
      /profiles\/default cannot be used .*make it writable, or name another with TIDINGS_DATA/,
    )
  })

  test("the profile's port is taken", async () => {
    const data = temporaryFolder()
    const server = createServer().listen(0, '127.0.0.1')
    onTestFinished(() => void server.close())
    await new Promise((resolve) => server.once('listening', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    await mkdir(path.join(data, 'profiles', 'default'), { recursive: true })
    await writeFile(path.join(data, 'profiles', 'default', 'profile.json'), JSON.stringify({ port }))
    const complaint = await complaintOf(startScript(quiet, { ...noBrowser, TIDINGS_DATA: data }))
    expect(complaint).toContain(`Port ${port}, by which the browser knows this profile's data, is taken`)
  })

  test('CHROMIUM names nothing that runs', async () => {
    const script = startScript(shown, {
      ...display,
      CHROMIUM: '/nowhere/chromium',
      TIDINGS_DATA: temporaryFolder(),
    })
    expect(await complaintOf(script)).toContain(
      'CHROMIUM=/nowhere/chromium is not a program: unset it or name one.',
    )
  })

  test.each([
    [['--profile', '../etc'], '--profile ../etc: use letters, digits, - and _'],
    [['--port', 'x'], '--port x: name a whole number up to 65535.'],
    [['--relay', 'localhost'], '--relay localhost: give its address, as in'],
    [['--nonsense'], '--relay-only     the relay alone'],
  ])('a wrong flag: %s', async (flags, expected) => {
    const script = startScript(flags, { ...noBrowser, TIDINGS_DATA: temporaryFolder() })
    expect(await complaintOf(script)).toContain(expected)
  })
})
