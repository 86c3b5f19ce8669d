import { HardDrive, Hash, LockKeyhole } from 'lucide-react'
import { type JSX, useState } from 'react'
import { usePage } from '../../engine/contexts.tsx'
import { Button } from '../../ui/button.tsx'
import { Entrance } from '../sign-in/entrance.tsx'
import styles from './welcome-screen.module.css'
import { words } from './words.ts'

const icons = [Hash, LockKeyhole, HardDrive] as const

/** Three short screens that say who can read what. Each can be skipped; they are there again in the help. */
export function WelcomeScreen(): JSX.Element {
  const { welcome } = usePage()
  const [at, setAt] = useState(0)
  const { title, paragraphs } = words.steps[at] ?? words.steps[0]
  const Icon = icons[at] ?? Hash
  const isLast = at === words.steps.length - 1
  return (
    <Entrance title={title} intro={words.step(at + 1, words.steps.length)} wide>
      <div className={styles.body} aria-live="polite">
        <span className={styles.picture} aria-hidden>
          <Icon size={28} />
        </span>
        <div className={styles.text}>
          {paragraphs.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </div>
      </div>
      <div className={styles.actions}>
        {!isLast && (
          <Button look="link" onClick={welcome.end}>
            {words.skip}
          </Button>
        )}
        <span className={styles.space} />
        {at > 0 && <Button onClick={() => setAt(at - 1)}>{words.back}</Button>}
        {/* One button for both: it keeps the focus from screen to screen. */}
        <Button look="primary" onClick={isLast ? welcome.end : () => setAt(at + 1)}>
          {isLast ? words.done : words.next}
        </Button>
      </div>
    </Entrance>
  )
}
