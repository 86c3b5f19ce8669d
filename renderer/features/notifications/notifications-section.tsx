import { type JSX, useEffect, useState } from 'react'
import { usePage } from '../../engine/contexts.tsx'
import { usePolicy } from '../../engine/use-policy.ts'
import { useReadable } from '../../engine/use-readable.ts'
import type { Standing } from '../../platform/notifier.ts'
import { Button } from '../../ui/button.tsx'
import { Choices } from '../../ui/choices.tsx'
import { Switch } from '../../ui/switch.tsx'
import { QuietChoice } from '../own/quiet-choice.tsx'
import { ManagedNote } from '../policy/managed-note.tsx'
import { words as ownWords } from '../own/words.ts'
import { Section } from '../settings/section.tsx'
import styles from '../settings/settings-dialog.module.css'
import { contents } from './notify-choices.ts'
import { words } from './words.ts'

/** In the settings: what notifications say, when there are none, and whether they come at all. */
export function NotificationsSection(): JSX.Element {
  const { notifyChoices } = usePage()
  const { isOn, content } = useReadable(notifyChoices.state)
  const managed = usePolicy('NotificationContent')
  return (
    <Section title={words.title}>
      <p className={styles.note}>{words.device}</p>
      <Switch legend={words.show} isOn={isOn} set={(next) => notifyChoices.change({ isOn: next })} />
      {isOn && <StandingPart />}
      {isOn && (
        <Choices
          legend={words.content}
          all={contents}
          chosen={content}
          choose={(next) => notifyChoices.change({ content: next })}
          name={(each) => words.contents[each]}
          isLocked={managed.isLocked}
          note={<ManagedNote entry={managed} />}
        />
      )}
      <h4>{ownWords.quiet}</h4>
      <QuietChoice />
    </Section>
  )
}

/** Whether the system shows them, the way to be asked, and a test. Rule NT8. */
function StandingPart(): JSX.Element {
  const { notifier } = usePage()
  const [standing, setStanding] = useState<Standing>()
  const [outcome, setOutcome] = useState('')
  useEffect(() => {
    let isGone = false
    void notifier.standing().then((now) => isGone || setStanding(now))
    return () => {
      isGone = true
    }
  }, [notifier])
  const ask = async (): Promise<void> => setStanding(await notifier.ask())
  const test = async (): Promise<void> => {
    const now = await notifier.standing()
    setStanding(now)
    if (now !== 'allowed') return setOutcome('')
    const note = { tag: 'test', title: words.testTitle, body: words.testBody }
    const isShown = await notifier.show(note, () => undefined)
    setOutcome(isShown ? words.tested : words.testFailed)
  }
  return (
    <div className={styles.part}>
      <output className={styles.note}>
        {standing !== undefined && words.standings[standing]} {words.sound}
      </output>
      <div className={styles.buttons}>
        {standing === 'not-asked' && <Button onClick={() => void ask()}>{words.ask}</Button>}
        {standing !== 'missing' && standing !== 'not-asked' && (
          <Button onClick={() => void test()}>{words.test}</Button>
        )}
      </div>
      <output className={styles.note}>{outcome}</output>
    </div>
  )
}
