import { useEffect, useMemo } from 'react'
import { usePage } from '../../engine/contexts.tsx'
import { createRecorder, type Recorder } from './recorder.ts'

/** One for each composer; what it records ends when the composer goes, and is kept. */
export function useRecorder(): Recorder {
  const { microphone, clock } = usePage()
  const recorder = useMemo(() => createRecorder({ microphone, clock }), [microphone, clock])
  useEffect(() => recorder.leave, [recorder])
  return recorder
}
