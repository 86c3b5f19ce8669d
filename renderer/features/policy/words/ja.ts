import { japanese } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = japanese

export const words: Translated<typeof english> = {
  title: '組織による管理',
  about: 'この端末の管理者が設定したものです。問い合わせできるよう、それぞれの名前を示しています。',
  none: 'この端末には何も設定されていません。すべて自由に選べます。',
  some: (count: number) => counted(count, { other: '#件が設定されています' }),
  show: '設定の内容を表示',
  locked: '変更できません。',
  free: '別のものを選べます。',
  notInEffect: '無効な設定',
  notInEffectAbout:
    'これらも設定されていますが、今のままでは働きません。この端末の管理者に知らせてください。',
  layers: {
    'machine-mandatory': '組織が、この端末に設定。',
    'user-mandatory': '組織が、あなたに設定。',
    'user-recommended': 'あなたへの推奨。',
    'machine-recommended': 'この端末への推奨。',
  },
  byOrganisation: '組織が、この端末に設定しています。',
  byOrganisationForYou: '組織が、あなたに設定しています。',
  yes: 'はい',
  no: 'いいえ',
  empty: 'なし',
  atLeast: (characters: number) => counted(characters, { other: '#文字以上。組織が定めています。' }),
  lockWithSystem: '画面と一緒にロック (組織による設定)',
  noPasswords:
    '組織は、専用のページからのサインインだけを許可しています。サーバーに接続できると、そのボタンがここに表示されます。',
  passphraseNeeded: '組織が、この端末にパスフレーズを求めています。設定して続けてください。',
  sealedOffTitle: '封をしたメッセージはここでは使えません',
  sealedOff: '組織が、この端末での使用を許可していません。今あるものは読めますが、これ以上は送信されません。',
  troubles: {
    'wrong-type': '設定された値の種類が違います。最も安全な値が使われます。',
    'out-of-range': '設定された数が小さすぎるか大きすぎます。最も安全な値が使われます。',
    'no-choice': '設定された値は選択肢にありません。最も安全な値が使われます。',
    malformed: '設定された値の書き方が正しくありません。最も安全な値が使われます。',
    'too-long': '設定された値が長すぎます。最も安全な値が使われます。',
  },
  notes: {
    unreadable: 'この場所を読めませんでした。',
    'not-trusted': 'システム管理者以外もここに書き込めるため、何も取り入れていません。',
    'too-large': 'このファイルは大きすぎます。',
    malformed: '決められた書き方になっていません。',
    unknown: 'この版の Tidings では使えません。',
    'not-for-users': '端末に対してだけ設定できます。',
    'not-recommended': '推奨としては設定できません。',
    overridden: '後から読まれるファイルで、設定し直されています。',
    senseless: '設定された値は、ここでは意味を持ちません。',
  },
}
