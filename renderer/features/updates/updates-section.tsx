import { type JSX, useEffect, useState } from 'react'
import { updateChannels, type UpdateStanding } from '../../../core/bridge/updates-contract.ts'
import { usePage } from '../../engine/contexts.tsx'
import { usePolicy } from '../../engine/use-policy.ts'
import { Button } from '../../ui/button.tsx'
import { Choices } from '../../ui/choices.tsx'
import { Progress } from '../../ui/progress.tsx'
import { ManagedNote } from '../policy/managed-note.tsx'
import { Section } from '../settings/section.tsx'
import styles from '../settings/settings-dialog.module.css'
import { useUpdateStanding } from './use-update-standing.ts'
import { updateText, words } from './words.ts'

/** In the settings: which version this is, and what the person may do about a newer one. */
export function UpdatesSection(): JSX.Element {
  const standing = useUpdateStanding()
  return (
    <Section title={words.title}>
      <Version />
      {standing !== undefined &&
        (standing.mode === 'disabled' ? <Elsewhere /> : <Looking standing={standing} />)}
    </Section>
  )
}

function Version(): JSX.Element {
  const { bridge } = usePage()
  const [version, setVersion] = useState<string>()
  useEffect(() => {
    let isGone = false
    void bridge.call('app.info', {}).then((info) => isGone || setVersion(info.version))
    return () => {
      isGone = true
    }
  }, [bridge])
  return <p>{version !== undefined && words.version(version)}</p>
}

function Elsewhere(): JSX.Element {
  return (
    <>
      <p className={styles.note}>{words.elsewhere}</p>
      <ManagedNote entry={usePolicy('UpdateMode')} />
    </>
  )
}

function Looking({ standing }: { readonly standing: UpdateStanding }): JSX.Element {
  const { bridge } = usePage()
  const { state, channel, channelIsLocked } = standing
  const [isKept, setIsKept] = useState(true)
  const managed = usePolicy('UpdateChannel')
  const text = updateText(state)
  const isBusy = state.kind === 'checking' || state.kind === 'downloading'
  return (
    <>
      <Choices
        legend={words.channel}
        all={updateChannels}
        chosen={channel}
        choose={(next) => void bridge.call('updates.setChannel', { channel: next }).then(setIsKept)}
        name={(each) => words.channels[each]}
        isLocked={channelIsLocked || isBusy}
        note={<ManagedNote entry={managed} />}
      />
      <output className={styles.note}>{!isKept && words.channelNotKept}</output>
      {state.kind === 'downloading' ? (
        <Progress text={text} done={state.share} total={1} />
      ) : (
        <output className={styles.said}>{text}</output>
      )}
      <div className={styles.buttons}>
        {state.kind === 'ready' ? (
          <Button look="primary" onClick={() => void bridge.call('updates.install', {})}>
            {words.restart}
          </Button>
        ) : (
          // In its place while it works, so that the keyboard's focus is not lost.
          <Button aria-disabled={isBusy} onClick={() => isBusy || void bridge.call('updates.check', {})}>
            {words.look}
          </Button>
        )}
        {state.kind === 'available' && (
          <Button onClick={() => void bridge.call('updates.download', {})}>{words.download}</Button>
        )}
      </div>
    </>
  )
}
