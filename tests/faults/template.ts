/** A relay with two people and their devices, made once and copied for each run: nobody waits for Argon2 a thousand times. */
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { Defect } from '../../core/base/defect.ts'
import type { ConversationId } from '../../core/protocol/ids.ts'
import { spawnRelay } from '../integration/relay/relay-process.ts'
import { foundWorkspace, joinWorkspace, makeChannel, signUp } from '../support/relay-accounts.ts'
import { spawnDevice } from './device-process.ts'

export interface Template {
  readonly relayFolder: string
  readonly conversations: ReadonlyArray<ConversationId>
  readonly devices: ReadonlyArray<TemplateDevice>
}

export interface TemplateDevice {
  readonly name: string
  readonly user: string
  readonly username: string
  readonly folder: string
}

const people = [
  { name: "ada's laptop", username: 'ada' },
  { name: "ben's laptop", username: 'ben' },
  { name: "ada's phone", username: 'ada' },
] as const
const channels = ['plans', 'lunch', 'release']

export async function makeTemplate(folder: string, env: Readonly<Record<string, string>>): Promise<Template> {
  const relayFolder = path.join(folder, 'relay')
  mkdirSync(relayFolder, { recursive: true })
  const relay = await spawnRelay(relayFolder, env)
  const [ada, ben] = [await signUp(relay, 'ada'), await signUp(relay, 'ben')]
  const workspace = await foundWorkspace(relay, ada, 'Office')
  await joinWorkspace(relay, ben, workspace)
  const conversations: Array<ConversationId> = []
  for (const name of channels) conversations.push(await makeChannel(relay, ada, workspace, name))
  const devices = people.map((person, index) => ({
    ...person,
    user: (person.username === 'ada' ? ada : ben).user,
    folder: path.join(folder, `device-${index}`),
  }))
  for (const device of devices) await signInOnce(device, relay.url)
  relay.child.kill('SIGTERM')
  await relay.exited
  return { relayFolder, conversations, devices }
}

/** Leaves a folder with vault, journal and store, that has met the relay once. */
async function signInOnce({ folder, username }: TemplateDevice, relay: string): Promise<void> {
  const device = spawnDevice()
  const started = await device.ask({ kind: 'start', folder, relay, username, clockOffset: 0 })
  if (started.kind !== 'done') throw new Defect(`no device could be made: ${JSON.stringify(started)}`)
  await device.ask({ kind: 'settle' })
  await device.ask({ kind: 'stop' })
  await device.kill()
}
