import type { JSX } from 'react'
import type { WorkspaceId } from '../../../core/protocol/ids.ts'
import { Switcher, type SwitcherProps } from './switcher.tsx'
import { useTargets } from './use-targets.ts'

interface OpenSwitcherProps extends Omit<SwitcherProps, 'targets'> {
  readonly workspace: WorkspaceId
  readonly commands: ReadonlyArray<readonly [name: string, run: () => void]>
}

/** The switcher with all there is to go to, which nobody gathers as long as it is closed. */
export function OpenSwitcher({ workspace, commands, ...rest }: OpenSwitcherProps): JSX.Element {
  return <Switcher {...rest} targets={useTargets(workspace, commands)} />
}
