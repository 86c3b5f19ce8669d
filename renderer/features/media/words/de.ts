import { german } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { number } = german

export const words: Translated<typeof english> = {
  play: (name: string) => `${name} abspielen`,
  pause: (name: string) => `${name} anhalten`,
  position: (name: string) => `Stelle in ${name}`,
  positionOf: (at: string, length: string) => `${at} von ${length}`,
  speed: (speed: string) => `Tempo: ${speed}`,
  speedText: (speed: number) => `${number(speed)}×`,
  voice: 'Sprachnachricht',
  unplayable:
    'Das ließ sich hier nicht abspielen. Du kannst es speichern und mit einem anderen Programm öffnen.',
  movesStopped: 'Bewegung abspielen',
}
