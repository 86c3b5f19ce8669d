import { expect, onTestFinished, test } from 'vitest'
import type { ZipFile } from '../../../../bench/lib/zip-writer.ts'
import { orThrow } from '../../../../core/base/defect.ts'
import { problemText, type ChatExport, type ExportMessage } from '../../../../sync-server/import/export.ts'
import { openSlackExport } from '../../../../sync-server/import/slack-reader.ts'
import { defaultZipLimits } from '../../../../sync-server/import/zip-archive.ts'
import {
  channelsFile,
  dayFile,
  slackMessage,
  slackTime,
  testZip,
  usersFile,
} from '../../../support/slack-export.ts'

interface Whole {
  readonly chat: ChatExport
  readonly messages: ReadonlyArray<ExportMessage>
  /** As a person sees them. */
  readonly problems: ReadonlyArray<string>
  readonly passedOver: Readonly<Record<string, number>>
}

async function readAll(...files: ReadonlyArray<ZipFile>): Promise<Whole> {
  const chat = orThrow(await openSlackExport(testZip(files), defaultZipLimits))
  onTestFinished(chat.close)
  const days = []
  for (const channel of chat.channels) for (const file of channel.files) days.push(await chat.read(file))
  return {
    chat,
    messages: days.flatMap(({ messages }) => messages),
    problems: [chat, ...days].flatMap(({ problems }) => problems).map(problemText),
    passedOver: Object.fromEntries([chat, ...days].flatMap(({ passedOver }) => [...passedOver])),
  }
}

const text = ({ messages }: Whole): ReadonlyArray<string> => messages.map((message) => message.text)
const general = [usersFile('ada', 'bob'), channelsFile('general')]

test('people, channels and messages, days in order', async () => {
  const whole = await readAll(
    ...general,
    dayFile('general/2023-11-15.json', slackMessage('bob', 86_400, 'second day')),
    dayFile(
      'general/2023-11-14.json',
      slackMessage('ada', 0, 'hi'),
      slackMessage('bob', 1, 'hello <@U0ADA>'),
    ),
  )
  expect(whole.problems).toEqual([])
  expect(whole.chat.people).toEqual([
    { source: 'U0ADA', name: 'ada' },
    { source: 'U0BOB', name: 'bob' },
  ])
  expect(whole.chat.channels).toMatchObject([{ source: 'C0GENERAL', name: 'general', topic: '' }])
  expect(text(whole)).toEqual(['hi', 'hello @ada', 'second day'])
  expect(whole.messages[1]).toEqual({
    source: slackTime(1),
    author: { source: 'U0BOB', name: 'bob' },
    time: 1_700_000_001_000,
    counter: 3_200, // 100 µs, with room for the parts of long messages between
    text: 'hello @ada',
    alsoInChannel: false,
    mentions: ['U0ADA'],
    reactions: [],
  })
})

test('threads, broadcasts, reactions, files, bots', async () => {
  const whole = await readAll(
    ...general,
    dayFile(
      'general/2023-11-14.json',
      slackMessage('ada', 0, 'root', {
        thread_ts: slackTime(0),
        reactions: [{ name: 'tada', users: ['U0BOB', 'U0BOB'] }],
      }),
      slackMessage('bob', 1, 'reply', { thread_ts: slackTime(0) }),
      slackMessage('bob', 2, 'loud', { thread_ts: slackTime(0), subtype: 'thread_broadcast' }),
      slackMessage('ada', 3, '', { files: [{ name: 'plan.pdf' }, { title: 'Notes' }] }),
      {
        type: 'message',
        subtype: 'bot_message',
        bot_id: 'B1',
        username: 'CI',
        ts: slackTime(4),
        text: '',
        attachments: [{ fallback: 'green' }],
      },
      slackMessage('ada', 5, 'waves', { subtype: 'me_message' }),
    ),
  )
  expect(text(whole)).toEqual([
    'root',
    'reply',
    'loud',
    '[file: plan.pdf]\n[file: Notes]',
    'green',
    '_waves_',
  ])
  const [root, reply, loud, , bot] = whole.messages
  expect(root?.thread).toBeUndefined()
  expect(root?.reactions).toEqual([{ emoji: '🎉', by: ['U0BOB'] }])
  expect(reply).toMatchObject({ thread: slackTime(0), alsoInChannel: false })
  expect(loud).toMatchObject({ thread: slackTime(0), alsoInChannel: true })
  expect(bot?.author).toEqual({ source: 'B1', name: 'CI' })
})

test('what is nobody’s words is counted, not imported', async () => {
  const whole = await readAll(
    ...general,
    dayFile(
      'general/2023-11-14.json',
      slackMessage('ada', 0, '<@U0ADA> has joined', { subtype: 'channel_join' }),
      slackMessage('ada', 1, 'gone', { subtype: 'tombstone' }),
      slackMessage('ada', 2, '   '),
    ),
  )
  expect(whole).toMatchObject({ messages: [], problems: [] })
  expect(whole.passedOver).toEqual({ 'joined or left': 1, 'deleted in Slack': 1, 'without text': 1 })
})

