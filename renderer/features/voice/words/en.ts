import type { MicrophoneFailure } from '../../../platform/microphone.ts'

export const words = {
  record: 'Record a voice message',
  asking: 'Waiting for the microphone. Your system may ask whether Tidings may use it.',
  recording: (time: string) => `Recording, ${time}`,
  cancel: 'Discard recording',
  finish: 'Finish recording',
  level: 'How loud it is',
  /** A file name: what others see. */
  name: (moment: string) => `Voice message ${moment}.webm`,
  failure: {
    refused:
      'Tidings may not use the microphone. Allow it in the settings of your system or browser, then try again.',
    missing: 'No microphone was found. Connect one and try again.',
    busy: 'The microphone could not be opened. Another program may be using it: close that one and try again.',
  } satisfies Readonly<Record<MicrophoneFailure['kind'], string>>,
} as const
