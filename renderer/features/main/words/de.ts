import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  loading: 'Es wird gelesen, was dieses Gerät weiß',
  loadingText: 'Beim ersten Start hier dauert es, bis der Server erreichbar ist.',
  noChannelTitle: (workspace: string) => `${workspace} hat noch keine Kanäle`,
  noChannelText: 'Ein Kanal ist ein Ort für ein Thema, den alle im Workspace lesen können.',
  guestTitle: (workspace: string) => `Du bist Gast in ${workspace}`,
  guestText:
    'Du siehst die privaten Kanäle und Gruppen, zu denen dich jemand hinzufügt. Sie erscheinen hier von selbst.',
  whoReads: 'Wer was lesen kann',
}
