// Chance that can be repeated: the same seed gives the same numbers.
export function randomOf(seed) {
  let state = seed >>> 0;
  const below = (count) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * count);
  };
  return { below, from: (all) => all[below(all.length)] };
}

// The bytes with one of them changed to another.
export function changeByte(bytes, random, first = 0, last = bytes.length) {
  const changed = Buffer.from(bytes);
  const at = first + random.below(last - first);
  changed[at] = (changed[at] + 1 + random.below(255)) % 256;
  return changed;
}
