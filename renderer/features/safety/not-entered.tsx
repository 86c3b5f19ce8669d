import { MonitorSmartphone } from 'lucide-react'
import type { JSX } from 'react'
import { fail } from '../../../core/base/result.ts'
import { type NotEntered, opensOtherWays } from '../../../core/bridge/trust.ts'
import { useAction } from '../../engine/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { Panel } from '../../ui/panel.tsx'
import type { TrustModel } from '../trust/trust-model.ts'
import { words } from './words.ts'

interface NotEnteredPanelProps {
  readonly model: Pick<TrustModel, 'enterAgain'>
  readonly reason: NotEntered
  /** Opens the other ways to get this account's keys. */
  readonly link: () => void
}

/** What keeps a device out of the list whose keys came with a backup, and what the person can do about it. */
export function NotEnteredPanel({ model, reason, link }: NotEnteredPanelProps): JSX.Element {
  const { busy, failure, run } = useAction<'tried'>()
  const again = async () => {
    await model.enterAgain()
    return fail('tried' as const) // once it is in there is no panel any more
  }
  return (
    <Panel
      icon={<MonitorSmartphone size={20} />}
      title={words.notEnteredTitle}
      actions={
        <>
          <Button look="primary" aria-disabled={busy} onClick={() => void run(again)}>
            {words.notEnteredAgain}
          </Button>
          {opensOtherWays(reason) && <Button onClick={link}>{words.notEnteredOther}</Button>}
        </>
      }
    >
      <p>{words.notEnteredText}</p>
      <p>{words.notEnteredWhy[reason.why](reason.detail)}</p>
      <output>{failure !== undefined && words.notEnteredTried}</output>
    </Panel>
  )
}
