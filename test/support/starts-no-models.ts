// A program that starts models which cannot be loaded, never closes them, and has nothing else to do.
import { startModels } from '../../src/matching/neural/models.ts';

startModels(new URL('./no-models.ts', import.meta.url));
