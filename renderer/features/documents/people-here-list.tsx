import type { JSX } from 'react'
import type { WorkspaceId } from '../../../core/protocol/ids.ts'
import { usePerson } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Face } from '../faces/face.tsx'
import styles from './people-here-list.module.css'
import type { DocumentSession } from './session.ts'
import { words } from './words.ts'

interface PeopleHereProps {
  readonly session: DocumentSession
  readonly workspace: WorkspaceId
}

const avatarsShown = 3

/** Who else has it open, drawn as a few avatars, all by name for those who hover or listen. */
export function PeopleHere({ session, workspace }: PeopleHereProps): JSX.Element {
  const { engine } = usePerson()
  useReadable(engine.directory)
  const people = useReadable(session.people).map(({ user, name }) => ({
    user,
    name: (user && engine.member(workspace, user)?.name) ?? (name === '' ? words.someone : name),
  }))
  const text = people.length === 0 ? words.nobodyHere : words.here(people.map(({ name }) => name))
  return (
    // Said when it changes, by its name: the avatars are drawn.
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an output with nothing but drawings in it
    <div role="status" aria-label={text} title={text} className={styles.people}>
      {people
        .slice(0, avatarsShown)
        .map(({ user, name }, index) =>
          user === undefined ? (
            <Avatar key={index} id={workspace} name={name} size="small" />
          ) : (
            <Face key={user} id={user} name={name} size="small" />
          ),
        )}
      {people.length > avatarsShown && <span className={styles.more}>+{people.length - avatarsShown}</span>}
    </div>
  )
}
