// Lets plain Node (20 as well) run this project's TypeScript: `node --import ./scripts/register.mjs file.ts`.
import { register } from 'node:module';

register(new URL('./ts-loader.mjs', import.meta.url));
