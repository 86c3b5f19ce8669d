import { japanese } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = japanese

export const words: Translated<typeof english> = {
  thread: 'スレッド',
  threadIn: (title: string) => `${title} のスレッド`,
  threadMissing: 'このスレッドの元のメッセージは、まだこの端末にありません。',
  replyInThread: 'スレッドで返信',
  alsoIn: (title: string) => `${title} にも送信`,
  backTo: (title: string) => `${title} に戻る`,
  found: '検索結果',
  pinned: 'ピン留めしたメッセージ',
  nothingPinned: 'この端末にある会話の中に、ピン留めしたものはありません。',
  details: 'この会話について',
  about: '概要',
  people: (count: number) => counted(count, { other: '#人' }),
  roles: { owner: 'オーナー', admin: '管理者', member: '', guest: 'ゲスト' },
  privateReaders:
    'ここに挙げた人と、サーバーです。サーバーは誰が何を書いたかを確認し、不在の人のために保管するため、読むことができます。',
  sealedReaders:
    'ここに挙げた人だけが、自分の端末で読めます。この端末を出る前に封をされ、サーバーは読めません。',
  by: (name: string, moment: string) => `${name}、${moment}`,
  files: 'ファイル',
  you: 'あなた',
  someone: '誰か',
}
