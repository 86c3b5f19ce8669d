/** What becomes of a change that waits when the same thing is changed again, and what a change makes of a row. */
import type { DirectoryEdit, EditEffect } from '../../core/bridge/changes-contract.ts'
import { isAboutSame, isCreation } from './made-by.ts'
import { pictureOf } from './picture-of.ts'

export const isSameThing = (one: DirectoryEdit, other: DirectoryEdit): boolean =>
  one.kind === other.kind && isAboutSame(one, other)

/**
 * One in place of both; undefined where the second takes the first back, so that the relay hears of neither. `mayBeThere`: the relay
 * may have taken the first, its answer was lost: then what takes it back must be said.
 */
export function mergeEdits(
  first: DirectoryEdit,
  second: DirectoryEdit,
  mayBeThere: boolean,
): DirectoryEdit | undefined {
  if (first.kind === 'update' && second.kind === 'update') return mergeFields(first, second, mayBeThere)
  if (first.kind === 'title' && second.kind === 'title') return mergeFields(first, second, mayBeThere)
  if (first.kind === 'accent' && second.kind === 'accent') return mergeFields(first, second, mayBeThere)
  if (first.kind === 'rename-workspace' && second.kind === 'rename-workspace')
    return mergeFields(first, second, mayBeThere)
  if (first.kind === 'own-name' && second.kind === 'own-name') return mergeFields(first, second, mayBeThere)
  if (first.kind === 'own-status' && second.kind === 'own-status')
    return mergeStatuses(first, second, mayBeThere)
  if (first.kind === 'own-picture' && second.kind === 'own-picture')
    return mergeFields(first, second, mayBeThere)
  if (isCreation(first) || isCreation(second)) return second
  return mayBeThere || effectIs(first, second) ? second : undefined
}

const effectIs = (one: DirectoryEdit, other: DirectoryEdit): boolean =>
  JSON.stringify(effectOf(one)) === JSON.stringify(effectOf(other))

/** It sets fields of a row. */
interface OfFields<Fields extends object> {
  readonly set: Fields
  readonly was: Fields
}

function mergeFields<Fields extends object, Edit extends OfFields<Fields>>(
  first: Edit & OfFields<Fields>,
  second: OfFields<Fields>,
  mayBeThere: boolean,
): Edit | undefined {
  const was = { ...second.was, ...first.was }
  const set = { ...first.set, ...second.set }
  for (const field in set) {
    if (mayBeThere || set[field] !== was[field]) continue
    delete set[field]
    delete was[field]
  }
  return Object.keys(set).length === 0 ? undefined : { ...first, set, was }
}

type StatusEdit = Extract<DirectoryEdit, { readonly kind: 'own-status' }>

/** A text and its end are one thing: what has another end is not what there was. */
function mergeStatuses(
  { was }: StatusEdit,
  second: StatusEdit,
  mayBeThere: boolean,
): DirectoryEdit | undefined {
  const merged = { ...second, was }
  return mayBeThere || !effectIs(second, { ...second, set: was }) ? merged : undefined
}

/** The name of an update by itself, and what else it sets, if there is anything. */
export function apart(edit: DirectoryEdit): readonly [DirectoryEdit, DirectoryEdit | undefined] {
  if (edit.kind !== 'update') return [edit, undefined]
  const { name, ...set } = edit.set
  const { name: before, ...was } = edit.was
  if (name === undefined || Object.keys(set).length === 0) return [edit, undefined]
  return [
    { ...edit, set: { name }, was: before === undefined ? {} : { name: before } },
    { ...edit, set, was },
  ]
}

export function effectOf(edit: DirectoryEdit): EditEffect {
  switch (edit.kind) {
    case 'update':
    case 'title':
    case 'rename-workspace':
    case 'accent':
      return edit.set
    case 'own-name':
      return { name: edit.set.displayName ?? '' }
    case 'own-status':
      return { status: edit.set.status ?? '', statusUntil: edit.set.statusUntil ?? 0 }
    case 'own-picture': {
      const { picture } = edit.set
      return { picture: typeof picture === 'string' ? pictureOf(picture).hash : '' }
    }
    case 'archive':
      return { archived: edit.archived }
    case 'join':
      return { joined: edit.joined }
    case 'create':
    case 'create-document':
      return {}
  }
}
