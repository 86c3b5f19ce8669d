import { expect, test } from 'vitest'
import { faultKinds, type FaultKind, makePlan, type Plan } from '../../faults/plan.ts'

const plans = Array.from({ length: 400 }, (_, seed) => makePlan(seed))
const faultsOf = ({ steps }: Plan, device?: number): ReadonlyArray<FaultKind> =>
  steps.flatMap((step) =>
    step.do === 'fault' && (device === undefined || step.device === device) ? [step.kind] : [],
  )

test('the same seed makes the same plan, another one another', () => {
  expect(makePlan(7)).toEqual(plans[7])
  expect(makePlan(8).steps).not.toEqual(plans[7]?.steps)
})

test('every kind of fault comes up, and each run has 8 to 20 of them', () => {
  expect(new Set(plans.flatMap((plan) => faultsOf(plan)))).toEqual(new Set(faultKinds))
  for (const plan of plans) {
    expect(faultsOf(plan).length).toBeGreaterThanOrEqual(8)
    expect(faultsOf(plan).length).toBeLessThanOrEqual(20)
  }
})

test('one copy of everything remains', () => {
  const losesStore: ReadonlyArray<FaultKind> = ['store deleted', 'stored value damaged', 'store file damaged']
  const losesJournal: ReadonlyArray<FaultKind> = ['journal damaged']
  const losesDisk: ReadonlyArray<FaultKind> = ['old disk restored']
  for (const plan of plans) {
    const isRelayRestored = faultsOf(plan).includes('old relay restored')
    for (let device = 0; device < plan.devices; device++) {
      const befell = (kinds: ReadonlyArray<FaultKind>): number =>
        faultsOf(plan, device).some((kind) => kinds.includes(kind)) ? 1 : 0
      const losses = befell(losesStore) + befell(losesJournal) + befell(losesDisk)
      expect(losses + (isRelayRestored ? 1 : 0)).toBeLessThanOrEqual(1)
      if (befell(losesJournal) > 0) expect(faultsOf(plan, device)).not.toContain('device disk full')
    }
  }
})
