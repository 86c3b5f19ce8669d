import { type JSX, useEffect, useMemo, useState } from 'react'
import { Talk } from '../conversation/talk.tsx'
import { titleOf } from '../conversation/subject.ts'
import type { PanelProps } from './panel-props.ts'
import styles from './side-panel.module.css'
import { words } from './words.ts'

/** The root of a thread, the replies, and a composer for more. */
export function ThreadPanel(props: PanelProps<'thread'>): JSX.Element {
  const { panel, model, workspace, subject, trust } = props
  const thread = model.threadOf(panel.root)
  const title = titleOf(subject)
  const [alsoInChannel, setAlsoInChannel] = useState(false)
  const texts = useMemo(
    () => ({ beginning: words.threadIn(title), title: words.thread, text: words.threadMissing }),
    [title],
  )
  useEffect(() => {
    thread.beginVisit(false)
    return thread.endVisit
  }, [thread])
  return (
    <Talk
      model={thread}
      workspace={workspace}
      subject={subject}
      trust={trust}
      texts={texts}
      composer={{
        label: words.replyInThread,
        ...(alsoInChannel && { about: { alsoInChannel: true } }),
        onSent: () => setAlsoInChannel(false),
        foot: (
          <label className={styles.also}>
            <input
              type="checkbox"
              checked={alsoInChannel}
              onChange={(event) => setAlsoInChannel(event.currentTarget.checked)}
            />
            {words.alsoIn(title)}
          </label>
        ),
      }}
    />
  )
}
