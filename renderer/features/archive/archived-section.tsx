import { Archive, ChevronDown, ChevronRight } from 'lucide-react'
import { type JSX, useState } from 'react'
import type { Workspace } from '../../../core/engine/engine.ts'
import type { ConversationId } from '../../../core/protocol/ids.ts'
import { pageNumber } from '../../languages/speech.ts'
import { ArrangedEntry } from '../personal/arranged-entry.tsx'
import personal from '../personal/personal.module.css'
import sidebar from '../sidebar/sidebar.module.css'
import { archivedIn } from './archived.ts'
import { words } from './words.ts'

interface ArchivedSectionProps {
  readonly workspace: Workspace
  readonly current: ConversationId | undefined
  readonly go: (conversation: ConversationId) => void
}

/** At the end of the sidebar: what is out of the lists, closed unless one of it is in view. */
export function ArchivedSection({ workspace, current, go }: ArchivedSectionProps): JSX.Element | null {
  const [chosen, choose] = useState<boolean>()
  const archived = archivedIn(workspace)
  const isOpen = chosen ?? archived.some((each) => each === current)
  if (archived.length === 0) return null
  return (
    // Not one list with what stands above it.
    <div>
      <div className={sidebar.list}>
        <button
          type="button"
          className={sidebar.entry}
          aria-expanded={isOpen}
          onClick={() => choose(!isOpen)}
        >
          <Archive size={15} aria-hidden />
          <span className={sidebar.name}>{words.section}</span>
          <span className={personal.count}>{pageNumber(archived.length)}</span>
          {isOpen ? <ChevronDown size={14} aria-hidden /> : <ChevronRight size={14} aria-hidden />}
        </button>
      </div>
      {isOpen && (
        <ul className={sidebar.list} aria-label={words.section}>
          {archived.map((conversation) => (
            <ArrangedEntry
              key={conversation}
              {...{ workspace, conversation, current, go }}
              home={undefined}
            />
          ))}
        </ul>
      )}
    </div>
  )
}
