import { createMemoryStore } from '../../../core/storage/memory-store.ts'
import { localStoreContract } from '../../contracts/local-store-contract.ts'

localStoreContract('memory', async () => ({ store: createMemoryStore() }))
