import * as fc from 'fast-check'

// Set by vitest.config.ts, the same for all files of a run. fast-check prints it with a counterexample.
fc.configureGlobal({ seed: Number(import.meta.env['FC_SEED']) })
