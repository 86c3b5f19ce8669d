import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  text: 'ここで行ったこと（リアクション、編集、ピン留め、削除、スレッドへの返信、会話自体の変更のいずれか）は、この端末にしかありません。',
  unacceptable: '未送信。サーバーが受け取れません。',
}
