import type { JSX } from 'react'
import type { Cell } from '../../../core/base/readable.ts'
import type { OpId, WorkspaceId } from '../../../core/protocol/ids.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { Button } from '../../ui/button.tsx'
import { Banner } from '../connection/banner.tsx'
import styles from './document-body.module.css'
import { DocumentEditor } from './editor/document-editor.tsx'
import type { DocumentSession } from './session.ts'
import type { OpenedDocument } from './use-document.ts'
import { absentText, documentTrouble, keptText, words } from './words.ts'

interface DocumentBodyProps {
  readonly opened: OpenedDocument | undefined
  readonly workspace: WorkspaceId
  readonly title: string
  /** The block that is to be shown, until it is. */
  readonly sought: Cell<OpId | undefined>
}

export function DocumentBody({ opened, ...shown }: DocumentBodyProps): JSX.Element {
  // A vault that is locked takes this whole screen away in the same moment.
  if (opened?.ok !== true) return <Absent text={words.opening} />
  return <OpenBody session={opened.value} {...shown} />
}

interface OpenBodyProps extends Omit<DocumentBodyProps, 'opened'> {
  readonly session: DocumentSession
}

function OpenBody({ session, workspace, title, sought }: OpenBodyProps): JSX.Element {
  const state = useReadable(session.state)
  const trouble = documentTrouble(state)
  const isThere = state.copy.isHeld || state.room.kind === 'synced'
  return (
    <>
      {trouble !== undefined && (
        <Banner
          look="alarming"
          action={state.room.kind === 'stopped' && <Button onClick={session.retry}>{words.tryAgain}</Button>}
        >
          {trouble}
        </Banner>
      )}
      {!isThere && <Absent text={state.copy.isRead ? absentText(state) : words.opening} />}
      {isThere && !state.isStrange && (
        <DocumentEditor
          session={session}
          workspace={workspace}
          title={title}
          sought={sought}
          editable={state.copy.isRead && !isClosedTo(state)}
        />
      )}
      {/* It changes with each pause in writing: to be looked up, not read out. */}
      <output className={styles.kept} aria-live="off">
        {keptText(state)}
      </output>
    </>
  )
}

const isClosedTo = ({ room }: ReturnType<DocumentSession['state']['read']>): boolean =>
  room.kind === 'stopped' && room.why === 'not-a-member'

const Absent = ({ text }: { readonly text: string }): JSX.Element => <p className={styles.absent}>{text}</p>
