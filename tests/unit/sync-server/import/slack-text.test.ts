import { expect, test } from 'vitest'
import { emojiByName } from '../../../../sync-server/import/slack-emoji.ts'
import { mentionedIn, slackToCommonMark } from '../../../../sync-server/import/slack-text.ts'

const names = {
  userName: (id: string) => (id === 'U01' ? 'Ada' : undefined),
  channelName: (id: string) => (id === 'C01' ? 'general' : undefined),
}
const convert = (text: string): string => slackToCommonMark(text, names)

test.each([
  ['plain text', 'plain text'],
  ['hi <@U01>!', 'hi @Ada!'],
  ['<@U02|bob> and <@U03>', '@bob and @U03'],
  ['see <#C01> and <#C02|random> and <#C03>', 'see #general and #random and #C03'],
  ['<!here> <!channel> <!everyone>', '@here @channel @everyone'],
  ['<!subteam^S1|@ops> <!date^1^{date}|today>', '@ops today'],
  ['<https://a.example/b?c=1&amp;d=2>', 'https://a.example/b?c=1&d=2'],
  ['<http://a.example|a.example>', 'http://a.example'],
  ['<https://a.example|the [docs]>', String.raw`[the \[docs\]](https://a.example)`],
  ['<https://a.example/x (1)|x>', '[x](https://a.example/x%20%281%29)'],
  ['<mailto:a@b.example|a@b.example>', 'a@b.example'],
  ['a &lt;b&gt; &amp;amp; c', 'a <b> &amp; c'],
  // IRC and other sources know no entities and mean what they write.
  ['<unconvertable> <- <3 <jack|work>', '<unconvertable> <- <3 <jack|work>'],
  ['ship it :rocket: :+1::skin-tone-4:', 'ship it 🚀 👍🏽'],
  ['root:x:0:0 at 10:30:15, :no-such:', 'root:x:0:0 at 10:30:15, :no-such:'],
  ['`:tada: &lt;b&gt;` :tada:', '`:tada: <b>` 🎉'],
  ['so: ```a\nb &amp; :x:``` done', 'so: \n```\na\nb & :x:\n```\n done'],
  ['```one line```', '```one line```'],
])('%j becomes %j', (from, to) => {
  expect(convert(from)).toBe(to)
})

test('an unclosed sign costs no time that grows faster than the text', () => {
  expect(convert('<'.repeat(100_000))).toHaveLength(100_000)
  expect(convert('`'.repeat(99_999))).toHaveLength(99_999)
  expect(convert(':'.repeat(100_000))).toHaveLength(100_000)
})

test('mentions are found once each, in order', () => {
  expect(mentionedIn('<@U2> <@W1|w> <@U2> <#C1> <@bad>')).toEqual(['U2', 'W1'])
})

test.each([
  ['heart', '❤️'],
  ['thumbsup', '👍'],
  ['wave::skin-tone-6', '👋🏿'],
  ['man-shrugging::skin-tone-2', '🤷🏻‍♂️'],
  ['flag-de', '🇩🇪'],
  ['one', '1️⃣'],
  ['our-own-parrot', undefined],
])('emoji %s is %s', (name, emoji) => {
  expect(emojiByName(name)).toBe(emoji)
})
