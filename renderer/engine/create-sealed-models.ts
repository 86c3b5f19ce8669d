import type { PageBridge } from '../../core/bridge/contract.ts'
import type { Engine } from '../../core/engine/engine.ts'
import { createTrustModel } from './bridge-trust.ts'
import { createPeopleModel } from './engine-people.ts'
import { createKeyModels } from './key-models.ts'
import type { SealedModels } from './sealed-models.ts'

/** One set for each engine: what is asked of main ends with the account that asked. */
export function createSealedModels(bridge: PageBridge): (engine: Engine) => SealedModels {
  const made = new WeakMap<Engine, SealedModels>()
  return (engine) => {
    const known = made.get(engine) ?? {
      people: createPeopleModel(bridge, engine),
      trust: createTrustModel(bridge),
      ...createKeyModels(bridge),
    }
    made.set(engine, known)
    return known
  }
}
