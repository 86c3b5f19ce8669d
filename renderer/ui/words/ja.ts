import type { Translated } from '../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  close: '閉じる',
  cancel: 'キャンセル',
  undo: '元に戻す',
  on: 'オン',
  off: 'オフ',
  dismiss: '閉じる',
  toasts: '直前の操作',
  notCopied:
    'コピーできませんでした。クリップボードに書き込めません。もう一度試すか、テキストを選択して Ctrl+C を押してください。',
  lastSeen: (moment: string) => `最終オンライン ${moment}`,
  presence: { online: 'オンライン', away: '離席中', busy: '取り込み中' },
}
