import { useEffect, useRef, useState } from 'react'
import { coverageOf } from './history.ts'
import type { Workspace } from '../../../core/engine/engine.ts'
import type { UserId } from '../../../core/protocol/ids.ts'
import { usePage, usePerson } from '../../engine/contexts.tsx'
import { conversationOf, shortTitleOf, type Subject } from '../conversation/subject.ts'
import { exportConversation, type Exported, type ExportFailure } from './export-conversation.ts'
import { fetchAll } from './fetch-all.ts'
import { exportFileName } from './file-name.ts'

export type ExportStep =
  | {
      readonly kind: 'asking'
      readonly missing: number
      readonly failure?: ExportFailure | 'fetch' | 'locked'
    }
  | { readonly kind: 'fetching' }
  | { readonly kind: 'writing'; readonly done: number; readonly total: number }
  | { readonly kind: 'done'; readonly exported: Exported }

export interface ExportUse {
  readonly step: ExportStep
  readonly begin: (format: 'html' | 'json', withPictures: boolean) => void
  readonly fetchFirst: () => void
  /** Of what goes on. */
  readonly stop: () => void
}

export function useExport(subject: Subject, workspace: Workspace): ExportUse {
  const { bridge, files, clock, openHistory } = usePage()
  const { engine } = usePerson()
  const conversation = conversationOf(subject)
  const [step, setStep] = useState<ExportStep>({ kind: 'asking', missing: 0 })
  const running = useRef(new AbortController())
  const look = async (failure?: ExportFailure | 'fetch' | 'locked'): Promise<void> => {
    const store = await openHistory(engine.self)
    const covered = store.ok ? await coverageOf({ store: store.value }, conversation) : store
    if (store.ok) await store.value.close()
    setStep({
      kind: 'asking',
      missing: covered.ok ? covered.value.missing : 0,
      ...(failure !== undefined && { failure }),
    })
  }
  useEffect(() => {
    void look()
    return () => running.current.abort()
    // oxlint-disable-next-line react/exhaustive-deps -- once, for the conversation that it was opened for
  }, [])

  const begin = async (format: 'html' | 'json', withPictures: boolean): Promise<void> => {
    running.current = new AbortController()
    setStep({ kind: 'writing', done: 0, total: 0 })
    const store = await openHistory(engine.self)
    if (!store.ok) return look('locked')
    const name = shortTitleOf(subject)
    const outcome = await exportConversation(
      { bridge, files, clock },
      {
        store: store.value,
        about: { conversation, name, workspace: workspace.name, sealed: subject.kind === 'sealed' },
        format,
        withPictures,
        fileName: exportFileName(name, clock.now(), format),
        memberOf: (user) => engine.member(workspace.id, user),
        channels: new Set(workspace.channels.map((channel) => channel.name)),
        isModerator: moderatorsOf(subject, workspace, (user) => engine.member(workspace.id, user)?.role),
        progress: (done, total) => setStep({ kind: 'writing', done, total }),
        stop: running.current.signal,
      },
    )
    await store.value.close()
    if (outcome.ok) setStep({ kind: 'done', exported: outcome.value })
    else await look(outcome.failure)
  }
  const fetchFirst = async (): Promise<void> => {
    running.current = new AbortController()
    setStep({ kind: 'fetching' })
    const { signal } = running.current
    const isAll = await fetchAll(engine, conversation, signal)
    await look(isAll || signal.aborted ? undefined : 'fetch')
  }
  return {
    step,
    begin: (format, withPictures) => void begin(format, withPictures),
    fetchFirst: () => void fetchFirst(),
    stop: () => running.current.abort(),
  }
}

/** Whose redactions and masks count, as on the screen. */
function moderatorsOf(
  subject: Subject,
  workspace: Workspace,
  roleOf: (user: UserId) => string | undefined,
): (user: UserId) => boolean {
  if (subject.kind === 'sealed') {
    const direct = workspace.directs.find(({ id }) => id === subject.conversation.id)
    const isGroup = subject.conversation.kind === 'group'
    return (user) =>
      isGroup && direct?.members.some((member) => member.user === user && member.role === 'admin') === true
  }
  const members = subject.kind === 'channel' ? subject.channel.members : undefined
  return (user) =>
    ['owner', 'admin'].includes(roleOf(user) ?? '') ||
    members?.some((member) => member.user === user && member.role === 'admin') === true
}
