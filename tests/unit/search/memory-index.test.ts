import { createMemoryBlockStore } from '../../../core/search/memory-index.ts'
import { blockStoreContract } from '../../contracts/block-store-contract.ts'

blockStoreContract('memory', async () => createMemoryBlockStore())
