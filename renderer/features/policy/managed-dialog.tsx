import type { JSX } from 'react'
import type { PolicyNote, PolicyState } from '../../../core/policy/resolve.ts'
import { isPolicyName, policyNames } from '../../../core/policy/table.ts'
import { usePage } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Section } from '../settings/section.tsx'
import settings from '../settings/settings-dialog.module.css'
import styles from './policy.module.css'
import { noteText, valueText, words } from './words.ts'

/** What somebody has set, in the order of the table. */
const setIn = ({ entries }: PolicyState) =>
  policyNames.flatMap((name) => {
    const { value, isLocked, setBy, trouble } = entries[name]
    return setBy === undefined ? [] : [{ name, value, isLocked, setBy, trouble }]
  })

/** What a policy says of itself above is not said again. */
const notesBeside = ({ entries, notes }: PolicyState): ReadonlyArray<PolicyNote> =>
  notes.filter((note) => {
    if (!('name' in note) || !isPolicyName(note.name)) return true
    const { trouble, setBy } = entries[note.name]
    return trouble !== note.kind || setBy?.source !== note.source
  })

/** Every policy that is set, with its value, its place and what is wrong with it: for the person, and for whom they ask. */
export function ManagedDialog({ onClose }: { readonly onClose: () => void }): JSX.Element {
  const { policy } = usePage()
  const state = useReadable(policy)
  const set = setIn(state)
  return (
    <Dialog title={words.title} size="wide" onClose={onClose}>
      <p>{set.length === 0 ? words.none : words.about}</p>
      {set.length > 0 && (
        <ul className={styles.list} aria-label={words.title}>
          {set.map(({ name, value, isLocked, setBy, trouble }) => (
            <li key={name} className={styles.entry}>
              <div className={styles.head}>
                <span className={styles.name}>{name}</span>
                <span className={styles.value} dir="auto">
                  {valueText(value)}
                </span>
              </div>
              <span className={styles.place}>
                {words.layers[setBy.layer]} {isLocked ? words.locked : words.free}
              </span>
              <bdi className={styles.place}>{setBy.source}</bdi>
              {trouble !== undefined && <span className={styles.trouble}>{words.troubles[trouble]}</span>}
            </li>
          ))}
        </ul>
      )}
      <Notes notes={notesBeside(state)} />
    </Dialog>
  )
}

function Notes({ notes }: { readonly notes: ReadonlyArray<PolicyNote> }): JSX.Element | null {
  if (notes.length === 0) return null
  return (
    <>
      <h3 className={styles.title}>{words.notInEffect}</h3>
      <p className={styles.note}>{words.notInEffectAbout}</p>
      <ul className={styles.list} aria-label={words.notInEffect}>
        {notes.map((note) => (
          <li key={JSON.stringify(note)} className={styles.entry}>
            {'name' in note && <bdi className={styles.name}>{note.name}</bdi>}
            <span className={styles.value}>{noteText(note)}</span>
            <bdi className={styles.place}>{note.source}</bdi>
          </li>
        ))}
      </ul>
    </>
  )
}

/** In the settings. */
export function ManagedSection({ show }: { readonly show: () => void }): JSX.Element {
  const { policy } = usePage()
  const state = useReadable(policy)
  const count = setIn(state).length
  return (
    <Section title={words.title}>
      <p className={settings.note}>{count === 0 ? words.none : words.some(count)}</p>
      {(count > 0 || state.notes.length > 0) && (
        <div className={settings.buttons}>
          <Button onClick={show}>{words.show}</Button>
        </div>
      )}
    </Section>
  )
}
