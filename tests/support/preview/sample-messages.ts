import { millis } from '../../../core/base/clock.ts'
import type { ShownMessage } from '../../../core/engine/engine.ts'
import { opId, userId, type OpId, type UserId } from '../../../core/protocol/ids.ts'

export const hexId = (kind: number, number: number): string =>
  ((number * 2_654_435_761) >>> 0).toString(16).padStart(8, '0') +
  kind.toString(16) +
  number.toString(16).padStart(23, '0')

export const personId = (number: number): UserId => userId(hexId(1, number))
export const messageId = (number: number): OpId => opId(hexId(2, number))

export const people = [
  'Ana Beltrán',
  'kleedrac',
  'Mikkel Sørensen-Østergaard',
  'intinig',
  'Jürgen',
  '王小明',
  'Maximiliane Wolfeschlegelsteinhausenbergerdorff the Third of Somewhere Far Away',
  'will',
] as const
export const me = personId(0)

const texts = [
  'does a subversion gnome client exist?',
  'xine is working great for video and xmms works great for mp3s, but some of my music is in .wma because my wife ripped it',
  'Hmm … I wonder why it does that?',
  'best media player: VLC. It plays everything!',
  'totem has caused me no troubles',
  'The notes of this morning are here: https://wiki.example.org/Meetings/2026-11-02 (see the second part), thanks all.',
  'good question',
  'I do not see one in warty or hoary. There might be something in universe, though; apt-cache search tells more than I do. If all else fails, the command line client is really not that bad once you have learned three commands: checkout, update, commit.',
  'Three things:\n\n1. restart the service\n2. look at /var/log/syslog\n3. tell us what you see',
  'yes',
  'Kann ich morgen den Raum um 14:00 haben?',
  'مرحبا، هل يمكن أن نلتقي غدا؟',
  'aVeryLongWordWithoutAnyBreakWhatsoeverThatSomebodyPastedFromALogFileAndThatMustNotPushTheLayoutApartEvenInANarrowWindow0123456789',
  'ok, trying that now',
  'works! thank you',
] as const

const start = Date.UTC(2026, 9, 1, 7)

/** Message `number` of a channel that has been going on for a while, about two minutes between messages. */
export function sampleMessage(number: number): ShownMessage {
  const author = personId((number * 7 + Math.floor(number / 3)) % people.length)
  const base: ShownMessage = {
    id: messageId(number),
    segment: Math.floor(number / 2_000),
    author,
    at: { time: millis(start + number * 130_000 + (number % 5 === 0 ? 600_000 : 0)), counter: 0 },
    text: texts[(number * 11) % texts.length] ?? '',
    edited: number % 23 === 0,
    redacted: false,
    reactions: [],
    ...(author === me && { delivery: { kind: 'relay' } }),
  }
  if (number % 41 === 7) return { ...base, redacted: true, text: '', edited: false }
  if (number % 17 === 3 && number > 9) return { ...base, replyTo: messageId(number - 9) }
  if (number % 13 === 4) {
    const reactions = [
      { emoji: '👍', users: [personId(1), me] },
      { emoji: '🎉', users: [personId(2), personId(3), personId(4)] },
    ]
    return { ...base, reactions }
  }
  if (number % 97 === 50)
    return {
      ...base,
      text: Array.from({ length: 60 }, (_, line) => `line ${line + 1} of a long log`).join('\n'),
    }
  return base
}

/** What has marks of its own: a thread, a mask, a message read by others, and some that the relay refused. */
export function markedMessages(from: number): ReadonlyArray<ShownMessage> {
  const plain = (number: number, author: UserId, text: string): ShownMessage => ({
    id: messageId(from + number),
    segment: Math.floor(from / 2_000),
    author,
    at: { time: millis(start + (from + number) * 130_000), counter: 0 },
    text,
    edited: false,
    redacted: false,
    reactions: [],
  })
  const root = plain(0, personId(2), 'Who brings the boats to the regatta?')
  const mine = plain(6, me, 'I can take two on the trailer.')
  const refused = plain(7, me, 'And a third one if somebody helps to carry it down to the water.')
  return [
    root,
    ...[6, 6, 3, 1, 4].map((person, reply) => ({
      ...plain(reply + 1, personId(person), 'I could.'),
      thread: root.id,
    })),
    { ...plain(5, personId(1), 'Let us talk about boats.'), masked: true, edited: true },
    { ...mine, delivery: { kind: 'relay' }, reactions: [{ emoji: '👍', users: [personId(1), me] }] },
    { ...refused, delivery: { kind: 'refused', code: 'claimed' } },
    { ...plain(8, me, ''), redacted: true, delivery: { kind: 'refused', code: 'forbidden' } },
    { ...plain(9, me, 'Until tomorrow!'), delivery: { kind: 'queued' } },
  ]
}
