import { setFlagsFromString } from 'node:v8';

/**
 * Settings of the JavaScript engine; imported before everything else, since functions take them over as they are
 * compiled. A run is over before optimised code pays for itself: with the engine's own threshold half of the processor
 * time of a typical repository goes into compiling functions that are thrown away again when the next file's shapes
 * differ. Only a function that has run some fifteen times longer than usual is optimised. Measured in docs/performance.md.
 */
const [engine = 0] = process.versions.v8.split('.').map(Number);

// Later engines have another threshold, by calls, and an intermediate compiler that costs little.
if (engine < 12) setFlagsFromString('--interrupt-budget=1000000');
