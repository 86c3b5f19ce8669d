import { japanese } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { number } = japanese

export const words: Translated<typeof english> = {
  play: (name: string) => `${name} を再生`,
  pause: (name: string) => `${name} を一時停止`,
  position: (name: string) => `${name} の再生位置`,
  positionOf: (at: string, length: string) => `${length} 中 ${at}`,
  speed: (speed: string) => `速度: ${speed}`,
  speedText: (speed: number) => `${number(speed)}倍`,
  voice: 'ボイスメッセージ',
  unplayable: 'ここでは再生できませんでした。保存して、別のプログラムで開けます。',
  movesStopped: '動きを再生',
}
