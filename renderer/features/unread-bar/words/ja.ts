import { japanese } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { number, plural } = japanese

export const words: Translated<typeof english> = {
  since: (moment) => `${moment}以降の新着メッセージ`,
  count: (count, moment) => plural(count, { other: `${moment}以降の新着メッセージ${number(count)}件` }),
  jump: '最初の未読へ移動',
  markRead: '既読にする',
  above: {
    forYou: (count) => plural(count, { other: `上に自分宛て${number(count)}件` }),
    unread: (count) => plural(count, { other: `上に未読${number(count)}件` }),
  },
  below: {
    forYou: (count) => plural(count, { other: `下に自分宛て${number(count)}件` }),
    unread: (count) => plural(count, { other: `下に未読${number(count)}件` }),
  },
}
