/** What a change is about, and what it makes, if it makes something. */
import type { DirectoryEdit, Creation, WaitingEdit } from '../../core/bridge/changes-contract.ts'

export const isCreation = (edit: DirectoryEdit): edit is Creation =>
  edit.kind === 'create' || edit.kind === 'create-document'

export function aboutOf(edit: DirectoryEdit): Pick<WaitingEdit, 'conversation' | 'workspace' | 'own'> {
  if ('conversation' in edit) return { conversation: edit.conversation }
  return 'workspace' in edit ? { workspace: edit.workspace } : { own: true }
}

export const isAboutSame = (one: DirectoryEdit, other: DirectoryEdit): boolean => {
  const [left, right] = [aboutOf(one), aboutOf(other)]
  return (
    left.conversation === right.conversation && left.workspace === right.workspace && left.own === right.own
  )
}

export function madeBy(edit: DirectoryEdit): Pick<WaitingEdit, 'makes'> {
  if (!isCreation(edit)) return {}
  const { conversation, workspace } = edit
  if (edit.kind === 'create-document') {
    const { document: id, title } = edit
    return { makes: { kind: 'document', id, workspace, title, conversation } }
  }
  const { name, topic, icon } = edit
  const told = { name, topic, ...(icon !== undefined && { icon }), role: 'admin' } as const
  return { makes: { kind: 'channel', id: conversation, workspace, ...told } }
}
