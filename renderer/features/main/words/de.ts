import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  loading: 'Es wird gelesen, was dieses Gerät weiß',
  loadingText: 'Beim ersten Start hier dauert es, bis der Server erreichbar ist.',
  noChannelTitle: (workspace: string) => `${workspace} hat noch keine Kanäle`,
  noChannelText: 'Ein Kanal ist ein Ort für ein Thema, den alle im Workspace lesen können.',
  whoReads: 'Wer was lesen kann',
}
