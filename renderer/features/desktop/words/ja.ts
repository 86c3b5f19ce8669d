import { japanese } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { listed } = japanese

export const words: Translated<typeof english> = {
  title: 'デスクトップ',
  device: 'この端末だけの設定です。',
  autostart: 'システムと一緒に起動',
  autostartNote: 'このコンピューターにサインインすると、Tidings がウィンドウを開かずに起動します。',
  closeToTray: 'ウィンドウを閉じてもトレイで動かす',
  closeToTrayNote:
    'メッセージの通知は届き続けます。終了するには、トレイのメニューかファイルメニューを使います。',
  spelling: 'スペルチェック',
  spellingDownloads:
    'あなたの言語の辞書を、一度だけ Google から取得します。書いた内容はこの端末から出ません。',
  spellingLocal: 'このコンピューターの辞書を使います。書いた内容はこの端末から出ません。',
  notKept: '保存できませんでした。ディスクか、あなたのフォルダーに書き込めません。設定は元のままです。',
  nowhere: 'このリンクの会話にあなたは参加していないか、もうありません。',
  nowhereOpen: (accounts: ReadonlyArray<string>) =>
    `このリンクの会話は、開いているアカウントのどれにもありません。${listed(accounts)} の会話かもしれません。ロックを解除してから、もう一度リンクを開いてください。`,
  safeMode:
    'Tidings はセーフモードで動いています。グラフィックスプロセッサーを使わず、設定は最初の状態です。終了してもう一度起動すると、あなたの設定に戻ります。',
  menus: {
    open: 'Tidings を開く',
    quit: 'Tidings を終了',
    file: 'ファイル',
    newWindow: '新しいウィンドウ',
    closeWindow: 'ウィンドウを閉じる',
    edit: '編集',
    undo: '元に戻す',
    redo: 'やり直す',
    cut: '切り取り',
    copy: 'コピー',
    paste: '貼り付け',
    selectAll: 'すべて選択',
    view: '表示',
    zoomIn: '拡大',
    zoomOut: '縮小',
    actualSize: '標準サイズ',
    fullScreen: '全画面表示',
    window: 'ウィンドウ',
    minimize: '最小化',
    addToDictionary: '辞書に追加',
    noSuggestions: '候補なし',
    copyLink: 'リンクをコピー',
  },
}
