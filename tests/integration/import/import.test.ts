import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { writeZip, type ZipFile } from '../../../bench/lib/zip-writer.ts'
import { orThrow } from '../../../core/base/defect.ts'
import type { Op, PostOp } from '../../../core/conversation/op.ts'
import { readConfig } from '../../../sync-server/config.ts'
import { startRelay } from '../../../sync-server/start.ts'
import { readImported, runImport, startImport, type Imported } from '../../support/import-run.ts'
import {
  channelsFile,
  dayFile,
  slackMessage,
  slackTime,
  testFile,
  testZip,
  usersFile,
} from '../../support/slack-export.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const workspace = ['--workspace', 'Acme']
const general = [usersFile('ada', 'bob'), channelsFile('general')]
const helloDay = dayFile(
  'general/2023-11-14.json',
  slackMessage('ada', 0, 'hi'),
  slackMessage('bob', 1, 'hello'),
)

const isPost = (op: Op): op is PostOp => op.kind === 'post'
const posts = ({ channels }: Imported): ReadonlyArray<PostOp> =>
  channels.flatMap(({ ops }) => ops).filter(isPost)
const texts = (imported: Imported): ReadonlyArray<string> => posts(imported).map(({ text }) => text)

/** Enough of a chat that an import of it is still under way when its first batch is in. */
function longChat(messages: number): ReadonlyArray<ZipFile> {
  const perDay = 1_000
  const days = Array.from({ length: messages / perDay }, (_, day) =>
    dayFile(
      `general/${new Date(Date.UTC(2020, 0, day + 1)).toISOString().slice(0, 10)}.json`,
      ...Array.from({ length: perDay }, (__, index) =>
        slackMessage('ada', day * 86_400 + index, `message ${day * perDay + index}`),
      ),
    ),
  )
  return [...general, ...days]
}

describe('a good export', () => {
  test('is imported whole: people are placeholders, threads, mentions and reactions are kept', async () => {
    const data = temporaryFolder()
    const zip = testZip([
      ...general,
      dayFile(
        'general/2023-11-14.json',
        slackMessage('ada', 0, 'who is in?', {
          reactions: [{ name: 'raised_hand', users: ['U0BOB', 'U0GONE'] }],
        }),
        slackMessage('bob', 1, 'me, <@U0ADA>', { thread_ts: slackTime(0) }),
        slackMessage('bob', 2, 'all!', { thread_ts: slackTime(0), subtype: 'thread_broadcast' }),
      ),
    ])
    const { code, stdout } = await runImport(data, zip, ...workspace)
    expect(stdout).toContain('messages: 3 new, 0 already there')
    expect(code).toBe(0)

    const imported = await readImported(data, 'Acme')
    const ada = imported.people.get('ada')
    const bob = imported.people.get('bob')
    expect(ada).toMatchObject({ placeholder: true, role: 'member' })
    expect(ada?.username).toBeUndefined()
    expect(imported.people.get('U0GONE')).toMatchObject({ placeholder: true })
    const [root, reply, loud] = posts(imported)
    expect(root).toMatchObject({ by: ada?.user, text: 'who is in?', at: { time: 1_700_000_000_000 } })
    expect(reply).toMatchObject({ by: bob?.user, text: 'me, @ada', thread: root?.id, mentions: [ada?.user] })
    expect(loud).toMatchObject({ thread: root?.id, alsoInChannel: true })
    const reactions = imported.channels[0]?.ops.filter(({ kind }) => kind === 'react')
    expect(reactions).toMatchObject([
      { emoji: '✋', by: bob?.user, target: root?.id, on: true },
      { emoji: '✋', target: root?.id },
    ])
  })

  test('twice is once', async () => {
    const data = temporaryFolder()
    const zip = testZip([...general, helloDay])
    await runImport(data, zip, ...workspace)
    const first = await readImported(data, 'Acme')
    const { code, stdout } = await runImport(data, zip, ...workspace)
    expect(stdout).toContain('Nothing new')
    expect(code).toBe(0)
    expect(posts(await readImported(data, 'Acme'))).toEqual(posts(first))
    expect(posts(first)).toHaveLength(2)
  })

  test('a later export of the same workspace adds what is new', async () => {
    const data = temporaryFolder()
    await runImport(data, testZip([...general, helloDay]), ...workspace)
    const later = [...general, helloDay, dayFile('general/2023-11-15.json', slackMessage('ada', 2, 'again'))]
    const { stdout } = await runImport(data, testZip(later), ...workspace)
    expect(stdout).toContain('messages: 1 new, 2 already there')
    expect(texts(await readImported(data, 'Acme'))).toEqual(['hi', 'hello', 'again'])
  })

  test('goes through the relay that is running on the data folder, and leaves it running', async () => {
    const data = temporaryFolder()
    const dataFolder = path.join(data, 'relay')
    const relay = orThrow(
      await startRelay(orThrow(readConfig({ PORT: '0', DATA_DIR: dataFolder, LOG_LEVEL: 'silent' }))),
    )
    onTestFinished(relay.close)
    const { code, stderr } = await runImport(data, testZip([...general, helloDay]), ...workspace)
    expect(stderr).toContain(`Importing through the relay that is running at ${relay.url}.`)
    expect(code).toBe(0)
    expect((await fetch(`${relay.url}/healthz`)).ok).toBe(true)
    await relay.close()
    expect(texts(await readImported(data, 'Acme'))).toEqual(['hi', 'hello'])
  })
})

