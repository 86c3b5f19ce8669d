/** A whole run, watched: what is secret stays in main and its vault, and nobody but the people reads what they write. */
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { orThrow } from '../../core/base/defect.ts'
import type { OpenConversation } from '../../core/engine/engine.ts'
import type { ConversationId } from '../../core/protocol/ids.ts'
import { decodeEpochRecord } from '../../main/e2ee/sealed-records.ts'
import { openKeyring } from '../../main/keyring/keyring.ts'
import { leastCost } from '../../main/vault/passphrase.ts'
import { openVault } from '../../main/vault/vault.ts'
import { systemRandom } from '../../main/system.ts'
import { createKeyModels } from '../../renderer/engine/key-models.ts'
import { type AppPerson, appPassword, startPerson } from '../support/app-person.ts'
import { openRealFile } from '../support/faulty-disk.ts'
import { type Device, hasTexts, isOnRelay, link } from '../support/own-devices.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { until } from '../support/until.ts'
import { createWatch } from '../support/watched-run.ts'
import { spawnRelay } from './relay/relay-process.ts'
import { createMemoryProtector } from '../unit/main/vault/memory-protector.ts'

const said = [
  'a walnut in the harbour',
  'an answer from the lighthouse',
  'three rowers at dawn',
  'taken back, a quince',
]
const groupName = 'Boat crew of the walnut'
const file = { name: 'quay-plan.txt', text: 'the plan of the quay, in plain words' }
const draft = 'half a sentence about a pear'
const passphrase = 'a passphrase of this device alone'

/** Not one device: a person, with the vault of each of theirs open to the test. */
interface Watched extends Device {
  readonly protector: ReturnType<typeof createMemoryProtector>
  readonly home: string
}

test(
  '[VT17] [FI13] [CS1] of a whole run nothing secret crosses the bridge, and no secret or word of it lies or goes anywhere',
  { timeout: 120_000 },
  async () => {
    const watch = createWatch()
    const relayFolder = temporaryFolder()
    const relay = await spawnRelay(relayFolder, { LOG_LEVEL: 'debug' })
    for (const stream of [relay.child.stdout, relay.child.stderr])
      stream?.on('data', (chunk: Buffer) => watch.note('log', chunk.toString()))
    const folder = temporaryFolder()
    onTestFinished(() => void relay.child.kill('SIGKILL'))
    const all: Array<Watched> = []
    const start = async (username: string, device: string): Promise<Watched> => {
      const protector = createMemoryProtector()
      const home = path.join(folder, device)
      const person = await startPerson({
        relay: relay.url,
        folder: home,
        username,
        protector,
        watch: watch.note,
      })
      const watched = { ...person, ...createKeyModels(person.bridge), protector, home }
      all.push(watched)
      return watched
    }
    const ada = await start('ada', 'laptop')
    const workspace = orThrow(await ada.bridge.call('directory.createWorkspace', { name: 'Office' }))
    const [bob, eve] = [await start('bob', 'bob'), await start('eve', 'eve')]
    for (const each of [bob, eve]) await each.bridge.call('directory.joinWorkspace', { workspace })
    for (const each of [ada, bob, eve]) await each.knows(workspace)
    const begin = async (...others: ReadonlyArray<AppPerson>): Promise<ConversationId> =>
      orThrow(
        await ada.bridge.call('sealed.begin', {
          workspace,
          others: others.map(({ account }) => account.user),
          group: others.length > 1,
        }),
      )
    const write = async (opened: OpenConversation, text: string): Promise<void> => {
      orThrow(await opened.post(text))
      await until(opened.view, isOnRelay)
    }

    // People write, name a group, attach, take back, compare numbers.
    const [dm, group] = [await begin(bob), await begin(bob, eve)]
    const here = await ada.open(dm)
    await write(here, said[0] ?? '')
    const there = await bob.open(dm)
    await until(there.view, hasTexts(said[0] ?? ''))
    await write(there, said[1] ?? '')
    const crew = await ada.open(group)
    orThrow(await crew.describe({ name: groupName }))
    const attachment = await attach(ada, group)
    orThrow(await crew.post(said[2] ?? '', { attachments: [attachment] }))
    await until(crew.view, isOnRelay)
    const crewOfEve = await eve.open(group)
    await until(crewOfEve.view, hasTexts(said[2] ?? ''))
    await fetchFile(eve, crewOfEve)
    crew.setDraft(draft)
    crew.typing(true)
    const taken = orThrow(await here.post(said[3] ?? ''))
    await until(here.view, isOnRelay)
    orThrow(await here.redact(taken))
    await until(there.view, ({ messages }) => messages.some(({ redacted }) => redacted))
    const { digits } = orThrow(await ada.bridge.call('trust.number', { user: bob.account.user }))
    orThrow(await ada.bridge.call('trust.verify', { user: bob.account.user, digits }))

    // A second device by a typed code, a passphrase of its own, a third by the recovery code, one taken out.
    const phone = await start('ada', 'phone')
    await link(ada, phone)
    await until((await phone.open(dm)).view, ({ messages }) => messages.length === 3)
    orThrow(await phone.bridge.call('vault.setPassphrase', { next: passphrase }))
    await phone.bridge.call('session.lock', {})
    orThrow(await phone.bridge.call('session.unlock', { password: passphrase }))
    const code = orThrow(await ada.recovery.prepare(appPassword))
    orThrow(await ada.recovery.confirm())
    const machine = await start('ada', 'machine')
    await until(machine.linking.ways, ({ recovery }) => recovery)
    orThrow(await machine.recovery.restore(code.toLowerCase()))
    await until((await machine.open(dm)).view, ({ messages }) => messages.length === 3)
    orThrow(await ada.devices.revoke(phone.account.device, appPassword))
    await write(there, 'after the phone, an apricot')

    for (const each of all) await each.close()
    relay.child.kill('SIGTERM')
    await relay.exited
    watch.noteFolder('relay disk', relayFolder)
    watch.noteFolder('own disk', folder)

    const [keys, codes] = [new Map<string, Uint8Array>(), new Map<string, Uint8Array | string>()]
    for (const each of all) await gatherSecrets(each, keys, codes)
    codes.set('recovery code as typed', code.toLowerCase()).set('recovery code as shown', code)
    codes.set('passphrase', passphrase)
    const places = ['bridge', 'bridge in', 'log', 'own disk', 'page store', 'relay disk', 'traffic']
    expect([...watch.places().keys()].toSorted()).toEqual(places)
    const little = (place: string): number => (place === 'log' ? 100 : 5_000)
    expect([...watch.places()].filter(([place, bytes]) => bytes < little(place))).toEqual([])
    expect(keys.size).toBeGreaterThan(20)

    expect(watch.find(keys)).toEqual([])
    // A code is shown and typed, a passphrase typed: over the bridge, and nowhere else.
    expect(watch.find(codes, (place) => !place.startsWith('bridge'))).toEqual([])
    expect(watch.find(new Map([['passphrase', passphrase]]), (place) => place === 'bridge')).toEqual([])
    expect(
      watch.find(
        new Map([['password', appPassword]]),
        (place) => place !== 'traffic' && place !== 'bridge in',
      ),
    ).toEqual([])
    const words = new Map(
      [...said, groupName, file.name, file.text, draft, digits, 'apricot'].map((each) => [each, each]),
    )
    const elsewhere = (place: string): boolean => !place.startsWith('bridge') && place !== 'page store'
    expect(watch.find(words, elsewhere)).toEqual([])
    // And it would have been found: these are the places where people read it. A draft is sealed there too, but in its time.
    const sent = new Map([...words].filter(([word]) => word !== draft))
    expect(watch.find(sent, (place) => place.startsWith('bridge'))).toHaveLength(2 * sent.size)
  },
)

