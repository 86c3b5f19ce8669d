import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  text: 'ここで行った変更（リアクション、ピン留め、削除、トピックのいずれか）は、この端末にしかありません。',
  unacceptable: '未送信。サーバーが受け取れません。',
}