test('killed in the middle and run again: everything is there once', async () => {
  const data = temporaryFolder()
  const zip = testZip(longChat(20_000))
  const { child, ended } = startImport(data, zip, ...workspace)
  // The first line of progress comes when the first batch is stored.
  await new Promise<void>((resolve) => {
    child.stderr.on('data', (text: string) => {
      if (text.includes('import: ')) resolve()
    })
  })
  child.kill('SIGKILL')
  const killed = await ended
  expect(killed).toMatchObject({ code: null, stdout: '' })
  const half = texts(await readImported(data, 'Acme')).length
  expect(half).toBeGreaterThanOrEqual(1_000)
  expect(half).toBeLessThan(20_000)

  const { code, stdout } = await runImport(data, zip, ...workspace)
  expect(code).toBe(0)
  expect(stdout).toContain(
    `messages: ${(20_000 - half).toLocaleString('en')} new, ${half.toLocaleString('en')} already there`,
  )
  const whole = posts(await readImported(data, 'Acme'))
  expect(whole.map(({ text }) => text)).toEqual(
    Array.from({ length: 20_000 }, (_, index) => `message ${index}`),
  )
  expect(new Set(whole.map(({ id }) => id)).size).toBe(20_000)
})

describe('a faulty export: told by file and line, the rest is imported, exit code 2', () => {
  test('a bad line in the middle of a day', async () => {
    const data = temporaryFolder()
    const zip = testZip([
      ...general,
      dayFile(
        'general/2023-11-14.json',
        slackMessage('ada', 0, 'one'),
        '{"type":"message","text":"tw',
        slackMessage('ada', 2, 'three'),
      ),
      dayFile('general/2023-11-15.json', slackMessage('ada', 3, 'four'), {
        type: 'message',
        text: 'no time',
      }),
    ])
    const report = path.join(temporaryFolder(), 'problems.txt')
    const { code, stdout } = await runImport(data, zip, ...workspace, '--report', report)
    expect(code).toBe(2)
    const lines = [
      'general/2023-11-14.json:3:30: not JSON: the line breaks off here',
      'general/2023-11-15.json:3: passed over: ts: missing',
    ]
    for (const line of lines) expect(stdout).toContain(line)
    expect(await readFile(report, 'utf8')).toBe(`${lines.join('\n')}\n`)
    expect(texts(await readImported(data, 'Acme'))).toEqual(['one', 'three', 'four'])
  })

  test('without users.json', async () => {
    const data = temporaryFolder()
    const { code, stdout } = await runImport(data, testZip([channelsFile('general'), helloDay]), ...workspace)
    expect(code).toBe(2)
    expect(stdout).toContain('users.json: missing')
    const imported = await readImported(data, 'Acme')
    expect(texts(imported)).toEqual(['hi', 'hello'])
    expect([...imported.people.keys()]).toEqual(expect.arrayContaining(['U0ADA', 'U0BOB']))
  })

  test('a damaged file among good ones, and hostile names', async () => {
    const data = temporaryFolder()
    const zip = testZip([
      ...general,
      { ...helloDay, claim: { crc: 1 } },
      dayFile('general/2023-11-15.json', slackMessage('ada', 2, 'still here')),
      { name: '../users.json', content: '[]' },
      { name: '/etc/passwd', content: 'root' },
      { name: 'general\0/2023-11-16.json', content: '[]' },
    ])
    const { code, stdout } = await runImport(data, zip, ...workspace)
    expect(code).toBe(2)
    expect(stdout).toContain(
      'general/2023-11-14.json: passed over: damaged in the archive (checksum differs)',
    )
    expect(stdout).toContain('../users.json: passed over: its name leads out of the archive')
    expect(stdout).toContain('problems: 4')
    expect(texts(await readImported(data, 'Acme'))).toEqual(['still here'])
  })

  test('a zip that was cut off', async () => {
    const data = temporaryFolder()
    const later = dayFile('general/2023-11-15.json', slackMessage('ada', 2, 'lost'.repeat(100)))
    const whole = writeZip([...general, helloDay, later])
    const cut = whole.subarray(0, whole.indexOf('general/2023-11-15.json') + 40)
    const { code, stdout } = await runImport(data, testFile(cut), ...workspace)
    expect(stdout).toContain('export.zip: the zip breaks off')
    expect(code).toBe(2)
    expect(texts(await readImported(data, 'Acme'))).toEqual(['hi', 'hello'])
  })

  test('what is no zip: nothing is there to import', async () => {
    const { code, stderr } = await runImport(temporaryFolder(), testFile(Buffer.from('hello')), ...workspace)
    expect(stderr).toContain('Nothing was imported. export.zip: This zip cannot be read')
    expect(code).toBe(2)
  })
})

describe('what cannot start says so and exits with 1', () => {
  test.each([
    ['no file', [], 'Name one file.'],
    ['no workspace', ['x.zip'], 'Name the workspace: --workspace NAME'],
    ['an unknown flag', ['x.zip', '--fast'], "Unknown option '--fast'"],
    ['a file that is not there', ['/nowhere/x.zip', ...workspace], 'There is no file /nowhere/x.zip'],
  ])('%s', async (_, args, text) => {
    const { code, stderr } = await runImport(temporaryFolder(), ...args)
    expect(stderr).toContain(text)
    expect(code).toBe(1)
  })

  test('an owner whom the relay does not know', async () => {
    const zip = testZip([...general, helloDay])
    const { code, stderr } = await runImport(temporaryFolder(), zip, ...workspace, '--owner', 'nobody')
    expect(stderr).toContain('no account has this username')
    expect(code).toBe(1)
  })
})
