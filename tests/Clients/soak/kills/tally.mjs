// Counts what was acknowledged and what of it was lost, by kind, and describes the losses.
export class Tally {
  kinds = {};
  losses = [];

  #of(kind) {
    return this.kinds[kind] ??= { acknowledged: 0, lost: 0 };
  }

  acknowledge(kind) {
    this.#of(kind).acknowledged++;
  }

  acknowledged(kind) {
    return this.#of(kind).acknowledged;
  }

  lose(kind, description) {
    this.#of(kind).lost++;
    this.losses.push(`${kind}: ${description}`);
  }
}
