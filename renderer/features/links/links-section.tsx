import { type JSX, useRef, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Section } from '../settings/section.tsx'
import settingsStyles from '../settings/settings-dialog.module.css'
import styles from './links-section.module.css'
import { siteName } from './outer-link.ts'
import { forgetAllSites, forgetSite, trustedSites } from './trusted-sites.ts'
import { useOwnRemembered } from './use-follow-link.ts'
import { words } from './words.ts'

/** Among the settings: the sites that open without a question, and the way back to being asked. */
export function LinksSection(): JSX.Element {
  const remembered = useOwnRemembered()
  const [sites, setSites] = useState(() => trustedSites(remembered))
  const list = useRef<HTMLUListElement>(null)
  const state = useRef<HTMLOutputElement>(null)
  const forget = (site: string): void => {
    // The button goes, and with it the focus: to the one that takes its place, to the last one, or to what is said of them.
    const at = sites.indexOf(site)
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])]
    const next = buttons[at + 1] ?? buttons[at - 1] ?? state.current
    next?.focus()
    forgetSite(remembered, site)
    setSites(trustedSites(remembered))
  }
  const forgetAll = (): void => {
    state.current?.focus()
    forgetAllSites(remembered)
    setSites([])
  }
  return (
    <Section title={words.title}>
      <p className={settingsStyles.note}>{words.note}</p>
      <output ref={state} tabIndex={-1} className={styles.state}>
        {sites.length === 0 ? words.none : words.sites(sites.length)}
      </output>
      {sites.length > 0 && (
        <>
          <ul ref={list} className={styles.sites} aria-label={words.sites(sites.length)}>
            {sites.map((site) => (
              <li key={site}>
                <bdi dir="ltr" className={styles.site}>
                  {siteName(site)}
                </bdi>
                <Button aria-label={words.forgetSite(siteName(site))} onClick={() => forget(site)}>
                  {words.forget}
                </Button>
              </li>
            ))}
          </ul>
          {sites.length > 1 && (
            <div className={settingsStyles.buttons}>
              <Button onClick={forgetAll}>{words.forgetAll}</Button>
            </div>
          )}
        </>
      )}
    </Section>
  )
}
