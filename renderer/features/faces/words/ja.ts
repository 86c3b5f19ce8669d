import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  pictureHint: '参加しているワークスペースの全員に表示され、サーバーに保存されます。',
  workspacePictureHint: 'このワークスペースの全員に表示され、サーバーに保存されます。',
  choose: '画像を選ぶ…',
  remove: '画像を外す',
  stage: '表示される部分。矢印キーで動かし、プラスとマイナスで大きさを変えます。',
  zoom: '大きさ',
  use: 'この画像を使う',
  unfit: '画像として開けませんでした。64メガピクセルまでの JPEG、PNG、WebP、GIF を選んでください。',
  tooLarge: 'この画像は十分に小さくできませんでした。別のものを選んでください。',
  look: '画像と色',
  lookTitle: (workspace: string) => `${workspace} の画像と色`,
  colour: '色',
  colourHint: 'ここで自分の色を選んでいない全員に使われます。',
  noColour: 'なし',
}
