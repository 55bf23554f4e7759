// Creates, deletes and tags resources from several connections until the emulator is gone, remembers what it acknowledged,
// and compares that with what the next one has.
import { kinds, tag, tagsOf, untag } from './kinds.mjs';

// Each connection keeps about this many resources of its own, which no other touches.
const fewest = 3;
const most = 8;
const keys = ['colour', 'team', 'cost center', 'note'];

const pick = (list) => list[Math.floor(Math.random() * list.length)];

export class ResourceLoad {
  #connections;
  #live = new Map(); // id to resource
  #removed = new Map(); // id to resource, for good
  #underway = new Map(); // name of a creation without a response, to its resource
  #number = 0;

  constructor(connections, tally) {
    this.#connections = connections;
    this.tally = tally;
  }

  // Changes resources until the emulator no longer responds.
  async run(client) {
    await Promise.all(Array.from({ length: this.#connections }, (_, owner) => this.#change(client, owner)));
  }

  async #change(client, owner) {
    for (;;) {
      const mine = [...this.#live.values()].filter((one) => one.owner === owner);
      const choice = Math.random();
      try {
        if (mine.length < fewest || (mine.length < most && choice < 0.3)) {
          await this.#create(client, owner);
        } else if (choice < 0.55) {
          await this.#remove(client, pick(mine));
        } else {
          await this.#tag(client, pick(mine));
        }
      } catch (error) {
        // An error of the service has a fault; everything else is the end of the connection.
        if (error.$fault) {
          throw error;
        }

        return;
      }
    }
  }

  async #create(client, owner) {
    const kind = pick(Object.keys(kinds));
    const name = `r${++this.#number}`;
    const tags = { colour: `c${this.#number}`, team: 'red' };
    // Of each tag, the values that it may have: one that is acknowledged, or also one whose response never came.
    const allowed = new Map(Object.entries(tags).map(([key, value]) => [key, new Set([value])]));
    const resource = { kind, name, owner, allowed, touched: true };
    this.#underway.set(`${kind} ${name}`, resource);
    const made = await client.send(kinds[kind].create({ name, tags }));
    this.#underway.delete(`${kind} ${name}`);
    this.#live.set(made[kinds[kind].id], Object.assign(resource, { id: made[kinds[kind].id], arn: made[kinds[kind].arn] }));
    this.tally.acknowledge('create');
  }

  async #remove(client, resource) {
    this.#live.delete(resource.id);
    this.#underway.set(`${resource.kind} ${resource.name}`, resource);
    await client.send(kinds[resource.kind].remove(resource.id));
    this.#underway.delete(`${resource.kind} ${resource.name}`);
    this.#removed.set(resource.id, resource);
    this.tally.acknowledge('delete');
  }

  async #tag(client, resource) {
    const key = pick(keys);
    const value = Math.random() < 0.7 ? `v${++this.#number}` : undefined;
    const before = resource.allowed.get(key) ?? new Set([undefined]);
    resource.touched = true;
    resource.allowed.set(key, new Set([...before, value]));
    await client.send(value ? tag(resource.arn, { [key]: value }) : untag(resource.arn, [key]));
    resource.allowed.set(key, new Set([value]));
    this.tally.acknowledge('tag');
  }

  // Compares with what is there now. Tags are read of what has changed since the last time, or of all.
  async compare(client, { all = false, isOther = () => false } = {}) {
    const found = new Map();
    for (const [kind, { pages, items, id, arn }] of Object.entries(kinds)) {
      for await (const page of pages(client)) {
        for (const one of page[items]) {
          found.set(one[id], { kind, name: one.name ?? one[id].replace(/-[^-]*$/, ''), id: one[id], arn: one[arn], status: one.status });
        }
      }
    }

    for (const [id, { kind, name, arn, status }] of found) {
      if (status === 'DELETING' || isOther(id)) {
        continue; // one that is being deleted is listed for a second
      }

      if (this.#removed.has(id)) {
        this.tally.lose('delete', `${kind} ${name} is ${status} again`);
      } else if (!this.#live.has(id)) {
        const resource = this.#underway.get(`${kind} ${name}`);
        if (resource) {
          this.#live.set(id, Object.assign(resource, { id, arn, touched: true }));
        } else {
          this.tally.lose('create', `${kind} ${name} (${id}) was never created, and is there`);
        }
      }
    }

    for (const resource of [...this.#live.values()]) {
      const there = found.get(resource.id);
      if (!there || there.status === 'DELETING') {
        this.tally.lose('create', `${resource.kind} ${resource.name} is ${there ? 'being deleted' : 'not there'}`);
        this.#live.delete(resource.id);
      }
    }

    this.#underway.clear();
    const touched = [...this.#live.values()].filter((one) => all || one.touched);
    await Promise.all(touched.map((one) => this.#compareTags(client, one)));
  }

  async #compareTags(client, resource) {
    const { tags = {} } = await client.send(tagsOf(resource.arn));
    for (const key of new Set([...Object.keys(tags), ...resource.allowed.keys()])) {
      const allowed = resource.allowed.get(key) ?? new Set([undefined]);
      if (!allowed.has(tags[key])) {
        this.tally.lose('tag', `${resource.name}: ${key} is ${tags[key]}, not ${[...allowed].join(' or ')}`);
      }

      resource.allowed.set(key, new Set([tags[key]]));
    }

    resource.touched = false;
  }
}
