/**
 * A function that finds the answer for each key once. Rules, drawings and practices ask the same about every target, job
 * or repository; what is asked about belongs to one repository, so that the context is always the same for a key.
 */
export function once<Key extends object, Context extends readonly unknown[], Answer>(
  find: (key: Key, ...context: Context) => Answer,
): (key: Key, ...context: Context) => Answer {
  const known = new WeakMap<Key, { readonly answer: Answer }>();
  return (key, ...context) => {
    const found = known.get(key);
    if (found) return found.answer;
    const answer = find(key, ...context);
    known.set(key, { answer });
    return answer;
  };
}
