import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  title: 'Tidings のこのウィンドウが停止しました',
  text: '送信した内容と送信待ちの内容は、この端末に安全に残っています。もう一度開いて続けてください。',
  failed:
    '今の操作がうまくいかなかった可能性があります。送信済み・送信待ちの内容は安全です。確認してもう一度お試しください。続く場合はウィンドウを再読み込みしてください。',
  open: 'もう一度開く',
  safeMode: 'セーフモードで再起動',
  safeModeNote:
    '何度も起こる場合: セーフモードでは、グラフィックスプロセッサーを使わず、設定は最初の状態で動きます。あなたのものは何も削除されません。',
  reportTitle: 'この問題のレポート',
  reportNote:
    '内容はこれだけです。メッセージも名前も含まれません。何も送信されません。保存して、Tidings の管理者に渡せます。',
  save: 'レポートを保存',
  fileName: 'tidings-houkoku.txt',
}