test('a bad line in the middle is told by file and line, the rest is read', async () => {
  const whole = await readAll(
    ...general,
    dayFile(
      'general/2023-11-14.json',
      slackMessage('ada', 0, 'one'),
      '{"type":"message","ts":',
      slackMessage('ada', 2, 'three'),
    ),
    dayFile(
      'general/2023-11-15.json',
      slackMessage('ada', 3, 'four'),
      { type: 'message', ts: 5 },
      slackMessage('ada', 5, 'six'),
    ),
  )
  expect(text(whole)).toEqual(['one', 'three', 'four', 'six'])
  expect(whole.problems).toEqual([
    'general/2023-11-14.json:3:24: not JSON from here: ,',
    'general/2023-11-15.json:3: passed over: ts: Invalid type: Expected string but received 5',
  ])
})

test('missing users.json, channels.json and folders are told', async () => {
  const day = slackMessage('ada', 0, 'hi <@U0BOB>', { user_profile: { display_name: 'Ada L.' } })
  const nobody = await readAll(channelsFile('general', 'empty'), dayFile('general/2023-11-14.json', day))
  expect(nobody.messages).toMatchObject([{ author: { source: 'U0ADA', name: 'Ada L.' }, text: 'hi @U0BOB' }])
  expect(nobody.problems).toEqual([
    'users.json: missing: people are named as in their messages, else by their ids',
    'empty/: missing: the channel has no messages',
  ])
  const nowhere = await readAll(usersFile('ada', 'bob'), dayFile('general/2023-11-14.json', day))
  expect(nowhere.chat.channels).toMatchObject([{ name: 'general' }])
  expect(text(nowhere)).toEqual(['hi @bob'])
  expect(nowhere.problems).toEqual([
    'channels.json: missing: folders with days in them are taken for channels',
  ])
})

test('direct messages and private channels are never imported as channels', async () => {
  const secret = slackMessage('ada', 0, 'secret')
  const closed = [
    { name: 'dms.json', content: '[{"id":"D0000001"}]' },
    { name: 'mpims.json', content: '[{"id":"G1","name":"mpdm-ada--bob-1"}]' },
    { name: 'groups.json', content: '[{"id":"G2","name":"board"}]' },
    ...['D0000001', 'D0000002', 'mpdm-ada--bob-1', 'mpdm-x-1', 'board'].map((folder) =>
      dayFile(`${folder}/2023-11-14.json`, secret),
    ),
  ]
  for (const listed of [
    [channelsFile('general'), dayFile('general/2023-11-14.json', slackMessage('ada', 0, 'hi'))],
    [],
  ]) {
    const whole = await readAll(usersFile('ada'), ...listed, ...closed)
    expect(text(whole)).toEqual(listed.length === 0 ? [] : ['hi'])
    expect(Object.values(whole.passedOver)).toEqual([4, 1])
  }
})

test('a folder that no list knows may be private: passed over and told', async () => {
  const whole = await readAll(...general, dayFile('board/2023-11-14.json', slackMessage('ada', 0, 'secret')))
  expect(whole.messages).toEqual([])
  expect(whole.problems).toContain('board/: passed over: not in channels.json')
})

test('names become such as the relay allows, each its own', async () => {
  const odd = ['_Über uns!', 'über-uns', '---', 'x'.repeat(80)]
  const whole = await readAll(usersFile(), {
    name: 'channels.json',
    content: JSON.stringify(odd.map((name, index) => ({ id: `C${index}`, name, topic: { value: 'a\nb' } }))),
  })
  expect(whole.chat.channels.map(({ name }) => name)).toEqual([
    'über-uns-',
    'über-uns',
    'channel',
    'x'.repeat(64),
  ])
  expect(whole.chat.channels[0]?.topic).toBe('a b')
})

test('a text longer than a message may be becomes several, in order, and none is lost', async () => {
  const line = `${'word '.repeat(100)}\n`
  const long = line.repeat(70).trimEnd()
  const whole = await readAll(...general, dayFile('general/2023-11-14.json', slackMessage('ada', 0, long)))
  expect(text(whole).join('')).toBe(long)
  expect(whole.messages.map(({ source }) => source)).toEqual([
    slackTime(0),
    `${slackTime(0)}#2`,
    `${slackTime(0)}#3`,
  ])
  expect(whole.messages.map(({ counter }) => counter)).toEqual([3_200, 3_201, 3_202])
  expect(Math.max(...text(whole).map(({ length }) => length))).toBeLessThanOrEqual(16_384)
})

test('half a surrogate pair, controls and a byte order mark leave the text readable', async () => {
  const broken = '{"type":"message","user":"U0ADA","ts":"1.000001","text":"\\uFEFF\\uD800ab\\u0003\\u0000c"}'
  expect(text(await readAll(...general, dayFile('general/2023-11-14.json', broken)))).toEqual(['\uFFFDabc'])
})
