import { CloudAlert, Hourglass, KeyRound, Link2, ShieldAlert, TriangleAlert } from 'lucide-react'
import { type JSX, useState } from 'react'
import type { UserId } from '../../../core/protocol/ids.ts'
import { Button } from '../../ui/button.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Progress } from '../../ui/progress.tsx'
import { momentText } from '../../ui/times.ts'
import styles from './reading-panel.module.css'
import type { Reading } from '../../../core/bridge/trust.ts'
import type { TrustModel } from '../trust/trust-model.ts'
import { words as trustWords } from '../trust/words.ts'
import { NotEnteredPanel } from './not-entered.tsx'
import { SafetyDialog } from './safety-dialog.tsx'
import { words } from './words.ts'

interface ReadingPanelProps {
  readonly model: TrustModel
  readonly reading: Exclude<Reading, { readonly kind: 'readable' }>
  /** Messages lie here all the same. */
  readonly holds: boolean
  readonly nameOf: (user: UserId) => string
  /** Opens the ways to get this account's keys. */
  readonly link: () => void
}

/**
 * Why a sealed conversation cannot be read here, or not all of it, and what to do: one panel, whatever the number of
 * messages.
 */
export function ReadingPanel({ model, reading, holds, nameOf, link }: ReadingPanelProps): JSX.Element {
  const [comparing, setComparing] = useState(false)
  return (
    <div className={styles.area}>
      <Reason {...{ model, reading, holds, nameOf, link }} compare={() => setComparing(true)} />
      {comparing && reading.kind === 'blocked-by-key' && (
        <SafetyDialog
          model={model}
          user={reading.user}
          name={nameOf(reading.user)}
          onClose={() => setComparing(false)}
        />
      )}
    </div>
  )
}

interface ReasonProps extends Pick<ReadingPanelProps, 'model' | 'reading' | 'holds' | 'nameOf' | 'link'> {
  readonly compare: () => void
}

function Reason({ model, reading, holds, nameOf, link, compare }: ReasonProps): JSX.Element {
  switch (reading.kind) {
    case 'not-linked':
      return (
        <Panel
          icon={<Link2 size={20} />}
          title={words.notLinkedTitle}
          actions={
            <Button look="primary" onClick={link}>
              {words.notLinkedAction}
            </Button>
          }
        >
          <p>{holds ? words.notLinkedKeptText : words.notLinkedText}</p>
        </Panel>
      )
    case 'not-entered':
      return <NotEnteredPanel model={model} reason={reading} link={link} />
    case 'keys-arriving':
      return (
        <Panel icon={<KeyRound size={20} />} title={words.arrivingTitle}>
          <Progress
            text={words.arrivingProgress(reading.done, reading.total)}
            done={reading.done}
            total={reading.total}
          />
          <p>{words.arrivingText}</p>
        </Panel>
      )
    case 'before-joined':
      return (
        <Panel icon={<Hourglass size={20} />} title={words.beforeTitle}>
          <p>{words.beforeText(momentText(reading.joined))}</p>
        </Panel>
      )
    case 'blocked-by-key':
      return (
        <Panel
          look="alarming"
          icon={<ShieldAlert size={20} />}
          title={words.keyBlockedTitle(nameOf(reading.user))}
          actions={
            <Button look="primary" onClick={compare}>
              {trustWords.blockedCompare}
            </Button>
          }
        >
          <p>{words.keyBlockedText(nameOf(reading.user))}</p>
        </Panel>
      )
    case 'damaged':
      return (
        <Panel icon={<TriangleAlert size={20} />} title={words.damagedTitle(reading.messages)}>
          <p>{words.damagedText}</p>
        </Panel>
      )
    case 'withheld':
      return (
        <Panel icon={<CloudAlert size={20} />} title={words.withheldTitle}>
          <p>{words.withheldText(momentText(reading.since))}</p>
        </Panel>
      )
  }
}
