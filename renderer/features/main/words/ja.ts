import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  loading: 'この端末の情報を読み込み中',
  loadingText: 'ここでの初回起動では、サーバーに接続できるまで時間がかかります。',
  noChannelTitle: (workspace: string) => `${workspace} にはまだチャンネルがありません`,
  noChannelText: 'チャンネルは、ワークスペースの全員が読める、1つの話題のための場所です。',
  guestTitle: (workspace: string) => `あなたは ${workspace} のゲストです`,
  guestText:
    '誰かがあなたを追加した非公開チャンネルとグループが見えます。追加されると、ここに自動で表示されます。',
  whoReads: '誰が何を読めるか',
}
