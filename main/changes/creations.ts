/** New channels and documents among the changes that wait. Rules MG13 to MG15 in renderer/features/manage/SPEC.md. */
import type { DirectoryEdit } from '../../core/bridge/changes-contract.ts'
import type { ConversationId } from '../../core/protocol/ids.ts'
import type { Core, Item } from './changes-core.ts'
import { isAboutSame, isCreation } from './made-by.ts'

/** That what it is about was to be made was refused, and the person has not decided yet. */
const refusedOf = ({ refused }: Core, conversation: ConversationId): Core['refused'][number] | undefined =>
  refused.find(({ edit }) => isCreation(edit) && edit.conversation === conversation)

/** It waits for what it is about to be made after all, or given up. */
export const isHeldBack = (core: Core, { edit }: Item): boolean =>
  'conversation' in edit && refusedOf(core, edit.conversation) !== undefined

/** What is changed of a channel or a document that the relay does not have is made so to begin with. */
export function asCreation(core: Core, asked: DirectoryEdit): DirectoryEdit {
  if (asked.kind !== 'update' && asked.kind !== 'title') return asked
  const { conversation } = asked
  const waiting = core.items.find(
    ({ edit, state, mayBeThere }) =>
      isCreation(edit) && edit.conversation === conversation && state === 'waiting' && !mayBeThere,
  )
  const made = refusedOf(core, conversation)?.edit ?? waiting?.edit
  if (made?.kind === 'create' && asked.kind === 'update')
    return { ...made, ...asked.set, called: asked.set.name ?? made.called }
  if (made?.kind === 'create-document' && asked.kind === 'title')
    return { ...made, ...asked.set, called: asked.set.title ?? made.called }
  return asked
}

/** Tried again after it was refused: before all that waits for it. The way back, should that not be kept. */
export function revive(core: Core, item: Item): () => void {
  const refused = isCreation(item.edit) ? refusedOf(core, item.edit.conversation) : undefined
  if (refused === undefined) {
    core.items.push(item)
    return () => undefined
  }
  core.refused = core.refused.filter((each) => each !== refused)
  item.stays = true
  core.items.unshift(item)
  return () => {
    core.refused = [...core.refused, refused]
  }
}

/** The person does not want any more what was refused to be made; nor, then, anything that waits for it. */
export function giveUp(core: Core, refused: Core['refused'][number]): ReadonlyArray<Item> {
  const { id, edit } = refused
  if (!isCreation(edit)) return []
  core.givenUp = [...core.givenUp, { id, conversation: edit.conversation }]
  return core.items.filter((item) => isAboutSame(item.edit, edit))
}
