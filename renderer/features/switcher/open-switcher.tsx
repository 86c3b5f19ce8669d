import { type JSX, useMemo } from 'react'
import type { Workspace } from '../../../core/engine/engine.ts'
import { usePage, usePerson } from '../../engine/contexts.tsx'
import type { CommandGroup } from '../commands/command.ts'
import type { Here } from '../commands/here-items.tsx'
import { type ScreenActions, useCommandGroups, useHereGroup } from '../commands/use-command-groups.tsx'
import type { Places } from '../main/places.ts'
import { noteCommand, readCommands, readRecent } from './recent.ts'
import { Switcher } from './switcher.tsx'
import { type Target, useTargets } from './use-targets.ts'
import { words } from './words.ts'

interface OpenSwitcherProps {
  readonly workspace: Workspace
  /** The conversation in view, if there is one. */
  readonly here: Here | undefined
  readonly actions: ScreenActions
  readonly go: Places['go']
  /** What stands in the field at first. */
  readonly initial: string
  readonly search: (query: string) => void
  readonly onClose: () => void
}

/** The switcher with all there is to go to and to do, which nobody gathers as long as it is closed. */
export function OpenSwitcher(props: OpenSwitcherProps): JSX.Element {
  const groups = useCommandGroups(props.workspace, props.actions)
  const { here } = props
  return here === undefined ? (
    <Gathered {...props} groups={groups} />
  ) : (
    <WithHere {...props} here={here} groups={groups} />
  )
}

interface GatheredProps extends OpenSwitcherProps {
  readonly groups: ReadonlyArray<CommandGroup>
}

function WithHere({ here, groups, ...props }: GatheredProps & { readonly here: Here }): JSX.Element {
  const group = useHereGroup(here, props.actions)
  return <Gathered {...props} here={here} groups={[group, ...groups]} />
}

function Gathered({ workspace, here, go, groups, initial, search, onClose }: GatheredProps): JSX.Element {
  const { engine, sealed } = usePerson()
  const { remembered, toasts } = usePage()
  const targets = useTargets(workspace.id, groups, go)
  const recent = useMemo(
    () => [
      ...readRecent(remembered, engine.self).filter((id) => id !== here?.model.id),
      ...readCommands(remembered, engine.self),
    ],
    [remembered, engine, here],
  )
  const choose = async (target: Target): Promise<void> => {
    onClose()
    const { go: way } = target
    if (way.to === 'command') {
      if (target.kind === 'command') noteCommand(remembered, engine.self, target.key)
      return way.run()
    }
    if (way.to === 'conversation') return go(way.workspace, way.id)
    const begun = await sealed?.people.begin(way.workspace, [way.user], '')
    if (begun?.ok === true) go(way.workspace, begun.value)
    else toasts.say({ text: words.beginFailed })
  }
  return (
    <Switcher
      {...{ targets, recent, initial, onClose, search }}
      current={here?.model.id}
      choose={(target) => void choose(target)}
    />
  )
}
