import { type JSX, useEffect, useState } from 'react'
import { millis } from '../../../core/base/clock.ts'
import { usePage } from '../../engine/contexts.tsx'
import { RepeatedBackup } from '../backup/late.ts'

/** By then the first conversation is there, and the late parts have been read. */
const settledMs = 10_000

/** What the app does for itself, once it has time: a start waits for none of it. */
export function InTime(): JSX.Element {
  const { clock } = usePage()
  const [isSettled, setSettled] = useState(false)
  useEffect(() => clock.after(millis(settledMs), () => setSettled(true)), [clock])
  return <>{isSettled && <RepeatedBackup />}</>
}
