// npm start -- --check: two people try the whole app in a real browser, on free ports, with data that is thrown away. A
// line a step, OK last; exit code 0 or 1. Runs in Node 24, after install; builds if that is needed.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ensureBuilt } from './lib/build.mjs'
import { createPerson } from './lib/check-person.mjs'
import { ensureChromium } from './lib/chromium.mjs'
import { relayAtHand } from './lib/relay.mjs'
import { SetupFailure } from './lib/setup-failure.mjs'
import { chromiumArguments } from './lib/shell.mjs'

/** @typedef {import('./lib/check-person.mjs').Person} Person */

const started = Date.now()
const data = mkdtempSync(path.join(tmpdir(), 'tidings-check-'))
/** What to do at the end, last thing first. @type {Array<() => Promise<unknown>>} */
const endings = [async () => rmSync(data, { recursive: true, force: true })]

/** What is being tried just now, for when it fails. */
let trying = 'starting'

try {
  await check()
  console.log('OK')
} catch (error) {
  console.log(`FAILED while ${trying}:\n${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
} finally {
  for (const end of endings.reverse()) await end()
}

/**
 * @template Outcome
 * @param {string} what as in "while …"
 * @param {() => Promise<Outcome>} run
 */
async function step(what, run) {
  trying = what
  const from = Date.now()
  const outcome = await run()
  console.log(`ok  ${what} (${((Date.now() - from) / 1000).toFixed(1)} s)`)
  return outcome
}

async function check() {
  await ensureBuilt(console.log)
  const executablePath = await chromiumOrWhy()
  const relay = await step('starting a relay', () =>
    relayAtHand({ folder: path.join(data, 'relay'), port: 0, complain: console.log }),
  )
  endings.push(async () => relay.program?.end())
  const { chromium } = await import('playwright-core')
  const browser = await chromium.launch({ executablePath, args: chromiumArguments })
  endings.push(() => browser.close())

  /** @param {string} name */
  const person = (name) =>
    createPerson({ name, folder: path.join(data, name), relay: relay.url, browser, endings })
  const ada = await step('opening the app for Ada', () => person('Ada'))
  const bob = await step('opening the app for Bob', () => person('Bob'))
  await chat(ada, bob)
  console.log(`    ${((Date.now() - started) / 1000).toFixed(1)} s in all`)
}

/**
 * @param {Person} ada
 * @param {Person} bob
 */
async function chat(ada, bob) {
  await step('signing Ada up', () => ada.signUp())
  await step('creating a workspace', () => ada.createWorkspace('Lighthouse'))
  await step('signing Bob up', () => bob.signUp())
  await step('Bob joining the workspace', () => bob.joinWorkspace('Lighthouse'))
  await step('Ada opening #general', () => ada.openChannel('general'))
  await step('Bob opening #general', () => bob.openChannel('general'))

  const both = ['Good morning, Bob', 'Good morning, Ada']
  await step('Ada writing to Bob', async () => {
    await ada.write(both[0] ?? '')
    await bob.sees(both.slice(0, 1))
    await ada.hasDelivered(1)
  })
  await step('Bob answering', async () => {
    await bob.write(both[1] ?? '')
    await ada.sees(both)
    await bob.hasDelivered(1)
  })

  const offline = ['No network here', 'I go on writing', 'and nothing is lost']
  await step("pulling Bob's cable", async () => {
    await bob.gate.shut()
    await bob.isOffline()
  })
  await step('Bob writing three messages offline', async () => {
    for (const text of offline) await bob.write(text)
    await bob.sees([...both, ...offline])
    await bob.hasQueued(offline.length)
    await ada.sees(both)
  })
  await step("plugging Bob's cable in again", async () => {
    await bob.plugIn()
    await bob.hasDelivered(1 + offline.length)
  })
  await step('both seeing the same five messages', async () => {
    await ada.sees([...both, ...offline])
    await bob.sees([...both, ...offline])
  })
}

async function chromiumOrWhy() {
  try {
    return await ensureChromium(console.log)
  } catch (error) {
    if (error instanceof SetupFailure) trying = 'looking for a Chromium'
    throw error
  }
}
