import { japanese } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { number } = japanese

export const words: Translated<typeof english> = {
  attach: 'ファイルを添付',
  attached: '送信するファイル',
  files: 'ファイル',
  remove: (name: string) => `${name} を外す`,
  reading: (name: string) => `${name} を読み込み中`,
  open: (name: string) => `${name} を開く`,
  save: (name: string) => `${name} を保存`,
  saveHere: '保存',
  cancelUpload: (name: string) => `${name} のアップロードを中止`,
  cancelDownload: (name: string) => `${name} のダウンロードを中止`,
  retry: '再試行',
  uploading: (share: string) => `アップロード中、${share}`,
  waiting: 'サーバーに接続でき次第アップロードします',
  fetching: (share: string) => `ダウンロード中、${share}`,
  program: 'プログラムです。送信者を信頼できる場合だけ開いてください',
  noRoom: (limit: number) => `1件のメッセージに添付できるのは${number(limit)}個までです。`,
  leftOut: (left: number, all: number, limit: number) =>
    `${number(all)}個中${number(left)}個を除外しました。1件のメッセージに添付できるのは${number(limit)}個までです。`,
  unreadable: '読み込めませんでした。フォルダーや、なくなったファイルは添付できません。',
  previousPicture: '前の画像',
  nextPicture: '次の画像',
  pictureOf: (at: number, all: number) => `${number(all)}枚中 ${number(at)}枚目`,
  zoomIn: '拡大',
  zoomOut: '縮小',
  fetchingPicture: '画像をダウンロード中…',
  hugePicture: (megapixels: number) =>
    `この画像は ${number(megapixels)} メガピクセルを超えています。表示するにはメモリを使いすぎます。保存はできます。`,
  noPicture: '画像と表示されていますが、画像ではありません。保存はできます。',
  units: ['B', 'kB', 'MB', 'GB'],
  size: (value: string, unit: string) => `${value} ${unit}`,
  failures: {
    locked: 'このプロファイルはロックされています。解除してから、もう一度お試しください。',
    expired: 'サインインの有効期限が切れました。サインインし直して、もう一度お試しください。',
    tooLarge: (mebibytes: number) =>
      `大きすぎます。1ファイルの上限は ${number(mebibytes)} MiB です。分割して送るか、リンクを共有してください。`,
    quota:
      'サーバーにファイルを置く空きがありません。いくつか削除するか、管理者に容量の追加を依頼してください。',
    diskFull:
      'ディスクがいっぱいのため、ファイルを保管できませんでした。空きを作って、もう一度お試しください。',
    disk: (detail: string) =>
      `このディスクでファイルの読み書きができませんでした。もう一度お試しください。(${detail})`,
    notThere:
      'このファイルはサーバーにありません。取り消されたか、まだアップロード中です。後でもう一度お試しください。',
    unscanned: 'サーバーがこのファイルのマルウェアを先に検査しています。数秒後にもう一度お試しください。',
    infected: 'サーバーがこのファイルにマルウェアを見つけ、削除しました。送信者に知らせてください。',
    cancelled: '中止しました。送信する場合は、もう一度添付してください。',
  },
  refusals: {
    truncated: 'このファイルの一部がサーバーにないため、開きませんでした。もう一度送ってもらってください。',
    extended:
      'サーバーがこのファイルより多くのデータを送ってきたため、開きませんでした。もう一度送ってもらってください。',
    swapped: 'サーバーが別のものを送ってきたため、開きませんでした。もう一度送ってもらってください。',
    malformed:
      'このファイルは決められた形式ではないため、開きませんでした。送信者にもう一度送ってもらってください。',
  },
}
