import { english } from '../../../languages/speech.ts'

export const words = {
  play: (name: string) => `Play ${name}`,
  pause: (name: string) => `Pause ${name}`,
  position: (name: string) => `Position in ${name}`,
  positionOf: (at: string, length: string) => `${at} of ${length}`,
  speed: (speed: string) => `Speed: ${speed}`,
  speedText: (speed: number) => `${english.number(speed)}×`,
  voice: 'voice message',
  unplayable: 'This could not be played here. You can save it and open it with another program.',
  movesStopped: 'Play movement',
} as const
