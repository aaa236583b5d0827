#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

// Loaded after the cache is on, so that the second start need not compile everything again.
enableCompileCache();
const { run } = await import('./cli/program.ts');
await run();
