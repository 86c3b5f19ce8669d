import { type JSX, type ReactNode, useId } from 'react'
import { classes } from '../../ui/classes.ts'
import { Mark } from '../../ui/mark.tsx'
import { AccountList } from '../accounts/account-list.tsx'
import styles from './entrance.module.css'

interface EntranceProps {
  readonly title: string
  readonly intro?: string
  readonly wide?: boolean
  readonly children: ReactNode
  readonly foot?: ReactNode
}

/** The card in the middle of the window that every screen before the conversations stands on. */
export function Entrance({ title, intro, wide = false, children, foot }: EntranceProps): JSX.Element {
  const heading = useId()
  return (
    <main className={styles.screen}>
      <AccountList place="entrance" />
      <section className={classes(styles.card, wide && styles.wide)} aria-labelledby={heading}>
        <header className={styles.head}>
          <Mark size={36} />
          <div>
            <h1 id={heading}>{title}</h1>
            {intro !== undefined && <p className={styles.intro}>{intro}</p>}
          </div>
        </header>
        {children}
      </section>
      {foot !== undefined && <footer className={styles.foot}>{foot}</footer>}
    </main>
  )
}
