import type { JSX } from 'react'
import type { OpenAccountFailure } from '../../engine/app-model.ts'
import { Button } from '../../ui/button.tsx'
import { Alert } from '../../ui/field.tsx'
import { CrashReport } from '../crash/crash-report.tsx'
import { Entrance } from '../sign-in/entrance.tsx'
import { openAccountFailureText, words } from './words.ts'

interface FailedScreenProps {
  readonly failure: OpenAccountFailure
  readonly retry: () => void
}

export function FailedScreen({ failure, retry }: FailedScreenProps): JSX.Element {
  return (
    <Entrance title={words.failedTitle}>
      <Alert>{openAccountFailureText(failure)}</Alert>
      <Button look="primary" onClick={retry}>
        {words.again}
      </Button>
    </Entrance>
  )
}

/** A bug got as far as the screen. */
export function CrashedScreen({ report }: { readonly report: string }): JSX.Element {
  return (
    <Entrance title={words.crashedTitle} intro={words.crashedText}>
      <Button look="primary" onClick={() => window.location.reload()}>
        {words.reload}
      </Button>
      <CrashReport text={report} />
    </Entrance>
  )
}
