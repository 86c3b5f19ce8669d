import { useEffect, useRef, useState } from 'react'
import { writing } from './late.ts'
import { useInTurn } from './use-in-turn.ts'
import type { WrittenMessage, writtenMessage } from './written-message.ts'

/** More are called only by who means it. */
const calledUnasked = 10

interface AllQuestion {
  readonly count: number
  readonly answer: (isMeant: boolean) => void
}

type Given = Parameters<typeof writtenMessage>

export interface Preparing {
  /** One after another. Undefined if the person was asked whether all are meant, and said no or went away. */
  readonly prepare: (...given: Given) => Promise<Pick<WrittenMessage, 'text' | 'mentions'> | undefined>
  /** To be shown until it is answered. */
  readonly question: AllQuestion | undefined
}

/** What becomes of a text as it is sent (CP4, CP28). */
export function usePrepare(): Preparing {
  const [question, ask] = useState<AllQuestion>()
  const isGone = useRef(false)
  const refuse = useRef<() => void>(undefined)
  useEffect(() => {
    isGone.current = false
    return () => {
      isGone.current = true
      refuse.current?.()
    }
  }, [])
  const answered = (count: number): Promise<boolean> =>
    new Promise((resolve) => {
      refuse.current = () => resolve(false)
      if (isGone.current) resolve(false)
      else ask({ count, answer: resolve })
    })
  const prepare = useInTurn(async (...given: Given) => {
    const { reached, ...written } = await made(...given)
    if (reached <= calledUnasked) return written
    const isMeant = await answered(reached)
    ask(undefined)
    return isMeant ? written : undefined
  })
  return { prepare, question }
}

/** Text that can name neither a person nor an emoji needs none of that. Where the code cannot be read, it is sent as it was typed. */
async function made(...given: Given): Promise<WrittenMessage> {
  const asTyped = { text: given[0], mentions: [], reached: 0 }
  if (!/[@:]/u.test(given[0])) return asTyped
  return writing.read().then(
    ({ writtenMessage: write }) => write(...given),
    () => asTyped,
  )
}