async function attach({ bridge }: AppPerson, conversation: ConversationId) {
  const bytes = new TextEncoder().encode(file.text)
  const id = orThrow(await bridge.call('files.begin', { conversation, size: bytes.length }))
  orThrow(await bridge.call('files.write', { id, at: 0, bytes }))
  const sealed = orThrow(await bridge.call('files.finish', { id }))
  return { ...sealed, name: file.name, type: 'text/plain', size: bytes.length }
}

/** So that it lies among the files that are kept to be opened again. */
async function fetchFile({ bridge }: AppPerson, opened: OpenConversation): Promise<void> {
  const [found] = opened.view.read().messages.flatMap(({ attachments = [] }) => attachments)
  if (found?.seal === undefined) throw new Error('the message names a file')
  const { id, sha256, seal, size } = found
  const wanted = {
    id,
    sha256: Uint8Array.from(sha256),
    size,
    seal: { ...seal, key: Uint8Array.from(seal.key), header: Uint8Array.from(seal.header) },
  }
  const ticket = orThrow(await bridge.call('files.fetch', wanted))
  const bytes = orThrow(await bridge.call('files.read', { ticket, at: 0 }))
  expect(new TextDecoder().decode(bytes)).toBe(file.text)
}

/** Out of vault and keyring as they lie on the disk. */
async function gatherSecrets(
  { home, protector, account }: Watched,
  keys: Map<string, Uint8Array>,
  codes: Map<string, Uint8Array | string>,
): Promise<void> {
  const [inside = ''] = readdirSync(home)
  const accountFolder = path.join(home, inside, 'accounts', account.username)
  const guard = { random: systemRandom, cost: leastCost, protector }
  const bare = await openVault(guard, path.join(accountFolder, 'vault'), undefined)
  const vault = bare.ok
    ? bare.value
    : orThrow(await openVault(guard, path.join(accountFolder, 'vault'), passphrase))
  const name = (what: string): string => `${path.basename(home)}: ${what}`
  const keep = (what: string, secret: Uint8Array | undefined): void => {
    if (secret !== undefined) keys.set(name(what), Uint8Array.from(secret))
  }
  keep('device', vault.signSeed())
  keep('identity', vault.identitySeed())
  keep('journal', vault.journalKey())
  keep('keyring', vault.keyringKey())
  for (const { generation, secret } of vault.leaves()) keep(`leaf ${generation}`, secret)
  const waiting = vault.recoveryCode()
  if (waiting !== undefined) codes.set(name('code of the vault'), Uint8Array.from(waiting))
  const record = {
    key: vault.keyringKey(),
    random: systemRandom,
    openFile: openRealFile,
    report: () => undefined,
  }
  const keyring = orThrow(
    await openKeyring({ ...record, file: path.join(accountFolder, 'keyring'), compactFrom: 1_048_576 }),
  )
  for (const key of keyring.keys('epoch/')) {
    const epoch = decodeEpochRecord(keyring.get(key) ?? new Uint8Array())
    keep(key, epoch?.key)
  }
  await keyring.close()
  await vault.lock()
}
