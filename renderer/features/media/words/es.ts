import { spanish } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { number } = spanish

export const words: Translated<typeof english> = {
  play: (name: string) => `Reproducir ${name}`,
  pause: (name: string) => `Pausar ${name}`,
  position: (name: string) => `Posición en ${name}`,
  positionOf: (at: string, length: string) => `${at} de ${length}`,
  speed: (speed: string) => `Velocidad: ${speed}`,
  speedText: (speed: number) => `${number(speed)}×`,
  voice: 'mensaje de voz',
  unplayable: 'No se pudo reproducir aquí. Puedes guardarlo y abrirlo con otro programa.',
  movesStopped: 'Reproducir el movimiento',
}
