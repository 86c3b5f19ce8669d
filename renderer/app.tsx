import { Component, type ErrorInfo, type JSX, type ReactNode } from 'react'
import type { Engine } from '../core/engine/engine.ts'
import type { AppModel } from './engine/app-model.ts'
import { EngineProvider, type Page, PageProvider } from './engine/contexts.tsx'
import type { SealedModels } from './engine/sealed-models.ts'
import { useOpenPerson } from './engine/use-open-person.ts'
import { useReadable } from './engine/use-readable.ts'
import { CrashedScreen, FailedScreen } from './features/account/account-screens.tsx'
import { errorReport } from './features/crash/report-text.ts'
import { LinkedInvitation } from './features/desktop/linked-invitation.tsx'
import { MainScreen } from './features/main/main-screen.tsx'
import { PassphraseScreen, SignedOutScreen, UnlockScreen } from './features/sign-in/late.ts'

interface AppProps {
  readonly model: AppModel
  readonly page: Page
  /** For an open account; the same answer for the same engine. Left out where nothing can be sealed. */
  readonly sealedModels?: (engine: Engine) => SealedModels
}

export function App({ model, page, sealedModels }: AppProps): JSX.Element {
  return (
    <CrashGuard>
      <PageProvider value={page}>
        <Screen model={model} sealedModels={sealedModels} />
      </PageProvider>
    </CrashGuard>
  )
}

interface ScreenProps extends Pick<AppProps, 'model'> {
  readonly sealedModels: AppProps['sealedModels'] | undefined
}

function Screen({ model, sealedModels }: ScreenProps): ReactNode {
  const state = useReadable(model.state)
  const person = useOpenPerson(model, sealedModels)
  switch (state.kind) {
    case 'starting':
    case 'opening':
      return null // both are over before an eye would rest on anything
    case 'signed-out':
      return <SignedOutScreen server={state.server} />
    case 'locked':
      return <UnlockScreen state={state} />
    case 'passphrase-due':
      return <PassphraseScreen />
    case 'failed':
      return <FailedScreen failure={state.failure} retry={() => void model.retry()} />
    case 'ready':
      return (
        <EngineProvider value={person}>
          <MainScreen />
          <LinkedInvitation />
        </EngineProvider>
      )
  }
}

interface CrashGuardState {
  /** What a report would say. */
  readonly crashed: string | undefined
}

/** React has this as a class alone. */
class CrashGuard extends Component<{ readonly children: ReactNode }, CrashGuardState> {
  override readonly state: CrashGuardState = { crashed: undefined }

  static getDerivedStateFromError(error: unknown): CrashGuardState {
    return { crashed: errorReport(error, navigator.userAgent) }
  }

  override componentDidCatch(error: Error, _info: ErrorInfo): void {
    reportError(error) // to where uncaught errors go
  }

  override render(): ReactNode {
    const { crashed } = this.state
    return crashed === undefined ? this.props.children : <CrashedScreen report={crashed} />
  }
}
